//! A vault at rest has the bytes of its checkpoint: one format, not two.

use super::Vault;
use crate::change::{self, DecodeError};
use crate::{Change, Finding};
use zeroize::Zeroizing;

impl Vault {
    /// The bytes of [`Vault::checkpoint`], without copying it. Wiped when dropped.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        change::encode(&self.records, &self.opaque)
    }

    /// Reads what [`Vault::encode`] or [`Change::encode`] wrote. Records kept unread by an older version are tried again.
    pub fn decode(bytes: &[u8]) -> Result<(Self, Vec<Finding>), DecodeError> {
        let (Change { records, opaque }, findings) = Change::decode(bytes)?;
        Ok((Self { records, opaque }, findings))
    }
}
