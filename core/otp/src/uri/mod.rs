//! `otpauth://` addresses: what a service's QR code holds.
//!
//! The base is the Key URI Format of Google Authenticator; what real services and apps make of it is read with
//! patience, and what is written is plain enough for every reader.
//!
//! # Issuer and label
//! 1. The parameter `issuer` wins where it is there and not blank.
//! 2. A label that begins with that issuer and a colon (in any case of letters) loses this prefix; any other prefix
//!    says something of its own (`MyOrganization:user` at Microsoft) and stays in the label.
//! 3. Without the parameter, what stands before the first colon is the issuer. A plain colon goes before an encoded
//!    one (`%3A`), so that `A%3AB:user` is `A:B` and `user`, and `:a%3Ab` is the label `a:b` without an issuer.
//! 4. Spaces around both are dropped. A `+` is a space in the parameter and a plus in the label; `issuer=Disney+`
//!    beside the label `Disney+:user` keeps its plus.
//! 5. A Yandex key that names no issuer at all gets `Yandex`.
//!
//! # Also read
//! - any case of scheme, kind and parameter names, `&amp;` between parameters, raw spaces, `#`, `/` and `?` in labels,
//!   broken percent sequences (taken literally);
//! - `otpauth://steam/`, `encoder=steam`, and totp of five digits whose issuer is Steam; `steam://SECRET`;
//! - `otpauth://yaotp/`, its PIN plain or in base32; `otpauth://motp/` with the secret in base32 or hex, and `motp://`
//!   with the secret in hex;
//! - HOTP without a counter starts at 0, though the format requires one.

mod error;
mod label;
mod query;
mod read;
#[cfg(test)]
mod tests;
mod write;

pub use error::UriError;
pub use read::parse;

pub(crate) use label::{joined as joined_label, without_issuer};

use crate::Otp;

/// A key with the names it goes by.
#[derive(PartialEq, Eq)]
pub struct OtpAuth {
    /// The service, or empty. Without spaces around it.
    pub issuer: String,
    /// The account at the service, or empty. Without spaces around it.
    pub label: String,
    /// The key.
    pub otp: Otp,
    /// Parameters this crate has no use for, in their order, decoded; kept so that nothing is lost on the way through.
    /// Those with a name that has a meaning here (`secret`, `digits`, …) are not written.
    pub extra: Vec<(String, String)>,
}

impl OtpAuth {
    /// A key without further parameters; spaces around the names are dropped.
    pub fn new(issuer: &str, label: &str, otp: Otp) -> Self {
        Self { issuer: issuer.trim().to_owned(), label: label.trim().to_owned(), otp, extra: Vec::new() }
    }

    /// A second copy, on purpose.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            issuer: self.issuer.clone(),
            label: self.label.clone(),
            otp: self.otp.duplicate(),
            extra: self.extra.clone(),
        }
    }
}
