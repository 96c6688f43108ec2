//! An address as it is typed.

/// Most bytes (RFC 5321 §4.5.3.1.3, without the brackets).
const MOST: usize = 254;

/// The address, if a mail could be sent to it: one `@` with something on both sides, a host of letters, digits, dots and dashes, no spaces, no
/// control characters. Whether it exists is found out by sending.
pub fn address(text: &str) -> Option<&str> {
    let text = text.trim();
    let (local, host) = text.rsplit_once('@')?;
    let plain = |text: &str| {
        !text.is_empty()
            && text.chars().all(|letter| letter.is_ascii_graphic() && !"\"(),:;<>@[]\\".contains(letter))
    };
    let labels = host.split('.').all(|label| {
        !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    });
    (text.len() <= MOST && plain(local) && labels).then_some(text)
}

#[cfg(test)]
mod tests {
    use super::address;

    #[test]
    fn what_a_mail_can_be_sent_to_is_an_address() {
        for text in ["anna@example.org", " a.b+c@sub.example.org ", "x@localhost"] {
            assert_eq!(address(text), Some(text.trim()));
        }
        for text in [
            "",
            "anna",
            "@example.org",
            "anna@",
            "a b@example.org",
            "a@b@example.org",
            "a@exa mple.org",
            "a@example..org",
            "a@example.org\r\nBcc: b@example.org",
            "\"a\"@example.org",
            "a@[192.0.2.1]",
            "anna@example.org,b@example.org",
        ] {
            assert_eq!(address(text), None, "{text}");
        }
    }
}
