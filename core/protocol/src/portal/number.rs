//! The number that stands in the browser and is typed in the app.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{schema_of_text, text_on_the_wire};
use crate::limit::portal::{DIGITS_MAX, DIGITS_MIN};

/// Two to eight digits, leading zeros included: NIST SP 800-63B-4 section 3.1.3 asks for at least six, an organisation may choose.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct MatchNumber(String);

/// What was typed can't be the number. Nothing is sent: a slip of the finger costs no request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NumberError {
    /// Something that is no digit.
    #[error("type the digits that the browser shows")]
    NotDigits,
    /// More or fewer digits than the browser shows.
    #[error("the number has {0} digits")]
    Length(u8),
}

impl MatchNumber {
    /// Reads what a person typed: digits, and spaces where people group them.
    pub fn typed(text: &str, digits: u8) -> Result<Self, NumberError> {
        let number: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if !number.bytes().all(|c| c.is_ascii_digit()) {
            return Err(NumberError::NotDigits);
        }
        if number.len() != usize::from(digits) {
            return Err(NumberError::Length(digits));
        }
        number.parse()
    }

    /// The digits.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many.
    pub fn digits(&self) -> usize {
        self.0.len()
    }
}

impl FromStr for MatchNumber {
    type Err = NumberError;

    fn from_str(text: &str) -> Result<Self, NumberError> {
        if !text.bytes().all(|c| c.is_ascii_digit()) {
            return Err(NumberError::NotDigits);
        }
        match text.len() {
            n if n < usize::from(DIGITS_MIN) => Err(NumberError::Length(DIGITS_MIN)),
            n if n > usize::from(DIGITS_MAX) => Err(NumberError::Length(DIGITS_MAX)),
            _ => Ok(Self(text.to_owned())),
        }
    }
}

text_on_the_wire!(MatchNumber);

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str, digits: u8) -> Result<String, NumberError> {
        MatchNumber::typed(text, digits).map(String::from)
    }

    #[test]
    fn a_slip_of_the_finger_is_noticed_before_it_costs_the_request() {
        assert_eq!(typed(" 012 345 ", 6), Ok("012345".into()));
        assert_eq!(typed("12345", 6), Err(NumberError::Length(6)));
        assert_eq!(typed("1234567", 6), Err(NumberError::Length(6)));
        assert_eq!(typed("", 6), Err(NumberError::Length(6)));
        assert_eq!(typed("12345x", 6), Err(NumberError::NotDigits));
        assert_eq!(typed("١٢٣٤٥٦", 6), Err(NumberError::NotDigits));
        assert_eq!(typed("+12345", 6), Err(NumberError::NotDigits));
        assert_eq!(typed("1", 1), Err(NumberError::Length(2)), "a portal can't ask for less");
    }
}
