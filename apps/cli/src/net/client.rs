//! Sends what the engine asks for. One client, one origin; no redirect is followed.

use std::path::Path;
use std::time::{Duration, Instant};

use regain_protocol::{ENTRIES_TYPE, EXPECTED_HEAD, HEAD};
use regain_sync::{Method, Request, Response};
use ureq::http::{self, header};
use ureq::tls::{PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::{Agent, AsSendBody, Body};

use super::{NetError, Origin};

/// Most bytes of an answer with entries: all control entries, the largest checkpoint, a long tail.
const ENTRIES_BYTES: u64 = 256 << 20;
/// Most bytes of any other answer: the list of states of a year of days is far smaller.
const OTHER_BYTES: u64 = 4 << 20;

/// How long to wait.
#[derive(Debug, Clone, Copy)]
pub struct Patience {
    /// For a connection.
    pub connect: Duration,
    /// For one request, answer included.
    pub request: Duration,
    /// For everything; none for as long as it takes.
    pub whole: Option<Duration>,
}

impl Patience {
    /// What a person waits who asked for it.
    pub const USUAL: Self =
        Self { connect: Duration::from_secs(5), request: Duration::from_secs(30), whole: None };

    /// What nobody notices much.
    pub const fn short(whole: Duration) -> Self {
        Self { connect: whole, request: whole, whole: Some(whole) }
    }
}

/// A client of one service.
pub struct Client {
    agent: Agent,
    origin: Origin,
    patience: Patience,
    until: Option<Instant>,
}

impl Client {
    /// A client. `own_roots`: a PEM file whose certificates alone are trusted, for a service with a certificate of its own;
    /// otherwise whatever the operating system trusts (`SSL_CERT_FILE` is honoured).
    pub fn new(origin: Origin, patience: Patience, own_roots: Option<&Path>) -> Result<Self, NetError> {
        let roots = own_roots.map(read_roots).transpose()?.unwrap_or(RootCerts::PlatformVerifier);
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .timeout_connect(Some(patience.connect))
            .user_agent(concat!("regain/", env!("CARGO_PKG_VERSION")))
            .tls_config(TlsConfig::builder().root_certs(roots).build());
        if origin.is_loopback() {
            config = config.proxy(None);
        }
        let until = patience.whole.map(|whole| Instant::now() + whole);
        Ok(Self { agent: config.build().new_agent(), origin, patience, until })
    }

    /// Whom it talks to.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// Sends a request and reads the whole answer, whatever its status.
    pub fn send(&self, request: &Request) -> Result<Response, NetError> {
        let left = self.until.map(|until| until.saturating_duration_since(Instant::now()));
        let timeout = left.map_or(self.patience.request, |left| left.min(self.patience.request));
        if timeout.is_zero() {
            return Err(NetError::TooSlow(self.origin.to_string()));
        }
        let answer = self.dispatch(request, Timing::Whole(timeout))?;
        self.read(answer)
    }

    /// Sends a request whose answer never ends, with a time limit for each read instead.
    pub(super) fn stream(
        &self,
        request: &Request,
        silence: Duration,
    ) -> Result<http::Response<Body>, NetError> {
        self.dispatch(request, Timing::Endless { first: self.patience.request, silence })
    }

    fn dispatch(&self, request: &Request, timing: Timing) -> Result<http::Response<Body>, NetError> {
        let method = match request.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Put => http::Method::PUT,
            Method::Delete => http::Method::DELETE,
        };
        let mut built =
            http::Request::builder().method(method).uri(format!("{}{}", self.origin, request.path));
        if let Some(token) = &request.token {
            built = built.header(header::AUTHORIZATION, format!("Bearer {}", token.as_str()));
        }
        if let Some(media) = request.content_type {
            built = built.header(header::CONTENT_TYPE, media);
        }
        if let Some(head) = &request.expected_head {
            built = built.header(EXPECTED_HEAD, head);
        }
        let wrong = |error: http::Error| NetError::of(self.origin.as_str(), ureq::Error::Http(error));
        let answer = if request.content_type.is_none() {
            self.agent.run(self.timed(built.body(()).map_err(wrong)?, timing))
        } else {
            self.agent.run(self.timed(built.body(request.body.as_slice()).map_err(wrong)?, timing))
        };
        let answer = answer.map_err(|error| NetError::of(self.origin.as_str(), error))?;
        if answer.status().is_redirection() {
            let to = text(&answer, header::LOCATION.as_str()).unwrap_or_default();
            return Err(NetError::Redirect { origin: self.origin.to_string(), to });
        }
        Ok(answer)
    }

    fn timed<S: AsSendBody>(&self, request: http::Request<S>, timing: Timing) -> http::Request<S> {
        let config = self.agent.configure_request(request);
        match timing {
            Timing::Whole(timeout) => config.timeout_global(Some(timeout)).build(),
            Timing::Endless { first, silence } => {
                config.timeout_recv_response(Some(first)).timeout_per_read(Some(silence)).build()
            }
        }
    }

    fn read(&self, mut answer: http::Response<Body>) -> Result<Response, NetError> {
        let content_type = text(&answer, header::CONTENT_TYPE.as_str()).unwrap_or_default();
        let content_type = content_type.split(';').next().unwrap_or_default().trim().to_owned();
        let head = text(&answer, HEAD);
        let status = answer.status().as_u16();
        let limit = if content_type == ENTRIES_TYPE { ENTRIES_BYTES } else { OTHER_BYTES };
        let body = answer.body_mut().with_config().limit(limit).read_to_vec();
        let body = body.map_err(|error| NetError::of(self.origin.as_str(), error))?;
        Ok(Response { status, content_type, head, body })
    }
}

