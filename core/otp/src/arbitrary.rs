//! Keys for property tests: plain data that may be printed when a property fails, and what is made of it.
#![expect(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;

use crate::{Algorithm, Digits, Kind, Otp, OtpSecret, Parts, Period, Pin, uri::OtpAuth};

/// The plain data of a key.
#[derive(Debug, Clone)]
pub struct Plain {
    kind: Kind,
    algorithm: Algorithm,
    digits: u8,
    period: u32,
    counter: u64,
    secret: Vec<u8>,
    pin: Option<String>,
}

impl Plain {
    /// The key; Yandex keys are cut or filled to their 16 bytes.
    pub fn otp(&self) -> Otp {
        let mut secret = self.secret.clone();
        if self.kind == Kind::Yandex {
            secret.resize(16, 7);
        }
        let parts = Parts {
            kind: self.kind,
            algorithm: self.algorithm,
            digits: Digits::new(self.digits).unwrap(),
            period: Period::new(self.period).unwrap(),
            counter: self.counter,
            secret: OtpSecret::from_bytes(&secret).unwrap(),
            pin: self.pin.as_deref().map(|pin| Pin::new(pin).unwrap()),
        };
        Otp::from_parts(parts).ok().unwrap()
    }
}

/// Any key.
pub fn plain() -> impl Strategy<Value = Plain> {
    let kind = prop::sample::select(&Kind::ALL[..]);
    let algorithm = prop::sample::select(&Algorithm::ALL[..]);
    let secret = prop::collection::vec(any::<u8>(), 1..80);
    (kind, algorithm, 4..=10_u8, 1..=86_400_u32, any::<u64>(), secret, prop::option::of("[!-~]{1,64}"))
        .prop_map(|(kind, algorithm, digits, period, counter, secret, pin)| Plain {
            kind,
            algorithm,
            digits,
            period,
            counter,
            secret,
            pin,
        })
}

/// A key that Google Authenticator can hold, with its names.
pub fn google_auth((hotp, eight, mut plain, issuer, label): (bool, bool, Plain, String, String)) -> OtpAuth {
    plain.kind = if hotp { Kind::Hotp } else { Kind::Totp };
    plain.digits = if eight { 8 } else { 6 };
    plain.period = 30;
    plain.counter >>= 1;
    OtpAuth::new(&issuer, &label, plain.otp())
}
