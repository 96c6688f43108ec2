//! The address of a portal: the one spelling of an origin.

use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::{schema_of_text, text_on_the_wire};
use crate::limit::portal::ADDRESS_BYTES;

/// `https://HOST` or `https://HOST:PORT`, in the one spelling that browsers give an origin (RFC 6454 section 6.2): lower case,
/// no default port, no path, international names in their ASCII form. `http` on loopback only. It is what TLS checks, and
/// the `aud` of every signed message, so that two spellings of one portal would be two portals.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct PortalAddress(String);

/// A text that is no portal's address.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AddressError {
    /// Neither `https://` nor, on loopback, `http://`.
    #[error("a portal's address starts with https://")]
    Scheme,
    /// No host in its one spelling.
    #[error("this is no host's name in lower case")]
    Host,
    /// No port, or one that is not written.
    #[error("this is no port, or one that is not written")]
    Port,
}

impl PortalAddress {
    /// The address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Host, and port where it is not the usual one: what a person compares.
    pub fn host(&self) -> &str {
        self.0.split_once("://").map_or(&*self.0, |(_, host)| host)
    }
}

impl FromStr for PortalAddress {
    type Err = AddressError;

    fn from_str(text: &str) -> Result<Self, AddressError> {
        let (is_secure, rest) = match (text.strip_prefix("https://"), text.strip_prefix("http://")) {
            (Some(rest), _) => (true, rest),
            (None, Some(rest)) => (false, rest),
            (None, None) => return Err(AddressError::Scheme),
        };
        if text.len() > ADDRESS_BYTES {
            return Err(AddressError::Host);
        }
        // The colons of an IPv6 address stand in brackets.
        let after_brackets = rest.rfind(']').map_or(0, |at| at + 1);
        let (host, port) = match rest[after_brackets..].split_once(':') {
            Some((more, port)) => (&rest[..after_brackets + more.len()], Some(port)),
            None => (rest, None),
        };
        if !is_host(host) {
            return Err(AddressError::Host);
        }
        if !is_secure && !matches!(host, "localhost" | "127.0.0.1" | "[::1]") {
            return Err(AddressError::Scheme);
        }
        if port.is_some_and(|port| !is_port(port, if is_secure { 443 } else { 80 })) {
            return Err(AddressError::Port);
        }
        Ok(Self(text.to_owned()))
    }
}

fn is_host(host: &str) -> bool {
    if let Some(inner) = host.strip_prefix('[') {
        let address = inner.strip_suffix(']').and_then(|inner| inner.parse::<std::net::Ipv6Addr>().ok());
        return address.is_some_and(|address| format!("[{address}]") == host);
    }
    // Browsers read a name whose last label is a number as an IPv4 address, in whatever spelling (WHATWG URL section 3.5).
    let last = host.rsplit('.').next().unwrap_or_default();
    if last.starts_with(|c: char| c.is_ascii_digit()) {
        return host.parse::<std::net::Ipv4Addr>().is_ok();
    }
    host.len() <= 253 && host.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let allowed = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit() || c == b'-';
    (1..=63).contains(&label.len())
        && label.bytes().all(allowed)
        && !label.starts_with('-')
        && !label.ends_with('-')
}

fn is_port(port: &str, unwritten: u16) -> bool {
    port.parse().is_ok_and(|number: u16| number != 0 && number != unwritten && number.to_string() == port)
}

text_on_the_wire!(PortalAddress);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_has_one_spelling() {
        for good in [
            "https://portal.example",
            "https://portal.example:8443",
            "https://xn--mnchen-3ya.example",
            "https://192.0.2.7",
            "https://[2001:db8::7]:8443",
            "http://localhost:8081",
            "http://127.0.0.1",
            "http://[::1]:8081",
        ] {
            assert_eq!(good.parse::<PortalAddress>().as_ref().map(PortalAddress::as_str), Ok(good));
        }
        for (bad, why) in [
            ("portal.example", AddressError::Scheme),
            ("HTTPS://portal.example", AddressError::Scheme),
            ("http://portal.example", AddressError::Scheme),
            ("http://localhost.evil.example", AddressError::Scheme),
            ("javascript://portal.example", AddressError::Scheme),
            ("https://", AddressError::Host),
            ("https://Portal.example", AddressError::Host),
            ("https://portal.example/", AddressError::Host),
            ("https://portal.example.", AddressError::Host),
            ("https://portal..example", AddressError::Host),
            ("https://-portal.example", AddressError::Host),
            ("https://münchen.example", AddressError::Host),
            ("https://user@portal.example", AddressError::Host),
            ("https://portal.example\\@evil.example", AddressError::Host),
            ("https://portal.example?x", AddressError::Host),
            ("https://0x7f.1", AddressError::Host),
            ("https://127.1", AddressError::Host),
            ("https://[2001:DB8::7]", AddressError::Host),
            ("https://[::1", AddressError::Host),
            ("https://[::1]x", AddressError::Host),
            ("https://portal.example:443", AddressError::Port),
            ("https://portal.example:0443", AddressError::Port),
            ("https://portal.example:", AddressError::Port),
            ("https://portal.example:0", AddressError::Port),
            ("https://portal.example:99999", AddressError::Port),
            ("https://portal.example:8443/x", AddressError::Port),
            ("http://localhost:80", AddressError::Port),
        ] {
            assert_eq!(bad.parse::<PortalAddress>(), Err(why), "{bad}");
        }
        assert_eq!(
            "https://a.example:1".parse().map(|a: PortalAddress| a.host().to_owned()),
            Ok("a.example:1".into())
        );
    }
}