/// What is limited.
#[derive(Clone, Copy)]
enum Timing {
    /// The whole exchange.
    Whole(Duration),
    /// The beginning of the answer, and each silence in it.
    Endless { first: Duration, silence: Duration },
}

fn text(answer: &http::Response<Body>, name: &str) -> Option<String> {
    answer.headers().get(name)?.to_str().ok().map(str::to_owned)
}

fn read_roots(path: &Path) -> Result<RootCerts, NetError> {
    let wrong = |why: String| NetError::CaFile { path: path.display().to_string(), why };
    let pem = std::fs::read(path).map_err(|error| wrong(error.to_string()))?;
    let certificates: Vec<_> = parse_pem(&pem)
        .filter_map(|item| match item {
            Ok(PemItem::Certificate(certificate)) => Some(certificate),
            _ => None,
        })
        .collect();
    if certificates.is_empty() {
        return Err(wrong("it holds no certificate in PEM form".into()));
    }
    Ok(RootCerts::from(certificates))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::io::{Read as _, Write as _};
    use std::net::TcpListener;

    use super::*;

    /// A server that answers one connection with these bytes, whatever is asked.
    fn answering(bytes: &'static [u8]) -> Origin {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let mut stream = stream.unwrap();
                let _ = stream.read(&mut [0; 4096]);
                let _ = stream.write_all(bytes);
            }
        });
        origin.parse().unwrap()
    }

    fn ask(origin: Origin) -> Result<Response, NetError> {
        Client::new(origin, Patience::short(Duration::from_secs(2)), None)
            .unwrap()
            .send(&Request::get("/api/backup/v1/"))
    }

    #[test]
    fn an_answer_is_read_whatever_its_status() {
        let origin = answering(
            b"HTTP/1.1 409 Conflict\r\ncontent-type: application/vnd.regain.entries; x=y\r\n\
              regain-head: 3.abc\r\ncontent-length: 2\r\n\r\nhi",
        );
        let answer = ask(origin).unwrap();
        assert_eq!((answer.status, answer.content_type.as_str()), (409, ENTRIES_TYPE));
        assert_eq!((answer.head.as_deref(), answer.body.as_slice()), (Some("3.abc"), b"hi".as_slice()));
    }

    #[test]
    fn causes_are_told_apart() {
        let redirect =
            answering(b"HTTP/1.1 302 Found\r\nlocation: https://other.example/\r\ncontent-length: 0\r\n\r\n");
        assert_eq!(ask(redirect).unwrap_err().code(), "redirect");
        assert_eq!(ask(answering(b"SSH-2.0-OpenSSH_9\r\n")).unwrap_err().code(), "not-regain");
        // A port that was free a moment ago.
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let closed = format!("http://{}", listener.local_addr().unwrap());
        drop(listener);
        assert_eq!(ask(closed.parse().unwrap()).unwrap_err().code(), "unreachable");
        // Plain HTTP where TLS was expected.
        let plain = answering(b"HTTP/1.1 400 Bad Request\r\ncontent-length: 0\r\n\r\n");
        let tls = plain.as_str().replace("http://", "https://");
        assert_eq!(ask(tls.parse().unwrap()).unwrap_err().code(), "not-regain");
        assert_eq!(ask("http://localhost:1".parse().unwrap()).unwrap_err().code(), "unreachable");
    }
}
