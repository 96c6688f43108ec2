//! The name of a recovery account.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::limit::{ACCOUNT_NAME_MAX, ACCOUNT_NAME_MIN};

/// A recovery account's name: 3 to 64 characters of `a-z 0-9 . _ -`, starting with a letter or digit. Upper case is
/// folded when it is read, so that nobody is locked out by the shift key.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct AccountName(String);

/// A text that is no account name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AccountNameError {
    /// Too short or too long.
    #[error("an account name has {ACCOUNT_NAME_MIN} to {ACCOUNT_NAME_MAX} characters")]
    Length,
    /// A character that is not allowed.
    #[error("an account name can't contain {0:?}: use letters a to z, digits, '.', '_' and '-'")]
    Character(char),
    /// Starts with punctuation.
    #[error("an account name starts with a letter or a digit")]
    Start,
}

impl AccountName {
    /// The name.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for AccountName {
    type Err = AccountNameError;

    fn from_str(text: &str) -> Result<Self, AccountNameError> {
        let name = text.trim().to_ascii_lowercase();
        let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '.' | '_' | '-');
        if let Some(character) = name.chars().find(|c| !allowed(*c)) {
            return Err(AccountNameError::Character(character));
        }
        if !(ACCOUNT_NAME_MIN..=ACCOUNT_NAME_MAX).contains(&name.len()) {
            return Err(AccountNameError::Length);
        }
        if !name.starts_with(|c: char| c.is_ascii_alphanumeric()) {
            return Err(AccountNameError::Start);
        }
        Ok(Self(name))
    }
}

impl TryFrom<String> for AccountName {
    type Error = AccountNameError;

    fn try_from(text: String) -> Result<Self, AccountNameError> {
        text.parse()
    }
}

impl From<AccountName> for String {
    fn from(name: AccountName) -> Self {
        name.0
    }
}

impl fmt::Display for AccountName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(feature = "schema")]
impl utoipa::PartialSchema for AccountName {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::String)
            .pattern(Some("^[a-z0-9][a-z0-9._-]{2,63}$"))
            .into()
    }
}

#[cfg(feature = "schema")]
impl utoipa::ToSchema for AccountName {}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_folded_and_checked() {
        assert_eq!(" Brave-Otter-42 ".parse::<AccountName>().unwrap().as_str(), "brave-otter-42");
        assert_eq!("ab".parse::<AccountName>(), Err(AccountNameError::Length));
        assert_eq!("a@b.example".parse::<AccountName>(), Err(AccountNameError::Character('@')));
        assert_eq!(".abc".parse::<AccountName>(), Err(AccountNameError::Start));
        assert!("x".repeat(65).parse::<AccountName>().is_err());
    }
}
