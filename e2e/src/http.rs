//! Requests of `regain_sync` over real HTTP.

use std::net::SocketAddr;
use std::time::Duration;

use regain_protocol::{EXPECTED_HEAD, HEAD};
use regain_sync::{Method, Request, Response};
use ureq::http;

/// More than any answer of the service, bytes.
const MOST: u64 = 64 << 20;

/// A connection to one address that believes to speak with `origin`.
#[derive(Clone)]
pub struct Http {
    agent: ureq::Agent,
    address: SocketAddr,
    host: String,
}

impl Http {
    /// `origin` is what the client dials (and signs); `address` is where the packets go.
    pub fn new(address: SocketAddr, origin: &str) -> Self {
        let config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .allow_non_standard_methods(true)
            .max_redirects(0)
            .timeout_global(Some(Duration::from_mins(1)))
            .build();
        let host = origin.split_once("://").map_or(origin, |(_, host)| host).to_owned();
        Self { agent: config.into(), address, host }
    }

    /// Sends a request. An error means that nobody knows whether it arrived.
    pub fn send(&self, request: &Request) -> Result<Response, Box<ureq::Error>> {
        let method = match request.method {
            Method::Get => http::Method::GET,
            Method::Post => http::Method::POST,
            Method::Put => http::Method::PUT,
            Method::Delete => http::Method::DELETE,
        };
        let mut built = http::Request::builder()
            .method(method.clone())
            .uri(format!("http://{}{}", self.address, request.path))
            .header("host", &self.host);
        if let Some(token) = &request.token {
            built = built.header("authorization", format!("Bearer {}", token.as_str()));
        }
        if let Some(content_type) = request.content_type {
            built = built.header("content-type", content_type);
        }
        if let Some(head) = &request.expected_head {
            built = built.header(EXPECTED_HEAD, head);
        }
        let sent = if request.body.is_empty() && method != http::Method::POST {
            self.agent.run(built.body(()).unwrap())
        } else {
            self.agent.run(built.body(request.body.clone()).unwrap())
        };
        let mut answer = sent.map_err(Box::new)?;
        let header = |name: &str| answer.headers().get(name).and_then(|value| value.to_str().ok());
        let content_type = header("content-type").unwrap_or_default();
        let content_type = content_type.split(';').next().unwrap_or_default().trim().to_owned();
        let head = header(HEAD).map(str::to_owned);
        let status = answer.status().as_u16();
        let body = answer.body_mut().with_config().limit(MOST).read_to_vec().map_err(Box::new)?;
        Ok(Response { status, content_type, head, body })
    }
}
