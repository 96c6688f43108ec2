//! One-time codes: HOTP, TOTP, Steam, Yandex and mOTP, and the otpauth:// and otpauth-migration:// addresses that carry them.
//!
//! Everything here is a pure function of its arguments: the time comes in as seconds since the Unix epoch.
//!
//! # The map
//! - [`OtpSecret`], [`Digits`], [`Period`], [`Algorithm`], [`Kind`], [`Pin`]: values that cannot be wrong;
//! - [`Otp`]: one key with its parameters, and the codes it makes ([`Code`]);
//! - [`uri`]: `otpauth://` addresses, read with patience and written plainly;
//! - [`migration`]: the batches of Google Authenticator's "transfer accounts" screen.
//!
//! # How to add a kind of code
//! 1. A variant in [`Kind`] with its name; both are stored in vaults and are frozen from then on.
//! 2. A file under `generate/` with the computation and published vectors as its tests.
//! 3. An arm in [`Otp`] for what is fixed about it (digits, period), and in `uri/read.rs` and `uri/write.rs`.

mod algorithm;
#[cfg(test)]
mod arbitrary;
mod code;
mod digits;
mod generate;
mod kind;
pub mod migration;
mod otp;
mod period;
mod pin;
mod secret;
pub mod uri;
mod verify;

pub use algorithm::{Algorithm, AlgorithmError};
pub use code::Code;
pub use digits::{Digits, DigitsError};
pub use generate::CodeError;
pub use kind::{Kind, KindError};
pub use otp::{Otp, OtpError, Parts};
pub use period::{Period, PeriodError};
pub use pin::{Pin, PinError};
pub use secret::{OtpSecret, SecretError};
