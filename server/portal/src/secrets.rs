//! What lies outside the database, so that a stolen copy of it opens nothing.

use regain_http::Random;
use regain_http::keyed::Keyed;
use regain_http::sealed::Sealer;
use zeroize::Zeroizing;

/// Bytes of [`Secrets::make`]: a version, the key that seals, the key of hashes. Frozen.
const SECRETS_LEN: usize = 1 + 32 + 32;
const VERSION: u8 = 1;

/// Bytes that are no secrets of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the file is damaged or of another version")]
pub struct SecretsError;

/// The secrets of one portal.
pub struct Secrets {
    /// Seals what must be read again: seeds of codes.
    pub(crate) sealer: Sealer,
    /// Makes hashes that nobody else can make: keys of counters, cookies of known browsers, links in mails.
    pub(crate) keyed: Keyed,
}

impl Secrets {
    /// New ones, as the bytes that [`Secrets::read`] reads.
    pub fn make(random: &Random) -> Zeroizing<Vec<u8>> {
        let keys = Zeroizing::new(random.bytes::<64>());
        Zeroizing::new([[VERSION].as_slice(), keys.as_slice()].concat())
    }

    /// Reads them. With other bytes no code of an authenticator app is right any more.
    pub fn read(bytes: &[u8]) -> Result<Self, SecretsError> {
        let (front, keyed) = bytes.split_first_chunk::<33>().ok_or(SecretsError)?;
        let (version, sealing) = front.split_first_chunk::<1>().ok_or(SecretsError)?;
        if *version != [VERSION] || bytes.len() != SECRETS_LEN {
            return Err(SecretsError);
        }
        let sealing: &[u8; 32] = sealing.try_into().map_err(|_| SecretsError)?;
        let keyed: [u8; 32] = keyed.try_into().map_err(|_| SecretsError)?;
        Ok(Self { sealer: Sealer::new(sealing), keyed: Keyed::new(keyed) })
    }
}
