//! How long the next guess waits.

use regain_storage::portal::{Failures, MethodKind};

/// Failures in a row that cost nothing: people mistype.
pub const FREE_FAILURES: u32 = 3;
/// The first delay, ms.
const FIRST_DELAY_MS: u64 = 1000;
/// The longest delay, ms: an hour.
pub const LONGEST_DELAY_MS: u64 = 60 * 60 * 1000;
/// Most failures in a row with one method of one account (NIST SP 800-63B-4 §3.2.2).
pub const MOST_FAILURES: u32 = 100;

/// Where a guess comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Browser {
    /// From one that completed a sign-in of this person before: it has counters of its own.
    Known,
    /// From any other: they share their counters.
    Unknown,
}

/// Why a guess is not looked at, however right it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Throttled {
    /// Not before so many ms have passed.
    Wait(u64),
    /// This method answers unknown browsers no more, until its owner signs in from a known one or recovers.
    Suspended,
    /// This browser is not known any more: its cookie is taken away, and it counts with the others.
    Forget,
}

/// What is to be waited after this many failures in a row, ms: 1 s, doubled with each, at most an hour. Never for good.
pub fn delay_ms(in_row: u32) -> u64 {
    match in_row.checked_sub(FREE_FAILURES) {
        None => 0,
        Some(over) => FIRST_DELAY_MS.saturating_mul(1 << over.min(32)).min(LONGEST_DELAY_MS),
    }
}

/// Whether a guess is looked at now. `account` counts failures over all sessions, paths and factors that can be guessed, `method` those of
/// the one method, both of the browsers this one counts with.
pub fn throttle(
    kind: MethodKind,
    browser: Browser,
    account: Failures,
    method: Failures,
    now: u64,
) -> Result<(), Throttled> {
    // A passkey's answer is a signature: there is nothing to guess, and nobody's guesses shall keep its owner out.
    if kind == MethodKind::Passkey {
        return Ok(());
    }
    if method.in_row >= MOST_FAILURES {
        return Err(match browser {
            Browser::Known => Throttled::Forget,
            Browser::Unknown => Throttled::Suspended,
        });
    }
    let wait = remaining(account, now).max(remaining(method, now));
    if wait > 0 { Err(Throttled::Wait(wait)) } else { Ok(()) }
}

fn remaining(failures: Failures, now: u64) -> u64 {
    let delay = delay_ms(failures.in_row);
    match now.checked_sub(failures.last) {
        Some(waited) => delay.saturating_sub(waited),
        // Counted by a clock that was ahead: never longer than the delay itself.
        None => delay,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NONE: Failures = Failures { in_row: 0, last: 0 };

    fn failures(in_row: u32) -> Failures {
        Failures { in_row, last: 1_000_000 }
    }

    #[test]
    fn delays_grow_from_a_second_to_an_hour() {
        let table = [
            (0, 0),
            (2, 0),
            (3, 1000),
            (4, 2000),
            (5, 4000),
            (14, 2_048_000),
            (15, 3_600_000),
            (99, 3_600_000),
        ];
        for (in_row, ms) in table {
            assert_eq!(delay_ms(in_row), ms, "{in_row}");
        }
        assert_eq!(delay_ms(u32::MAX), LONGEST_DELAY_MS);
    }

    #[test]
    fn the_hundredth_failure_suspends_for_unknown_browsers_only() {
        let later = 1_000_000 + LONGEST_DELAY_MS;
        let ask = |browser, in_row| throttle(MethodKind::Code, browser, NONE, failures(in_row), later);
        assert_eq!(ask(Browser::Unknown, 99), Ok(()));
        assert_eq!(ask(Browser::Unknown, 100), Err(Throttled::Suspended));
        assert_eq!(ask(Browser::Known, 100), Err(Throttled::Forget));
        // Another method of the same account only waits.
        assert_eq!(throttle(MethodKind::Code, Browser::Unknown, failures(5000), NONE, later), Ok(()));
    }

    #[test]
    fn guessing_never_delays_a_passkey() {
        for browser in [Browser::Known, Browser::Unknown] {
            assert_eq!(
                throttle(MethodKind::Passkey, browser, failures(500), failures(500), 1_000_000),
                Ok(())
            );
        }
    }

    #[test]
    fn a_right_answer_waits_like_a_wrong_one_and_every_factor_counts() {
        let ask = |account, method, now| throttle(MethodKind::Code, Browser::Unknown, account, method, now);
        assert_eq!(ask(failures(4), NONE, 1_000_500), Err(Throttled::Wait(1500)));
        assert_eq!(ask(NONE, failures(4), 1_000_500), Err(Throttled::Wait(1500)));
        assert_eq!(ask(failures(4), failures(3), 1_002_000), Ok(()));
        // The clock was set back by a day.
        assert_eq!(ask(failures(4), NONE, 0), Err(Throttled::Wait(2000)));
    }

    proptest! {
        #[test]
        fn nobody_waits_longer_than_an_hour(in_row in 0_u32..100, last: u64, now: u64) {
            let failures = Failures { in_row, last };
            match throttle(MethodKind::Password, Browser::Unknown, failures, failures, now) {
                Ok(()) => {}
                Err(Throttled::Wait(ms)) => prop_assert!(ms <= LONGEST_DELAY_MS),
                Err(other) => prop_assert!(false, "{other:?}"),
            }
        }
    }
}
