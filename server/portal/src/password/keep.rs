//! How a password is kept: Argon2id (RFC 9106), as a PHC string.

use argon2::password_hash::{PasswordHash, SaltString};
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use super::Password;

/// Bytes of a salt (RFC 9106 §3.1 recommends 16).
pub const SALT_LEN: usize = 16;

/// RFC 9106 §4, the second recommended option (64 MiB, 3 passes), in one lane: the hashes of a server run side by side anyway.
const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// What came of comparing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is the password.
    Right {
        /// It was kept with other parameters than today's, and is to be kept anew.
        outdated: bool,
    },
    /// It is not, or there is none.
    Wrong,
}

/// What is stored is no hash of a password.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the stored hash of a password is damaged")]
pub struct DamagedHash;

/// What is stored of a password. As slow as it is meant to be: for a thread that may wait.
pub fn keep(password: &Password, salt: &[u8; SALT_LEN]) -> String {
    let salt = SaltString::encode_b64(salt).expect("16 bytes are a salt");
    let hash = argon2().hash_password(password.expose_text().as_bytes(), &salt);
    hash.expect("fixed parameters and a short password are always hashed").to_string()
}

/// Compares a password with what is stored. For somebody who has none, or does not exist, the same work is done: the time says nothing.
pub fn verify(password: &Password, stored: Option<&str>) -> Result<Verdict, DamagedHash> {
    let Some(stored) = stored else {
        std::hint::black_box(keep(password, &[0; SALT_LEN]));
        return Ok(Verdict::Wrong);
    };
    let hash = PasswordHash::new(stored).map_err(|_| DamagedHash)?;
    let params = Params::try_from(&hash).map_err(|_| DamagedHash)?;
    let kept = Algorithm::try_from(hash.algorithm).map_err(|_| DamagedHash)?;
    // A database that was tampered with must not make the server take all memory.
    if kept != Algorithm::Argon2id || params.m_cost() > 4 * MEMORY_KIB || params.t_cost() > 4 * PASSES {
        return Err(DamagedHash);
    }
    match argon2().verify_password(password.expose_text().as_bytes(), &hash) {
        Ok(()) => {
            let costs = (params.m_cost(), params.t_cost(), params.p_cost());
            Ok(Verdict::Right { outdated: costs != (MEMORY_KIB, PASSES, LANES) })
        }
        Err(argon2::password_hash::Error::Password) => Ok(Verdict::Wrong),
        Err(_) => Err(DamagedHash),
    }
}

fn argon2() -> Argon2<'static> {
    let params =
        Params::new(MEMORY_KIB, PASSES, LANES, None).expect("the parameters are within Argon2's bounds");
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn password(text: &str) -> Password {
        Password::typed(text).unwrap()
    }

    #[test]
    fn the_right_one_is_right_and_every_other_wrong() {
        let stored = keep(&password("quiet maple orbit"), &[7; SALT_LEN]);
        assert!(stored.starts_with("$argon2id$v=19$m=65536,t=3,p=1$BwcHBwcHBwcHBwcHBwcHBw$"), "{stored}");
        let verdict = |text: &str, stored| verify(&password(text), stored).unwrap();
        assert_eq!(verdict("quiet maple orbit", Some(stored.as_str())), Verdict::Right { outdated: false });
        assert_eq!(verdict("quiet maple orbi", Some(stored.as_str())), Verdict::Wrong);
        assert_eq!(verdict("quiet maple orbit", None), Verdict::Wrong);
        assert_ne!(stored, keep(&password("quiet maple orbit"), &[8; SALT_LEN]));
    }

    #[test]
    fn a_hash_of_another_program_with_less_work_is_known_as_outdated() {
        // By argon2-cffi: hash_secret(b"password", b"somesalt", 2, 256, 1, 32, Type.ID).
        let stored = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
        assert_eq!(verify(&password("password"), Some(stored)), Ok(Verdict::Right { outdated: true }));
        assert_eq!(verify(&password("passwore"), Some(stored)), Ok(Verdict::Wrong));
    }

    #[test]
    fn what_is_no_hash_or_asks_for_too_much_is_damaged() {
        for stored in [
            "",
            "quiet maple orbit",
            "$argon2i$v=19$m=65536,t=3,p=1$c29tZXNhbHQ$iWh06vD8Fy27wf9npn6FXWiCX4K6pW6Ue1Bnzz07Z8A",
            "$argon2id$v=19$m=4000000,t=3,p=1$c29tZXNhbHQ$iWh06vD8Fy27wf9npn6FXWiCX4K6pW6Ue1Bnzz07Z8A",
            "$argon2id$v=19$m=65536,t=3000000,p=1$c29tZXNhbHQ$iWh06vD8Fy27wf9npn6FXWiCX4K6pW6Ue1Bnzz07Z8A",
        ] {
            assert_eq!(verify(&password("password"), Some(stored)), Err(DamagedHash), "{stored}");
        }
    }
}
