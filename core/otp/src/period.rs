//! How long a code lasts.

use std::{fmt, num::NonZeroU32, str::FromStr};

use thiserror::Error;

/// How long a code lasts, in seconds: 1 to 86,400 (a day), by default 30 (RFC 6238 section 5.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period(NonZeroU32);

/// A period outside one second to one day, or no number at all. The peer's fault.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("a code lasts {} to {} seconds; set the key up again at the service", Period::MIN.0, Period::MAX.0)]
pub struct PeriodError;

impl Period {
    /// One second.
    pub const MIN: Self = Self(NonZeroU32::MIN);
    /// One day.
    pub const MAX: Self = Self(seconds(86_400));
    /// Ten seconds, the period of mOTP.
    pub const TEN: Self = Self(seconds(10));
    /// Thirty seconds, what nearly every service uses.
    pub const THIRTY: Self = Self(seconds(30));

    /// A period of 1 to 86,400 seconds.
    pub const fn new(seconds: u32) -> Result<Self, PeriodError> {
        match NonZeroU32::new(seconds) {
            Some(seconds) if seconds.get() <= Self::MAX.0.get() => Ok(Self(seconds)),
            _ => Err(PeriodError),
        }
    }

    /// The seconds.
    pub const fn get(self) -> u32 {
        self.0.get()
    }

    /// How many whole periods have passed at `unix_seconds`: the T of RFC 6238 section 4.2 with T0 = 0.
    pub fn step_at(self, unix_seconds: u64) -> u64 {
        unix_seconds / u64::from(self.get())
    }

    fn passed_at(self, unix_seconds: u64) -> u32 {
        let passed = unix_seconds % u64::from(self.get());
        u32::try_from(passed).expect("a remainder is less than its divisor, which is a u32")
    }

    /// The seconds until the next step: 1 to the period.
    pub fn remaining_at(self, unix_seconds: u64) -> u32 {
        self.get() - self.passed_at(unix_seconds)
    }
}

const fn seconds(count: u32) -> NonZeroU32 {
    NonZeroU32::new(count).expect("only called with constants above zero, when compiling")
}

impl Default for Period {
    fn default() -> Self {
        Self::THIRTY
    }
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Period {
    type Err = PeriodError;

    fn from_str(text: &str) -> Result<Self, PeriodError> {
        text.trim().parse().map_err(|_| PeriodError).and_then(Self::new)
    }
}

impl TryFrom<u32> for Period {
    type Error = PeriodError;

    fn try_from(seconds: u32) -> Result<Self, PeriodError> {
        Self::new(seconds)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_second_to_one_day() {
        assert_eq!(Period::new(0), Err(PeriodError));
        assert_eq!(Period::new(86_401), Err(PeriodError));
        assert_eq!(Period::new(1), Ok(Period::MIN));
        assert_eq!("86400".parse(), Ok(Period::MAX));
        assert_eq!(
            PeriodError.to_string(),
            "a code lasts 1 to 86400 seconds; set the key up again at the service"
        );
    }

    #[test]
    fn steps_and_what_remains() {
        let period = Period::THIRTY;
        assert_eq!((period.step_at(59), period.remaining_at(59)), (1, 1));
        assert_eq!((period.step_at(60), period.remaining_at(60)), (2, 30));
        assert_eq!(Period::MIN.remaining_at(u64::MAX), 1);
    }
}
