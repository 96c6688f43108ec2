//! The address of a backup service: scheme, host and port, spelled as a key's proof signs it (FORMAT section 7).

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// A service's origin: `https://host` or `https://host:port`; plain `http` for this machine only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin(String);

/// Why a text is no address of a service. Whoever typed it can mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OriginError {
    /// No address at all.
    #[error("\u{201c}{0}\u{201d} is no address of a service; it looks like https://backup.example.org")]
    NoAddress(String),
    /// Another scheme than http and https.
    #[error("a service's address starts with https://, not with {0}://")]
    Scheme(String),
    /// Unencrypted to another machine.
    #[error("{0} is not encrypted: everyone on the way could take the session over; use https://")]
    Plain(String),
    /// More than scheme, host and port.
    #[error("a service's address ends after host and port: use {0}")]
    TooMuch(String),
}

impl Origin {
    /// As dialled and signed, without a slash at the end.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the service runs on this machine: then no proxy lies between.
    pub fn is_loopback(&self) -> bool {
        Url::parse(&self.0).is_ok_and(|url| is_loopback(&url))
    }
}

impl FromStr for Origin {
    type Err = OriginError;

    fn from_str(text: &str) -> Result<Self, OriginError> {
        let typed = text.trim();
        // A host alone, as people type it.
        let whole = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
        let url = Url::parse(&whole).map_err(|_| OriginError::NoAddress(typed.to_owned()))?;
        if !matches!(url.scheme(), "http" | "https") {
            return Err(OriginError::Scheme(url.scheme().to_owned()));
        }
        let origin = url.origin().ascii_serialization();
        let bare = url.username().is_empty() && url.password().is_none();
        if !bare || url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(OriginError::TooMuch(origin));
        }
        if url.scheme() == "http" && !is_loopback(&url) {
            return Err(OriginError::Plain(origin));
        }
        Ok(Self(origin))
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn origin(text: &str) -> Result<String, OriginError> {
        text.parse::<Origin>().map(|origin| origin.to_string())
    }

    #[test]
    fn an_address_is_spelled_as_a_proof_signs_it() {
        assert_eq!(origin(" Backup.Example.org ").unwrap(), "https://backup.example.org");
        assert_eq!(origin("https://backup.example.org:443/").unwrap(), "https://backup.example.org");
        assert_eq!(origin("https://backup.example.org:8443").unwrap(), "https://backup.example.org:8443");
        assert_eq!(origin("http://LOCALHOST:8420").unwrap(), "http://localhost:8420");
        assert_eq!(origin("http://[::1]:80").unwrap(), "http://[::1]");
    }

    #[test]
    fn what_is_no_address_is_refused_with_the_reason() {
        assert_eq!(
            origin("http://backup.example.org"),
            Err(OriginError::Plain("http://backup.example.org".into()))
        );
        assert_eq!(origin("ftp://x"), Err(OriginError::Scheme("ftp".into())));
        assert_eq!(origin("https://x.example/backup"), Err(OriginError::TooMuch("https://x.example".into())));
        assert_eq!(origin("https://me:pw@x.example"), Err(OriginError::TooMuch("https://x.example".into())));
        assert!(matches!(origin("not a host"), Err(OriginError::NoAddress(_))));
        assert!(matches!(origin("127.0.0.1.evil.example"), Ok(https) if https.starts_with("https://")));
        assert!(matches!(origin("http://127.0.0.1.evil.example"), Err(OriginError::Plain(_))));
    }
}
