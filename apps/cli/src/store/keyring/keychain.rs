//! The login Keychain of macOS. Specification: Apple's Keychain Services, generic passwords.

use security_framework::base::Error;
use security_framework::passwords::{
    PasswordOptions, delete_generic_password, generic_password, set_generic_password_options,
};
use zeroize::Zeroizing;

use super::{Key, Keyring, KeyringError, LABEL, from_text, to_text};

const SERVICE: &str = "regain";
/// `errSecItemNotFound`.
const NOT_FOUND: i32 = -25_300;
/// `errSecNotAvailable` and `errSecNoDefaultKeychain`.
const NO_KEYCHAIN: [i32; 2] = [-25_291, -25_307];
/// `errSecAuthFailed`, `errSecInteractionNotAllowed` and `errSecUserCanceled`.
const REFUSED: [i32; 3] = [-25_293, -25_308, -128];

/// The login Keychain of the user.
pub struct Keychain;

impl Keyring for Keychain {
    fn keep(&self, id: &str, key: &Key) -> Result<(), KeyringError> {
        let mut options = PasswordOptions::new_generic_password(SERVICE, id);
        options.set_label(LABEL);
        set_generic_password_options(to_text(key).as_bytes(), options).map_err(said)
    }

    fn load(&self, id: &str) -> Result<Key, KeyringError> {
        let text = generic_password(PasswordOptions::new_generic_password(SERVICE, id)).map_err(said)?;
        from_text(&Zeroizing::new(text))
    }

    fn forget(&self, id: &str) -> Result<(), KeyringError> {
        match delete_generic_password(SERVICE, id).map_err(said) {
            Err(KeyringError::Missing) => Ok(()),
            other => other,
        }
    }
}

fn said(error: Error) -> KeyringError {
    match error.code() {
        NOT_FOUND => KeyringError::Missing,
        code if NO_KEYCHAIN.contains(&code) => KeyringError::Unreachable(error.to_string()),
        code if REFUSED.contains(&code) => KeyringError::Locked,
        _ => KeyringError::Failed(error.to_string()),
    }
}
