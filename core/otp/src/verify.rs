//! Checking a code that a person entered, for whoever holds the key of the other side.

use crate::{CodeError, Otp};

impl Otp {
    /// The moving factor whose code was entered: one of those within `drift` steps of `unix_seconds` (for HOTP: from
    /// the counter to `drift` beyond it), or `None`.
    ///
    /// RFC 6238 section 5.2: a code must not be accepted twice, so the caller remembers the factor and refuses it
    /// and everything before it from then on. Section 6: a drift of 1 is enough for clocks that are set.
    pub fn verify(&self, entered: &str, unix_seconds: u64, drift: u8) -> Result<Option<u64>, CodeError> {
        let drift = u64::from(drift);
        let (now, before) = if self.kind().follows_clock() {
            (self.period().step_at(unix_seconds), drift)
        } else {
            (self.counter(), 0)
        };
        let mut found = None;
        // All are computed, so that the time this takes does not tell which one it was.
        for factor in now.saturating_sub(before)..=now.saturating_add(drift) {
            if self.code_for_counter(factor)?.is_entered_as(entered) && found.is_none() {
                found = Some(factor);
            }
        }
        Ok(found)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use crate::{Algorithm, Digits, Otp, OtpSecret, Period};

    fn secret() -> OtpSecret {
        OtpSecret::from_bytes(b"12345678901234567890").unwrap()
    }

    #[test]
    fn neighbouring_steps_are_accepted_and_named() {
        let otp = Otp::totp(secret(), Algorithm::Sha1, Digits::SIX, Period::THIRTY);
        // RFC 4226 appendix D, counters 0 to 4.
        for (entered, step) in [
            ("755224", None),
            ("287 082", Some(1)),
            ("359152", Some(2)),
            ("969429", Some(3)),
            ("338314", None),
            ("", None),
        ] {
            assert_eq!(otp.verify(entered, 60, 1), Ok(step), "{entered}");
        }
        assert_eq!(otp.verify("287082", 60, 0), Ok(None));
        assert_eq!(otp.verify("755224", 0, 3), Ok(Some(0)));
    }

    #[test]
    fn counters_are_only_accepted_forwards() {
        let otp = Otp::hotp(secret(), Algorithm::Sha1, Digits::SIX, 2);
        assert_eq!(otp.verify("287082", 0, 2), Ok(None));
        assert_eq!(otp.verify("338314", 0, 2), Ok(Some(4)));
    }
}
