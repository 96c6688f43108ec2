//! Which origin a client dialled: part of what a key's proof signs, so that a proof made for one service is worth nothing at
//! another.

use axum::extract::Request;
use axum::http::header::HOST;
use regain_http::client::Peer;

use crate::fault::Fault;
use crate::state::Service;

impl Service {
    /// The origins that a proof in this request may name. The configured ones; where none is configured, the loopback name
    /// the request came to: a foreign name in `Host` is whatever a stranger wrote there.
    pub(crate) fn origins(&self, request: &Request) -> Result<Vec<String>, Fault> {
        if !self.settings.origins.is_empty() {
            return Ok(self.settings.origins.clone());
        }
        let named = request.headers().get(HOST).and_then(|host| host.to_str().ok());
        let named = named.or_else(|| request.uri().authority().map(axum::http::uri::Authority::as_str));
        let tls = request.extensions().get::<Peer>().is_some_and(|peer| peer.tls);
        named.and_then(|host| loopback_origin(host, tls)).map(|origin| vec![origin]).ok_or_else(|| {
            Fault::malformed(
                "host: until public_url is set, this service takes proofs by its loopback name only",
            )
        })
    }
}

fn loopback_origin(host: &str, tls: bool) -> Option<String> {
    let host = host.to_ascii_lowercase();
    let (scheme, default) = if tls { ("https", ":443") } else { ("http", ":80") };
    let host = host.strip_suffix(default).unwrap_or(&host);
    let name = host.rsplit_once(':').filter(|(_, port)| port.bytes().all(|c| c.is_ascii_digit()));
    let name = name.map_or(host, |(name, _)| name);
    matches!(name, "localhost" | "127.0.0.1" | "[::1]").then(|| format!("{scheme}://{host}"))
}

#[cfg(test)]
mod tests {
    use super::loopback_origin;

    #[test]
    fn an_origin_is_spelled_as_format_says() {
        let origin = |host, tls| loopback_origin(host, tls).unwrap_or_default();
        assert_eq!(origin("LocalHost:8420", false), "http://localhost:8420");
        assert_eq!(origin("127.0.0.1:80", false), "http://127.0.0.1");
        assert_eq!(origin("[::1]:8420", false), "http://[::1]:8420");
        assert_eq!(origin("[::1]", false), "http://[::1]");
        assert_eq!(origin("localhost:443", true), "https://localhost");
        assert_eq!(origin("localhost.evil.example:8420", false), "");
        assert_eq!(origin("127.0.0.1.evil.example", false), "");
    }
}
