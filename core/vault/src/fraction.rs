//! Fractional indexes: texts between which there is always room for another, so that moving one account writes one
//! field and two devices can move accounts at the same time.
//!
//! An index is an integer part and an optional fraction, both in base 62 (`0-9A-Za-z`, in ASCII order). The head letter
//! of the integer says its length: `a` one digit, `b` two … `z` 26; `Z` one digit below zero, `Y` two … `A` 26. So
//! indexes appended one after the other grow with the logarithm of their number. A fraction never ends with `0`.
//! Compared byte by byte, like any field.

const DIGITS: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Why there is no index between two others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BetweenError {
    /// A bound is not a fractional index.
    #[error("not a fractional index")]
    Invalid,
    /// The lower bound is not below the upper one.
    #[error("the lower bound is not below the upper one")]
    Empty,
    /// 62^26 indexes were appended.
    #[error("no room left")]
    Full,
}

/// Whether `text` is a fractional index.
pub fn is_index(text: &str) -> bool {
    split(text).is_some()
}

/// An index above `low` and below `high`; `None` is the open end.
pub fn between(low: Option<&str>, high: Option<&str>) -> Result<String, BetweenError> {
    let low = low.map(|low| split(low).map(|parts| (low, parts)).ok_or(BetweenError::Invalid)).transpose()?;
    let high =
        high.map(|high| split(high).map(|parts| (high, parts)).ok_or(BetweenError::Invalid)).transpose()?;
    match (low, high) {
        (None, None) => Ok("a0".to_owned()),
        (None, Some((_, (integer, fraction)))) => {
            if !fraction.is_empty() {
                return Ok(integer.to_owned());
            }
            match step(integer, false) {
                Some(lower) => Ok(lower),
                None => Err(BetweenError::Full),
            }
        }
        (Some((_, (integer, fraction))), None) => {
            Ok(step(integer, true).unwrap_or_else(|| format!("{integer}{}", middle(fraction, None))))
        }
        (Some((low, (low_integer, low_fraction))), Some((high, (high_integer, high_fraction)))) => {
            if low >= high {
                return Err(BetweenError::Empty);
            }
            if low_integer == high_integer {
                return Ok(format!("{low_integer}{}", middle(low_fraction, Some(high_fraction))));
            }
            match step(low_integer, true) {
                Some(next) if next.as_str() < high => Ok(next),
                _ => Ok(format!("{low_integer}{}", middle(low_fraction, None))),
            }
        }
    }
}

fn value(digit: u8) -> Option<usize> {
    DIGITS.iter().position(|known| *known == digit)
}

fn split(text: &str) -> Option<(&str, &str)> {
    let head = *text.as_bytes().first()?;
    let length = match head {
        b'a'..=b'z' => usize::from(head - b'a') + 2,
        b'A'..=b'Z' => usize::from(b'Z' - head) + 2,
        _ => return None,
    };
    if text.len() < length || text.bytes().any(|byte| value(byte).is_none()) {
        return None;
    }
    let (integer, fraction) = text.split_at(length);
    (!fraction.ends_with('0')).then_some((integer, fraction))
}

/// The next integer up or down; `None` at the ends.
fn step(integer: &str, up: bool) -> Option<String> {
    let (head, digits) = integer.as_bytes().split_first()?;
    let mut digits: Vec<usize> = digits.iter().filter_map(|digit| value(*digit)).collect();
    let (wrap_from, wrap_to) = if up { (61, 0) } else { (0, 61) };
    for digit in digits.iter_mut().rev() {
        if *digit != wrap_from {
            *digit = if up { *digit + 1 } else { *digit - 1 };
            return Some(join(*head, &digits));
        }
        *digit = wrap_to;
    }
    let next = match (head, up) {
        (b'Z', true) => b'a',
        (b'a', false) => b'Z',
        (b'z', true) | (b'A', false) => return None,
        (head, true) => head + 1,
        (head, false) => head - 1,
    };
    let length = if next >= b'a' { usize::from(next - b'a') + 1 } else { usize::from(b'Z' - next) + 1 };
    Some(join(next, &vec![wrap_to; length]))
}

fn join(head: u8, digits: &[usize]) -> String {
    std::iter::once(char::from(head)).chain(digits.iter().map(|digit| char::from(DIGITS[*digit]))).collect()
}

/// A fraction strictly between two fractions (`None` is one), never ending with `0`.
fn middle(low: &str, high: Option<&str>) -> String {
    let (low, high) = (low.as_bytes(), high.map(str::as_bytes));
    let digit_at = |text: &[u8], at: usize| text.get(at).and_then(|digit| value(*digit)).unwrap_or(0);
    let mut out = String::new();
    let mut bounded = high.is_some();
    for at in 0.. {
        let lower = digit_at(low, at);
        let upper = if bounded { digit_at(high.unwrap_or_default(), at) } else { 62 };
        if upper > lower + 1 {
            out.push(char::from(DIGITS[lower.midpoint(upper)]));
            break;
        }
        out.push(char::from(DIGITS[lower]));
        // One apart: from here on anything above the rest of `low` stays below `high`.
        bounded &= upper == lower;
    }
    out
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn ten_thousand_appended_stay_short() {
        let (mut last, mut first) = ("a0".to_owned(), "a0".to_owned());
        for _ in 0..10_000 {
            let next = between(Some(&last), None).unwrap();
            assert!(next > last);
            last = next;
            let before = between(None, Some(&first)).unwrap();
            assert!(before < first);
            first = before;
        }
        assert!(last.len() <= 4 && first.len() <= 4, "{last} {first}");
    }

    #[test]
    fn bad_bounds_are_named() {
        assert_eq!(between(Some("a1"), Some("a1")), Err(BetweenError::Empty));
        assert_eq!(between(Some("!"), None), Err(BetweenError::Invalid));
        assert_eq!(between(Some("a10"), None), Err(BetweenError::Invalid), "a fraction ending with 0");
        assert!(!is_index("b1"));
    }

    proptest! {
        #[test]
        fn there_is_always_room(places in prop::collection::vec(any::<prop::sample::Index>(), 1..300)) {
            let mut list: Vec<String> = Vec::new();
            for place in places {
                let at = place.index(list.len() + 1);
                let low = at.checked_sub(1).map(|at| list[at].clone());
                let new = between(low.as_deref(), list.get(at).map(String::as_str)).unwrap();
                prop_assert!(is_index(&new), "{new}");
                list.insert(at, new);
                prop_assert!(list.is_sorted_by(|a, b| a < b), "{list:?}");
            }
        }
    }
}
