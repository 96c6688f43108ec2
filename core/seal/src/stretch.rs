//! Key stretching: Argon2id (RFC 9106) in suites that are compiled in and named by number, so that nobody can ask for less.

use argon2::{Algorithm, Argon2, Params, Version};
use opaque_ke::errors::InternalError;
use opaque_ke::generic_array::{ArrayLength, GenericArray};
use opaque_ke::ksf::Ksf;
use zeroize::Zeroizing;

use crate::Passphrase;

/// Bytes of a salt.
pub const SALT_LEN: usize = 16;

/// How hard a passphrase is to guess at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Suite {
    /// Argon2id, version 0x13, 128 MiB, 4 passes, 1 lane. Frozen.
    One,
}

/// A suite this program does not have; refused before anything runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("key stretching suite {0} is unknown; this program has suite 1: update it")]
pub struct UnknownSuite(pub u8);

impl Suite {
    /// The suite with this number.
    pub fn from_number(number: u8) -> Result<Self, UnknownSuite> {
        match number {
            1 => Ok(Self::One),
            _ => Err(UnknownSuite(number)),
        }
    }

    /// Its number in files and on the wire.
    pub fn number(self) -> u8 {
        match self {
            Self::One => 1,
        }
    }

    fn argon2(self) -> Argon2<'static> {
        let (memory_kib, passes, lanes) = match self {
            Self::One => (128 << 10, 4, 1),
        };
        let params =
            Params::new(memory_kib, passes, lanes, None).expect("the suites are within Argon2's bounds");
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
    }
}

/// The passphrase as a key, for the app's lock. Takes most of a second and 128 MiB.
pub fn stretch(passphrase: &Passphrase, salt: &[u8; SALT_LEN], suite: Suite) -> Zeroizing<[u8; 32]> {
    let mut out = Zeroizing::new([0; 32]);
    suite
        .argon2()
        .hash_password_into(passphrase.expose_text().as_bytes(), salt, out.as_mut_slice())
        .expect("lengths of passphrase, salt and output are within Argon2's bounds");
    out
}

/// Suite 1 as OPAQUE's key stretching function, with a salt of 16 zero bytes: the input, an OPRF output, is unpredictable and
/// unique already (RFC 9807 sections 4.1 and 7).
#[derive(Default)]
pub struct SuiteOneStretching;

impl Ksf for SuiteOneStretching {
    fn hash<L: ArrayLength<u8>>(
        &self,
        input: GenericArray<u8, L>,
    ) -> Result<GenericArray<u8, L>, InternalError> {
        let input = Zeroizing::new(input);
        let mut out = GenericArray::default();
        Suite::One
            .argon2()
            .hash_password_into(&input, &[0; SALT_LEN], &mut out)
            .map_err(|_| InternalError::KsfError)?;
        Ok(out)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_suite_one_exists() {
        assert_eq!(Suite::from_number(1), Ok(Suite::One));
        for number in (0..=u8::MAX).filter(|number| *number != 1) {
            assert_eq!(Suite::from_number(number), Err(UnknownSuite(number)));
        }
    }

    #[test]
    fn suite_one_is_what_the_format_says() {
        let argon2 = Suite::One.argon2();
        let params = argon2.params();
        assert_eq!((params.m_cost(), params.t_cost(), params.p_cost()), (131_072, 4, 1));
    }
}
