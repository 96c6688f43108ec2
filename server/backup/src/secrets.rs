//! What lies outside the database, so that a stolen copy of it opens nothing: OPAQUE's setup and one key.

use regain_http::keyed::Keyed;
use regain_http::sealed::Sealer;
use regain_http::{Random, token};
use regain_protocol::AccountName;
use regain_storage::StorageError;
use zeroize::Zeroizing;

use crate::opaque::Setup;

/// Bytes of [`Secrets::make`]: a version, the HMAC key, OPAQUE's `ServerSetup`. Frozen.
pub const SECRETS_LEN: usize = 1 + 32 + 128;

const VERSION: u8 = 1;

/// Bytes that are no secrets of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file is damaged or of another version")]
pub struct SecretsError;

/// The secrets of one service.
pub struct Secrets {
    pub(crate) setup: Setup,
    keyed: Keyed,
    attempts: Sealer,
}

impl Secrets {
    /// New ones, as the bytes that [`Secrets::read`] reads.
    pub fn make(random: &Random) -> Zeroizing<Vec<u8>> {
        let setup = Setup::new(&mut random.clone());
        let key = Zeroizing::new(random.bytes::<32>());
        Zeroizing::new([[VERSION].as_slice(), key.as_slice(), &setup.serialize()].concat())
    }

    /// Reads them. Every record and every fake answer depends on them: other bytes mean that no passphrase works any more.
    pub fn read(bytes: &[u8]) -> Result<Self, SecretsError> {
        let (front, setup) = bytes.split_first_chunk::<33>().ok_or(SecretsError)?;
        let (version, key) = front.split_first().ok_or(SecretsError)?;
        if *version != VERSION || bytes.len() != SECRETS_LEN {
            return Err(SecretsError);
        }
        let key: [u8; 32] = key.try_into().map_err(|_| SecretsError)?;
        let setup = Setup::deserialize(setup).map_err(|_| SecretsError)?;
        let keyed = Keyed::new(key);
        let attempts = Sealer::new(&keyed.mac("attempts", &[]));
        Ok(Self { setup, keyed, attempts })
    }

    /// What stands for the slot id of a name that has none: the same every time.
    pub(crate) fn invented_credential(&self, account: &AccountName) -> [u8; 16] {
        let mac = self.keyed.mac("invented credential", &[account.as_str().as_bytes()]);
        mac[..16].try_into().expect("32 bytes have 16")
    }

    /// The key of a budget: purpose and subject, the subject not readable in the database.
    pub(crate) fn budget_key(&self, purpose: &str, subject: &[u8]) -> Vec<u8> {
        self.keyed.mac("budget", &[purpose.as_bytes(), subject]).to_vec()
    }

    /// The bytes of a token that can be computed again: for links that stand in every mail to one address.
    pub(crate) fn stop_token(&self, backup: &[u8; 16], address: &str) -> [u8; 32] {
        self.keyed.mac("stop", &[backup, address.as_bytes()])
    }

    /// Its hash, as it is stored.
    pub(crate) fn stop_token_hash(&self, backup: &[u8; 16], address: &str) -> [u8; 32] {
        token::hash(&self.stop_token(backup, address))
    }

    /// Seals the state of a sign-in attempt to its purpose and id.
    pub(crate) fn seal_attempt(
        &self,
        purpose: &str,
        id: &[u8; 32],
        state: &[u8],
        random: &Random,
    ) -> Vec<u8> {
        self.attempts.seal(&attempt_purpose(purpose, id), state, random)
    }

    /// Opens it.
    pub(crate) fn open_attempt(
        &self,
        purpose: &str,
        id: &[u8; 32],
        sealed: &[u8],
    ) -> Result<Vec<u8>, StorageError> {
        self.attempts
            .open(&attempt_purpose(purpose, id), sealed)
            .map_err(|_| StorageError::Corrupt("a sign-in attempt can't be opened".into()))
    }
}

fn attempt_purpose(purpose: &str, id: &[u8; 32]) -> Vec<u8> {
    [purpose.as_bytes(), &[0], id].concat()
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn secrets_survive_their_bytes_and_damage_is_found() {
        let bytes = Secrets::make(&Random::seeded(1));
        assert_eq!(bytes.len(), SECRETS_LEN);
        let name: AccountName = "brave-otter-42".parse().unwrap();
        let invented = Secrets::read(&bytes).unwrap().invented_credential(&name);
        assert_eq!(Secrets::read(&bytes).unwrap().invented_credential(&name), invented);
        assert!(Secrets::read(&bytes[1..]).is_err());
        assert!(Secrets::read(&[&[9], &bytes[1..]].concat()).is_err());
        assert!(Secrets::read(&[]).is_err());
    }
}
