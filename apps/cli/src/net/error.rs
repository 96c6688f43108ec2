//! Why no answer came, in words that name the cause.

use std::io;

use ureq::{Error, Timeout};

/// No usable answer came from the service. At fault is the way there, or whatever answers in its place.
#[derive(Debug, thiserror::Error)]
pub enum NetError {
    /// The host name is not known.
    #[error("the name in {0} is not known; check the address, and whether this machine is online")]
    Name(String),
    /// Nobody listens, or no way there.
    #[error("{origin} can't be reached ({why})")]
    Unreachable {
        /// The service.
        origin: String,
        /// What the operating system says.
        why: String,
    },
    /// It took too long.
    #[error("{0} did not answer in time")]
    TooSlow(String),
    /// The certificate is not one this machine trusts for that name.
    #[error(
        "the certificate of {origin} is wrong ({why}): somebody may be listening in, or the service has a certificate of its own"
    )]
    Certificate {
        /// The service.
        origin: String,
        /// Which check failed.
        why: String,
    },
    /// Something answers, but not in HTTP, or not over TLS.
    #[error("what answers at {origin} is no Regain service ({why})")]
    NotHttp {
        /// The service.
        origin: String,
        /// What was wrong.
        why: String,
    },
    /// It sends the client elsewhere; a proof made for one origin is worth nothing at another.
    #[error("{origin} sends to another address, {to}; nothing was sent there")]
    Redirect {
        /// The service.
        origin: String,
        /// Where to.
        to: String,
    },
    /// More than any right answer holds.
    #[error("{0} answers with more than any backup holds; the rest was not read")]
    TooLarge(String),
    /// The certificate file of one's own can't be used.
    #[error("the file with certificates, {path}, can't be used ({why})")]
    CaFile {
        /// The file.
        path: String,
        /// Why.
        why: String,
    },
}

impl NetError {
    /// A stable name for machines.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Name(_) => "name-not-found",
            Self::Unreachable { .. } => "unreachable",
            Self::TooSlow(_) => "timeout",
            Self::Certificate { .. } => "certificate",
            Self::NotHttp { .. } => "not-regain",
            Self::Redirect { .. } => "redirect",
            Self::TooLarge(_) => "too-large",
            Self::CaFile { .. } => "ca-file",
        }
    }

    pub(super) fn of(origin: &str, error: Error) -> Self {
        let origin = origin.to_owned();
        match error {
            Error::HostNotFound | Error::Timeout(Timeout::Resolve) => Self::Name(origin),
            Error::Timeout(_) => Self::TooSlow(origin),
            Error::Io(error) => Self::of_io(origin, &error),
            // Only a certificate's own fault is one; anything else in TLS means that no TLS is spoken there.
            Error::Rustls(error) => of_tls(origin, &error.to_string()),
            Error::Tls(why) => Self::NotHttp { origin, why: why.to_owned() },
            Error::BodyExceedsLimit(_) | Error::LargeResponseHeader(..) => Self::TooLarge(origin),
            Error::Protocol(error) => Self::NotHttp { origin, why: error.to_string() },
            other => Self::Unreachable { origin, why: other.to_string() },
        }
    }

    pub(super) fn of_io(origin: String, error: &io::Error) -> Self {
        if let Some(tls) = error
            .get_ref()
            .map(ToString::to_string)
            .filter(|_| matches!(error.kind(), io::ErrorKind::InvalidData | io::ErrorKind::Other))
        {
            return of_tls(origin, &tls);
        }
        match error.kind() {
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Self::TooSlow(origin),
            io::ErrorKind::ConnectionRefused => {
                Self::Unreachable { origin, why: "nothing listens there".into() }
            }
            io::ErrorKind::NetworkUnreachable | io::ErrorKind::HostUnreachable => {
                Self::Unreachable { origin, why: "this machine has no connection".into() }
            }
            io::ErrorKind::UnexpectedEof
            | io::ErrorKind::ConnectionReset
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::BrokenPipe => Self::Unreachable { origin, why: "the connection was cut".into() },
            // Name resolution has no kind of its own.
            _ if error.to_string().contains("lookup address") => Self::Name(origin),
            _ => Self::Unreachable { origin, why: error.to_string() },
        }
    }
}

fn of_tls(origin: String, text: &str) -> NetError {
    if text.contains("certificate") || text.contains("Certificate") {
        NetError::Certificate { origin, why: certificate_fault(text).to_owned() }
    } else {
        NetError::NotHttp { origin, why: text.to_owned() }
    }
}

/// The names of rustls' certificate errors in words; the name itself where there are none.
fn certificate_fault(text: &str) -> &str {
    const WORDS: [(&str, &str); 8] = [
        ("UnknownIssuer", "no authority this machine trusts has signed it"),
        ("NotValidForName", "it is made for another name"),
        ("not valid for name", "it is made for another name"),
        ("CaUsedAsEndEntity", "it is an authority's certificate, not a server's"),
        ("NotValidYet", "it is not valid yet; is the clock right?"),
        ("not valid yet", "it is not valid yet; is the clock right?"),
        ("UnsupportedSignature", "its signature can't be checked"),
        ("xpired", "it has expired, or the clock is wrong"),
    ];
    let known = WORDS.into_iter().find(|(name, _)| text.contains(name));
    known.map_or_else(|| text.trim_start_matches("invalid peer certificate: "), |(_, words)| words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_certificate_is_explained() {
        let why = |text: &str| match of_tls("https://x".into(), text) {
            NetError::Certificate { why, .. } => why,
            other => other.to_string(),
        };
        assert_eq!(
            why("invalid peer certificate: UnknownIssuer"),
            "no authority this machine trusts has signed it"
        );
        assert_eq!(
            why("invalid peer certificate: certificate expired: verification time 3"),
            "it has expired, or the clock is wrong"
        );
        assert_eq!(why("invalid peer certificate: BadSignature"), "BadSignature");
        assert!(why("received corrupt message of type InvalidContentType").contains("no Regain service"));
    }
}
