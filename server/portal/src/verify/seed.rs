//! What a code method has stored: its parameters and its seed, sealed under a key outside the database and bound to person and method.

use regain_otp::{Algorithm, Digits, Otp, OtpSecret, Period};
use regain_storage::portal::{MethodId, PersonId};
use zeroize::Zeroizing;

use crate::state::Portal;

/// First byte of what is sealed: frozen. Then the algorithm's number, the digits, the seed.
const VERSION: u8 = 1;

/// What is stored is no seed of this method: damaged, of another person or method, or sealed under another key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the seed of a code method can't be opened")]
pub struct SeedError;

/// A code method's key: any app's parameters, 30 seconds.
pub fn otp(secret: OtpSecret, algorithm: Algorithm, digits: Digits) -> Otp {
    Otp::totp(secret, algorithm, digits, Period::THIRTY)
}

/// Seals a key for this method of this person.
pub fn seal(portal: &Portal, person: PersonId, method: MethodId, otp: &Otp) -> Vec<u8> {
    let mut plain = Zeroizing::new(vec![VERSION, number(otp.algorithm()), otp.digits().get()]);
    plain.extend_from_slice(otp.secret().expose_bytes());
    portal.secrets.sealer.seal(&purpose(person, method), &plain, &portal.random)
}

/// Opens what was sealed for this method of this person.
pub fn open(portal: &Portal, person: PersonId, method: MethodId, sealed: &[u8]) -> Result<Otp, SeedError> {
    let plain = portal.secrets.sealer.open(&purpose(person, method), sealed).map_err(|_| SeedError)?;
    let plain = Zeroizing::new(plain);
    let [VERSION, algorithm, digits, seed @ ..] = plain.as_slice() else { return Err(SeedError) };
    let algorithm = ALGORITHMS.into_iter().find(|known| number(*known) == *algorithm).ok_or(SeedError)?;
    let digits = Digits::new(*digits).map_err(|_| SeedError)?;
    let secret = OtpSecret::from_bytes(seed).map_err(|_| SeedError)?;
    Ok(otp(secret, algorithm, digits))
}

const ALGORITHMS: [Algorithm; 3] = [Algorithm::Sha1, Algorithm::Sha256, Algorithm::Sha512];

/// Frozen.
fn number(algorithm: Algorithm) -> u8 {
    match algorithm {
        Algorithm::Sha1 => 1,
        Algorithm::Sha256 => 2,
        Algorithm::Sha512 => 3,
    }
}

fn purpose(person: PersonId, method: MethodId) -> Vec<u8> {
    [b"regain code seed 1".as_slice(), &person.0, &method.0].concat()
}
