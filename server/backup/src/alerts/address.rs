//! A mail address, as far as a service can tell.

use std::str::FromStr;

/// An address that can be mailed to. The domain is folded to lower case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAddress(String);

/// A text that is no mail address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a mail address like name@example.org")]
pub struct AddressError;

impl MailAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for MailAddress {
    type Err = AddressError;

    /// The common form of RFC 5321 section 4.1.2: a dot-string, an at sign, a domain; no quotes, no comments, no line breaks.
    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (local, domain) = text.trim().rsplit_once('@').ok_or(AddressError)?;
        let atom = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
        let dotted = |text: &str, part: &dyn Fn(char) -> bool| {
            text.split('.').all(|label| !label.is_empty() && label.chars().all(part))
        };
        let named = dotted(local, &atom) && local.len() <= 64;
        let reached = dotted(domain, &|c| c.is_ascii_alphanumeric() || c == '-') && domain.len() <= 189;
        if named && reached {
            Ok(Self(format!("{local}@{}", domain.to_ascii_lowercase())))
        } else {
            Err(AddressError)
        }
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn headers_can_not_be_injected() {
        let address = |text: &str| text.parse::<MailAddress>();
        assert_eq!(address(" a.b+c@Example.ORG ").unwrap().as_str(), "a.b+c@example.org");
        for wrong in [
            "",
            "a",
            "a@",
            "@b",
            "a b@c.d",
            "a@b\r\nbcc:x@y.z",
            "a@b,c@d",
            "<a@b.c>",
            "a..b@c.d",
            "\"a\"@b.c",
        ] {
            assert_eq!(address(wrong), Err(AddressError), "{wrong:?}");
        }
    }
}
