//! Sealed bodies of data entries, FORMAT section 4.

mod padding;

use rand_core::{CryptoRng, RngCore};
use regain_log::{Header, MAX_BODY_LEN, UnsignedHeader};
use zeroize::Zeroizing;

use crate::{EpochKey, OpenError, aead};

/// Why a body can't be sealed; the calling code is at fault, not a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealBodyError {
    /// Padded and sealed it would be longer than an entry's body may be.
    #[error("{0} bytes are more than one entry holds")]
    TooLong(usize),
    /// The header names another backup, epoch or commitment than the key's, or a kind that is not sealed.
    #[error("the header does not belong to the epoch key")]
    Header,
}

/// Pads and seals the body of a data entry and binds it to its header.
pub fn seal_body(
    key: &EpochKey,
    header: &UnsignedHeader,
    plaintext: &[u8],
    rng: &mut (impl RngCore + CryptoRng),
) -> Result<Vec<u8>, SealBodyError> {
    let same =
        header.backup == key.backup() && header.epoch == key.epoch() && key.is_committed(&header.commitment);
    if !same || !header.kind.is_data() {
        return Err(SealBodyError::Header);
    }
    if padding::padded_len(plaintext.len()).saturating_add(aead::OVERHEAD) > MAX_BODY_LEN {
        return Err(SealBodyError::TooLong(plaintext.len()));
    }
    Ok(aead::seal(key.body_key(), &header.body_aad(), &padding::pad(plaintext), rng))
}

/// Opens the body of a data entry. The commitment is compared before anything is decrypted (constant time); every failure is the same.
pub fn open_body(key: &EpochKey, header: &Header, body: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    if !key.is_committed(&header.commitment) {
        return Err(OpenError);
    }
    open_body_without_commitment(key, header, body)
}

/// What is left of [`open_body`] when one rule is left out; public only through [`crate::hazmat`].
pub(crate) fn open_body_without_commitment(
    key: &EpochKey,
    header: &Header,
    body: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    if header.backup != key.backup() || header.epoch != key.epoch() || !header.kind.is_data() {
        return Err(OpenError);
    }
    padding::unpad(aead::open(key.body_key(), &header.body_aad(), body)?)
}
