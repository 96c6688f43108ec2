//! One key with its parameters.

use thiserror::Error;

use crate::{
    Algorithm, Code, CodeError, Digits, Kind, OtpSecret, Period, Pin,
    generate::{self, YandexSecretError, normal_yandex_secret},
};

/// One key with its parameters, checked: it can always make a code, once a kind that needs a PIN has it.
///
/// What a kind fixes, nothing else can change: Steam is SHA-1, 5 characters, 30 seconds; Yandex SHA-256,
/// 8 characters, 30 seconds; mOTP 6 characters, 10 seconds (on MD5; its algorithm reads as SHA-1 and is unused).
#[derive(PartialEq, Eq)]
pub struct Otp {
    parts: Parts,
}

/// The plain fields of an [`Otp`], for whoever stores or reads them.
#[derive(PartialEq, Eq)]
pub struct Parts {
    /// Which computation.
    pub kind: Kind,
    /// The hash of TOTP and HOTP.
    pub algorithm: Algorithm,
    /// The length of TOTP and HOTP codes.
    pub digits: Digits,
    /// How long a TOTP code lasts.
    pub period: Period,
    /// HOTP: the counter of the next code.
    pub counter: u64,
    /// The shared key.
    pub secret: OtpSecret,
    /// Yandex and mOTP: the PIN, where it is known.
    pub pin: Option<Pin>,
}

/// Parts that do not fit together. The caller's or the peer's fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum OtpError {
    /// A Yandex key of the wrong length, or whose checksum does not fit.
    #[error(transparent)]
    Yandex(#[from] YandexSecretError),
    /// The counter of HOTP has no next value.
    #[error("the counter is at its end; set the key up again at the service")]
    CounterAtEnd,
}

impl Parts {
    /// What a key has when nothing but kind and secret is known: SHA-1, 6 digits, 30 seconds, counter 0, no PIN.
    pub fn new(kind: Kind, secret: OtpSecret) -> Self {
        Self {
            kind,
            algorithm: Algorithm::Sha1,
            digits: Digits::SIX,
            period: Period::THIRTY,
            counter: 0,
            secret,
            pin: None,
        }
    }
}

impl Otp {
    /// Checks the parts and sets what the kind fixes; parts the kind has no use for (a counter of TOTP, a PIN of
    /// HOTP) fall back to their defaults, so equal keys compare equal.
    pub fn from_parts(mut parts: Parts) -> Result<Self, OtpError> {
        if parts.kind != Kind::Hotp {
            parts.counter = 0;
        }
        if !parts.kind.needs_pin() {
            parts.pin = None;
        }
        match parts.kind {
            Kind::Totp => {}
            Kind::Hotp => parts.period = Period::THIRTY,
            Kind::Steam => parts.fix(Algorithm::Sha1, Digits::STEAM, Period::THIRTY),
            Kind::Yandex => {
                parts.fix(Algorithm::Sha256, Digits::EIGHT, Period::THIRTY);
                parts.secret = normal_yandex_secret(&parts.secret)?;
            }
            Kind::Motp => parts.fix(Algorithm::Sha1, Digits::SIX, Period::TEN),
        }
        Ok(Self { parts })
    }

    /// A TOTP key, RFC 6238.
    pub fn totp(secret: OtpSecret, algorithm: Algorithm, digits: Digits, period: Period) -> Self {
        Self { parts: Parts { algorithm, digits, period, ..Parts::new(Kind::Totp, secret) } }
    }

    /// A HOTP key, RFC 4226; `counter` is that of the next code.
    pub fn hotp(secret: OtpSecret, algorithm: Algorithm, digits: Digits, counter: u64) -> Self {
        Self { parts: Parts { algorithm, digits, counter, ..Parts::new(Kind::Hotp, secret) } }
    }

    /// A Steam Guard key.
    pub fn steam(secret: OtpSecret) -> Self {
        let mut parts = Parts::new(Kind::Steam, secret);
        parts.fix(Algorithm::Sha1, Digits::STEAM, Period::THIRTY);
        Self { parts }
    }

    /// A Yandex key: 16 bytes, or the 26 of the typed form.
    pub fn yandex(secret: OtpSecret, pin: Option<Pin>) -> Result<Self, OtpError> {
        Self::from_parts(Parts { pin, ..Parts::new(Kind::Yandex, secret) })
    }

    /// A mOTP key.
    pub fn motp(secret: OtpSecret, pin: Option<Pin>) -> Self {
        let mut parts = Parts { pin, ..Parts::new(Kind::Motp, secret) };
        parts.fix(Algorithm::Sha1, Digits::SIX, Period::TEN);
        Self { parts }
    }

    /// Which computation.
    pub fn kind(&self) -> Kind {
        self.parts.kind
    }

    /// The hash.
    pub fn algorithm(&self) -> Algorithm {
        self.parts.algorithm
    }

    /// The length of a code.
    pub fn digits(&self) -> Digits {
        self.parts.digits
    }

    /// How long a code lasts; without meaning for HOTP.
    pub fn period(&self) -> Period {
        self.parts.period
    }

    /// HOTP: the counter of the next code; 0 for everything else.
    pub fn counter(&self) -> u64 {
        self.parts.counter
    }

    /// The shared key.
    pub fn secret(&self) -> &OtpSecret {
        &self.parts.secret
    }

