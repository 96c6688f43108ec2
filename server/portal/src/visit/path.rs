//! Where to go afterwards.

/// A path of this portal to go to after signing in or proving a factor again. Whatever else was asked for becomes Security info, so that
/// no link to this portal leads away from it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Next(String);

/// Where somebody goes who wanted nothing else.
const HOME: &str = "/security-info";
/// More than any path of ours.
const LONGEST: usize = 400;

impl Next {
    /// From a query or a form.
    pub fn asked(text: Option<&str>) -> Self {
        let own = |text: &&str| {
            text.len() <= LONGEST
                && text.starts_with('/')
                && !text.starts_with("//")
                && text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\')
        };
        Self(text.filter(own).unwrap_or(HOME).to_owned())
    }

    /// The path.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// This path with where to go afterwards as its query.
    pub fn after(&self, path: &str) -> String {
        if self.0 == HOME {
            return path.to_owned();
        }
        format!("{path}?next={}", encoded(&self.0, b"-_.~/"))
    }
}

/// Letters, digits and what is `kept` as they are, every other byte as `%XX` (RFC 3986 §2.1).
pub fn encoded(text: &str, kept: &[u8]) -> String {
    let one = |byte: u8| match byte {
        byte if byte.is_ascii_alphanumeric() || kept.contains(&byte) => char::from(byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    text.bytes().map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_portal_are_followed() {
        for text in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "evil",
            "",
            "/a\r\nSet-Cookie: x",
            "/ä",
        ] {
            assert_eq!(Next::asked(Some(text)).as_str(), HOME, "{text}");
        }
        assert_eq!(Next::asked(Some("/admin/members?q=a")).as_str(), "/admin/members?q=a");
        assert_eq!(Next::asked(Some("/admin?q=a b")).as_str(), HOME);
        assert_eq!(Next::asked(Some("/admin?q=a&b")).after("/sign-in"), "/sign-in?next=/admin%3Fq%3Da%26b");
        assert_eq!(Next::asked(None).after("/sign-in"), "/sign-in");
    }
}
