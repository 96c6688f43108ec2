//! Doors for tests: checks left out, to show what each of them prevents, and fixed inputs for vectors. Nothing else calls this.

use regain_log::Header;
use zeroize::Zeroizing;

use crate::opaque::{EXPORT_KEY_LEN, ExportKey};
use crate::{EpochKey, OpenError, body};

/// [`open_body`](crate::open_body) without comparing the key commitment: a body may then open under two keys.
pub fn open_body_without_commitment(
    key: &EpochKey,
    header: &Header,
    body: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    body::open_body_without_commitment(key, header, body)
}

/// The key that seals bodies, with which a harness makes bodies that the safe functions refuse to make.
pub fn expose_body_key(key: &EpochKey) -> &[u8; 32] {
    key.body_key()
}

/// An OPAQUE export key from fixed bytes, which no exchange gave.
pub fn export_key(bytes: [u8; EXPORT_KEY_LEN]) -> ExportKey {
    ExportKey::from_bytes(bytes)
}