    /// The PIN, where the kind has one and it is known.
    pub fn pin(&self) -> Option<&Pin> {
        self.parts.pin.as_ref()
    }

    /// The plain fields.
    pub fn into_parts(self) -> Parts {
        self.parts
    }

    /// A second copy, on purpose.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self {
            parts: Parts {
                secret: self.parts.secret.duplicate(),
                pin: self.parts.pin.as_ref().map(Pin::duplicate),
                ..self.parts
            },
        }
    }

    /// The code that holds at `unix_seconds` (seconds since 1970-01-01 UTC); for HOTP that of its counter, at any
    /// time.
    pub fn code_at(&self, unix_seconds: u64) -> Result<Code, CodeError> {
        self.code_for_counter(self.factor_at(unix_seconds))
    }

    /// The code for a counter: that of HOTP, the number of whole periods since 1970 for everything else.
    pub fn code_for_counter(&self, counter: u64) -> Result<Code, CodeError> {
        generate::code(self, counter)
    }

    /// The code after the one that holds at `unix_seconds`.
    pub fn next(&self, unix_seconds: u64) -> Result<Code, CodeError> {
        self.code_for_counter(self.factor_at(unix_seconds).wrapping_add(1))
    }

    /// The seconds the code at `unix_seconds` still lasts, 1 to the period; `None` for HOTP.
    pub fn remaining(&self, unix_seconds: u64) -> Option<u32> {
        self.kind().follows_clock().then(|| self.period().remaining_at(unix_seconds))
    }

    /// HOTP: moves on to the next counter, after its code was used (RFC 4226 section 7.2). Nothing for the rest.
    pub fn advance(&mut self) -> Result<(), OtpError> {
        if self.kind() == Kind::Hotp {
            self.parts.counter = self.parts.counter.checked_add(1).ok_or(OtpError::CounterAtEnd)?;
        }
        Ok(())
    }

    fn factor_at(&self, unix_seconds: u64) -> u64 {
        if self.kind().follows_clock() { self.period().step_at(unix_seconds) } else { self.counter() }
    }
}

impl Parts {
    fn fix(&mut self, algorithm: Algorithm, digits: Digits, period: Period) {
        (self.algorithm, self.digits, self.period) = (algorithm, digits, period);
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn rfc_secret() -> OtpSecret {
        OtpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    #[test]
    fn totp_follows_the_clock() {
        let otp = Otp::totp(rfc_secret(), Algorithm::Sha1, Digits::EIGHT, Period::THIRTY);
        assert_eq!(otp.code_at(59).unwrap().expose(), "94287082");
        assert_eq!(otp.remaining(59), Some(1));
        assert!(otp.next(59).unwrap() == otp.code_at(60).unwrap());
        let minute = Otp::totp(rfc_secret(), Algorithm::Sha1, Digits::SIX, Period::new(60).unwrap());
        assert_eq!(minute.code_at(119).unwrap().expose(), "287082");
        assert_eq!(minute.code_at(120).unwrap().expose(), "359152");
    }

    #[test]
    fn hotp_follows_its_counter() {
        let mut otp = Otp::hotp(rfc_secret(), Algorithm::Sha1, Digits::SIX, 1);
        assert_eq!(otp.code_at(1_700_000_000).unwrap().expose(), "287082");
        assert_eq!(otp.next(0).unwrap().expose(), "359152");
        assert_eq!(otp.remaining(59), None);
        otp.advance().unwrap();
        assert_eq!((otp.counter(), otp.code_at(0).unwrap().expose()), (2, "359152"));
        let mut last = Otp::hotp(rfc_secret(), Algorithm::Sha1, Digits::SIX, u64::MAX);
        assert_eq!(last.advance(), Err(OtpError::CounterAtEnd));
        assert_eq!(last.counter(), u64::MAX);
    }

    #[test]
    fn kinds_with_a_pin_refuse_to_guess() {
        let otp = Otp::motp(rfc_secret(), None);
        assert_eq!(
            otp.code_at(0).err().unwrap().to_string(),
            "this account needs its PIN to make codes; edit the account and enter the PIN chosen at the service"
        );
        let otp = Otp::motp(rfc_secret(), Some(Pin::new("1234").unwrap()));
        assert_eq!((otp.code_at(0).unwrap().expose().len(), otp.remaining(9)), (6, Some(1)));
    }

    #[test]
    fn what_a_kind_fixes_cannot_be_changed() {
        let parts = Parts {
            digits: Digits::EIGHT,
            period: Period::MAX,
            algorithm: Algorithm::Sha512,
            counter: 7,
            pin: Some(Pin::new("1").unwrap()),
            ..Parts::new(Kind::Steam, rfc_secret())
        };
        assert!(Otp::from_parts(parts).ok().unwrap() == Otp::steam(rfc_secret()));
        assert_eq!(
            Otp::yandex(rfc_secret(), None).err().unwrap().to_string(),
            "a Yandex secret has 26 or 42 characters; copy the whole key again from Yandex"
        );
    }

    #[test]
    fn a_duplicate_is_equal() {
        let otp = Otp::motp(rfc_secret(), Some(Pin::new("1234").unwrap()));
        assert!(otp.duplicate() == otp);
        assert!(Otp::from_parts(otp.duplicate().into_parts()).ok().unwrap() == otp);
    }
}
