//! The number that stands in the browser and is typed in the app.

use regain_http::Random;
use regain_protocol::limit::portal::{DIGITS_MAX, DIGITS_MIN};

/// A number of so many digits, each as likely as any other: 2^64 is so much more than the numbers there are that what is left over tells nothing.
pub fn draw(random: &Random, digits: u8) -> String {
    let digits = digits.clamp(DIGITS_MIN, DIGITS_MAX);
    let number = u64::from_be_bytes(random.bytes()) % 10_u64.pow(digits.into());
    format!("{number:0width$}", width = digits.into())
}

/// As people read it: in groups of three, a number of eight or four in halves.
pub fn grouped(number: &str) -> String {
    let group = if number.len().is_multiple_of(4) { number.len() / 2 } else { 3 };
    let digits: Vec<char> = number.chars().collect();
    digits.chunks(group).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_its_digits_and_no_two_are_alike() {
        let random = Random::seeded(1);
        for digits in 2..=8 {
            let numbers: Vec<String> = (0..200).map(|_| draw(&random, digits)).collect();
            assert!(numbers.iter().all(|number| number.len() == usize::from(digits)));
            let firsts: std::collections::BTreeSet<_> = numbers.iter().map(|number| &number[..1]).collect();
            assert_eq!(firsts.len(), 10, "the first digit is any, zero too");
        }
        assert_eq!(draw(&random, 1).len(), 2, "never fewer than the app takes");
    }

    #[test]
    fn it_is_read_in_groups() {
        for (number, read) in [
            ("12", "12"),
            ("1234", "12 34"),
            ("123456", "123 456"),
            ("1234567", "123 456 7"),
            ("12345678", "1234 5678"),
        ] {
            assert_eq!(grouped(number), read);
        }
    }
}
