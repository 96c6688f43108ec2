//! The first code of a new authenticator app: right, or what it tells about the app that shows it.

use regain_otp::{Algorithm, CodeError, Digits, Otp};

/// One step either way, as at sign-in (RFC 6238 §6).
const DRIFT: u8 = 1;
/// How far a clock is looked for, in steps: an hour either way, what a wrong time zone or a missed summer time makes.
const FAR: u8 = 120;

/// What the first code tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstCode {
    /// It is right, and of this time step.
    Right(u64),
    /// It is right for another time: the phone's clock is wrong.
    Clock {
        /// Whether it is ahead.
        ahead: bool,
        /// By how much, s.
        seconds: u64,
    },
    /// The app shows codes of the usual kind, whatever the QR code said.
    AppIgnores,
    /// It is wrong.
    Wrong,
}

/// Judges a first code.
pub fn first_code(otp: &Otp, typed: &str, unix_seconds: u64) -> Result<FirstCode, CodeError> {
    if let Some(step) = otp.verify(typed, unix_seconds, DRIFT)? {
        return Ok(FirstCode::Right(step));
    }
    if let Some(step) = otp.verify(typed, unix_seconds, FAR)? {
        let now = otp.period().step_at(unix_seconds);
        let seconds = step.abs_diff(now) * u64::from(otp.period().get());
        return Ok(FirstCode::Clock { ahead: step > now, seconds });
    }
    for (algorithm, digits) in simpler(otp) {
        let as_shown = Otp::totp(otp.secret().duplicate(), algorithm, digits, otp.period());
        if as_shown.verify(typed, unix_seconds, DRIFT)?.is_some() {
            return Ok(FirstCode::AppIgnores);
        }
    }
    Ok(FirstCode::Wrong)
}

/// What apps make of a key whose parameters they don't read.
fn simpler(otp: &Otp) -> impl Iterator<Item = (Algorithm, Digits)> {
    let own = (otp.algorithm(), otp.digits());
    let others = [(Algorithm::Sha1, own.1), (own.0, Digits::SIX), (Algorithm::Sha1, Digits::SIX)];
    others.into_iter().filter(move |other| *other != own)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use regain_otp::{OtpSecret, Period};

    use super::*;

    const NOW: u64 = 1_800_000_015;

    fn key(algorithm: Algorithm, digits: Digits) -> Otp {
        Otp::totp(OtpSecret::from_bytes(b"12345678901234567890").unwrap(), algorithm, digits, Period::THIRTY)
    }

    fn judged(otp: &Otp, shown_by: &Otp, at: u64) -> FirstCode {
        first_code(otp, shown_by.code_at(at).unwrap().expose(), NOW).unwrap()
    }

    #[test]
    fn a_clock_that_is_off_is_told_from_a_wrong_code() {
        let otp = key(Algorithm::Sha1, Digits::SIX);
        let table = [
            (NOW, FirstCode::Right(NOW / 30)),
            (NOW - 30, FirstCode::Right(NOW / 30 - 1)),
            (NOW + 60, FirstCode::Clock { ahead: true, seconds: 60 }),
            (NOW - 3600, FirstCode::Clock { ahead: false, seconds: 3600 }),
            (NOW - 3630, FirstCode::Wrong),
        ];
        for (at, expected) in table {
            assert_eq!(judged(&otp, &otp, at), expected, "{at}");
        }
        assert_eq!(first_code(&otp, "", NOW), Ok(FirstCode::Wrong));
    }

    #[test]
    fn an_app_that_ignores_the_parameters_is_noticed() {
        let strong = key(Algorithm::Sha256, Digits::EIGHT);
        for (algorithm, digits) in [
            (Algorithm::Sha1, Digits::SIX),
            (Algorithm::Sha1, Digits::EIGHT),
            (Algorithm::Sha256, Digits::SIX),
        ] {
            assert_eq!(judged(&strong, &key(algorithm, digits), NOW), FirstCode::AppIgnores);
        }
        let usual = key(Algorithm::Sha1, Digits::SIX);
        assert_eq!(judged(&usual, &strong, NOW), FirstCode::Wrong, "there is nothing simpler than the usual");
    }
}
