//! What is wrong with an address, without repeating the secret in it.

use thiserror::Error;

use crate::{OtpError, PinError, SecretError};

/// Why an address could not be read. The peer's fault: whoever made the address.
///
/// No message contains the secret; a value is repeated only where it is short and plain.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum UriError {
    /// Not an `otpauth://` address at all.
    #[error("this is no otpauth:// address; scan the QR code the service shows for an authenticator app")]
    Scheme,
    /// An export of Google Authenticator, which holds many keys.
    #[error(
        "this is an export of many accounts (otpauth-migration://); import it as a Google Authenticator export"
    )]
    Migration,
    /// Longer than 64 KiB.
    #[error("the address is longer than {max} bytes; give one otpauth:// address at a time", max = super::read::MAX_LEN)]
    TooLong,
    /// A kind of code that is not known.
    #[error(
        "the kind of code, {kind:?}, is not one of totp, hotp, steam, yaotp and motp; ask the service for a totp key"
    )]
    Kind {
        /// What stands there, shortened.
        kind: String,
    },
    /// The parameter `secret` is missing.
    #[error("the parameter `secret` is missing; copy the whole address again from the service")]
    SecretMissing,
    /// The parameter `secret` is no key.
    #[error("the parameter `secret` cannot be read; copy the whole address again from the service")]
    Secret(#[source] SecretError),
    /// The parameter `pin` is no PIN.
    #[error("the parameter `pin` cannot be read; remove it from the address and enter the PIN by hand")]
    Pin(#[source] PinError),
    /// The parts do not fit together.
    #[error("the key in this address cannot be used; copy the whole address again from the service")]
    Key(#[source] OtpError),
    /// Another parameter has a value that is not allowed.
    #[error(
        "the parameter `{name}` is {value:?}, but must be {expected}; correct it, or ask the service for a new QR code"
    )]
    Parameter {
        /// Its name: `digits`, `period`, `algorithm` or `counter`.
        name: &'static str,
        /// What stands there, shortened.
        value: String,
        /// What may stand there.
        expected: &'static str,
    },
}

/// What a message may repeat of a value: so little that a secret put in the wrong place is not shown.
pub(super) fn shown(value: &str) -> String {
    const MOST: usize = 8;
    let plain = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | ' ' | '+');
    let mut kept: String = value.chars().take(MOST).take_while(plain).collect();
    if kept.len() < value.len() {
        kept.truncate(4);
        kept.push('…');
    }
    kept
}
