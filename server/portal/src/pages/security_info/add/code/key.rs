//! The key of a draft.

use std::str::FromStr;

use regain_otp::uri::OtpAuth;
use regain_otp::{Algorithm, Digits, Otp, OtpSecret};

use crate::fault::Fault;
use crate::pages::security_info::draft::Draft;
use crate::state::Portal;
use crate::verify::seed;
use crate::visit::Me;

/// Which codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Strength {
    /// What every app knows: SHA-1, six digits, 30 seconds.
    Standard,
    /// What some apps know: SHA-256 and eight digits.
    Stronger,
}

/// A text that is no strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("there are standard and stronger codes")]
pub struct StrengthError;

impl Strength {
    /// Its word in addresses.
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::Stronger => "stronger",
        }
    }

    /// The path of a draft's page.
    pub fn path(self, draft: Draft) -> String {
        format!("/security-info/add/code/{}/{draft}", self.word())
    }

    fn parameters(self) -> (Algorithm, Digits, usize) {
        match self {
            // As many random bytes as the hash has (RFC 4226 §4, RFC 6238 §3).
            Self::Standard => (Algorithm::Sha1, Digits::SIX, 20),
            Self::Stronger => (Algorithm::Sha256, Digits::EIGHT, 32),
        }
    }
}

impl FromStr for Strength {
    type Err = StrengthError;

    fn from_str(text: &str) -> Result<Self, StrengthError> {
        [Self::Standard, Self::Stronger].into_iter().find(|known| known.word() == text).ok_or(StrengthError)
    }
}

/// The key of a draft in this session.
pub fn key(portal: &Portal, me: &Me, draft: Draft, strength: Strength) -> Result<Otp, Fault> {
    let (algorithm, digits, len) = strength.parameters();
    let bytes = draft.secret(portal, me, "seed of a draft", digits.get());
    let secret = OtpSecret::from_bytes(&bytes[..len]).map_err(|error| Fault::internal(&error))?;
    Ok(seed::otp(secret, algorithm, digits))
}

/// What the QR code says (Key URI Format): the organisation's portal as the issuer, the sign-in name as the account.
pub async fn otpauth(portal: &Portal, me: &Me, otp: Otp) -> Result<OtpAuth, Fault> {
    let issuer = portal.organisation().await?;
    // A colon ends the issuer in the label.
    Ok(OtpAuth::new(&issuer.replace(':', " "), &me.standing.person.name, otp))
}
