//! Epoch keys: 32 random bytes that seal data entries from one change of members to the next. FORMAT sections 4 and 5.

mod seals;

use rand_core::{CryptoRng, RngCore};
use regain_log::{BackupId, PREVIOUS_LEN};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::derive::{derive, random};
use crate::{OpenError, aead};

pub use seals::SealError;
pub(crate) use seals::open_seal;

/// The key of one epoch of one backup. Commitment and body key are derived once, when it is made or opened.
pub struct EpochKey {
    backup: BackupId,
    epoch: u32,
    key: Zeroizing<[u8; 32]>,
    body: Zeroizing<[u8; 32]>,
    commitment: [u8; 32],
}

/// A new epoch, with the old key sealed under the new one so that members can read what was before.
pub struct NextEpoch {
    /// The new key.
    pub key: EpochKey,
    /// `previous` of the entry that starts the epoch.
    pub previous: [u8; PREVIOUS_LEN],
}

impl EpochKey {
    /// A fresh key of a backup's first epoch.
    pub fn make(backup: BackupId, rng: &mut (impl RngCore + CryptoRng)) -> Self {
        Self::new(backup, 1, random(rng))
    }

    /// Reads what [`expose_bytes`](Self::expose_bytes) gave.
    pub fn from_bytes(backup: BackupId, epoch: u32, bytes: &[u8; 32]) -> Self {
        Self::new(backup, epoch, Zeroizing::new(*bytes))
    }

    fn new(backup: BackupId, epoch: u32, key: Zeroizing<[u8; 32]>) -> Self {
        let (backup_bytes, epoch_bytes) = (backup.as_bytes(), epoch.to_be_bytes());
        let context = [backup_bytes.as_slice(), &epoch_bytes];
        let body = derive(key.as_slice(), "body", &context);
        let commitment = *derive(key.as_slice(), "commitment", &context);
        Self { backup, epoch, key, body, commitment }
    }

    /// The next epoch under a fresh key.
    ///
    /// # Panics
    /// After four billion epochs; each needs a signed removal.
    pub fn next(&self, rng: &mut (impl RngCore + CryptoRng)) -> NextEpoch {
        let epoch = self.epoch.checked_add(1).expect("a log of four billion removals is never reached");
        let key = Self::new(self.backup, epoch, random(rng));
        let sealed = aead::seal(&key.previous_key(), &key.previous_aad(), self.key.as_slice(), rng);
        let previous = sealed.try_into().expect("24 of nonce, 32 of key, 16 of tag");
        NextEpoch { key, previous }
    }

    /// The key of the epoch before this one, from the entry that started this one.
    pub fn open_previous(&self, previous: &[u8; PREVIOUS_LEN]) -> Result<Self, OpenError> {
        let epoch = self.epoch.checked_sub(1).ok_or(OpenError)?;
        let opened = aead::open(&self.previous_key(), &self.previous_aad(), previous)?;
        let key = <[u8; 32]>::try_from(opened.as_slice()).map_err(|_| OpenError)?;
        Ok(Self::new(self.backup, epoch, Zeroizing::new(key)))
    }

    /// The backup it belongs to.
    pub fn backup(&self) -> BackupId {
        self.backup
    }

    /// Its epoch; the first is 1.
    pub fn epoch(&self) -> u32 {
        self.epoch
    }

    /// What every entry of the epoch carries, so that no body opens under two keys.
    pub fn commitment(&self) -> [u8; 32] {
        self.commitment
    }

    /// Whether a header's commitment is this key's. Constant time.
    pub fn is_committed(&self, commitment: &[u8; 32]) -> bool {
        self.commitment.ct_eq(commitment).into()
    }

    /// The 32 bytes, for storage inside something sealed.
    pub fn expose_bytes(&self) -> &[u8; 32] {
        &self.key
    }

    pub(crate) fn body_key(&self) -> &[u8; 32] {
        &self.body
    }

    fn previous_key(&self) -> Zeroizing<[u8; 32]> {
        derive(self.key.as_slice(), "previous", &[self.backup.as_bytes(), &self.epoch.to_be_bytes()])
    }

    fn previous_aad(&self) -> Vec<u8> {
        [b"regain/1/previous".as_slice(), self.backup.as_bytes(), &self.epoch.to_be_bytes()].concat()
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use rand_chacha::ChaCha20Rng;
    use rand_core::SeedableRng as _;

    use super::*;

    #[test]
    fn a_new_epoch_gives_back_the_old_key() {
        let mut rng = ChaCha20Rng::from_seed([1; 32]);
        let first = EpochKey::make(BackupId([9; 16]), &mut rng);
        let NextEpoch { key: second, previous } = first.next(&mut rng);
        let back = second.open_previous(&previous).unwrap();
        assert_eq!((back.epoch(), back.expose_bytes()), (1, first.expose_bytes()));
        assert!(first.is_committed(&back.commitment()));
        assert!(!first.is_committed(&second.commitment()));
        assert!(first.open_previous(&previous).is_err());
        for bit in 0..PREVIOUS_LEN * 8 {
            let mut changed = previous;
            changed[bit / 8] ^= 1 << (bit % 8);
            assert!(second.open_previous(&changed).is_err());
        }
    }

    #[test]
    fn backup_and_epoch_are_part_of_the_commitment() {
        let key = |backup, epoch| EpochKey::from_bytes(BackupId([backup; 16]), epoch, &[5; 32]).commitment();
        assert_ne!(key(1, 1), key(2, 1));
        assert_ne!(key(1, 1), key(1, 2));
    }
}
