//! A browser without a script: it keeps cookies, follows redirects, sends the forms that stand in pages.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE, USER_AGENT};
use axum::http::{Method, Request, Response};
use http_body_util::BodyExt as _;
use regain_http::client::Peer;
use tower::ServiceExt as _;

use super::{ADDRESS, Page};

pub struct Browser {
    router: Router,
    pub cookies: BTreeMap<String, String>,
    /// Where it is.
    pub address: SocketAddr,
    /// Which languages it asks for.
    pub languages: &'static str,
    /// Under which address it has opened the portal.
    pub origin: &'static str,
    /// What it says of where it comes from, which nobody has to believe.
    pub forwarded_for: Option<String>,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        let address = SocketAddr::from(([192, 0, 2, 7], 4000));
        let (cookies, forwarded_for) = (BTreeMap::new(), None);
        Self { router, cookies, address, languages: "en", origin: ADDRESS, forwarded_for }
    }

    /// Opens an address and follows wherever it leads.
    pub async fn get(&mut self, path: &str) -> Page {
        let answer = self.ask(self.request(Method::GET, path).body(Body::empty()).unwrap()).await;
        self.follow(path, answer).await
    }

    /// An event stream, as a page's script opens it.
    pub async fn stream(&mut self, path: &str) -> Body {
        let answer = self.ask(self.request(Method::GET, path).body(Body::empty()).unwrap()).await;
        assert_eq!(answer.headers()[CONTENT_TYPE], "text/event-stream");
        answer.into_body()
    }

    /// Sends a form as this browser's own page would, and follows wherever it leads.
    pub async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let answer = self.post_only(path, fields, Some(self.origin)).await;
        self.follow(path, answer).await
    }

    /// Sends a form and follows nothing. `origin`: whose page it stood in.
    pub async fn post_only(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        origin: Option<&str>,
    ) -> Response<Body> {
        let mut request =
            self.request(Method::POST, path).header(CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(origin) = origin {
            request = request.header(ORIGIN, origin);
        }
        self.ask(request.body(Body::from(encoded(fields))).unwrap()).await
    }

    fn request(&self, method: Method, path: &str) -> axum::http::request::Builder {
        let cookies: Vec<String> =
            self.cookies.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let mut request = Request::builder()
            .method(method)
            .uri(path)
            .header(ACCEPT_LANGUAGE, self.languages)
            .header(USER_AGENT, "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0")
            .extension(Peer { address: self.address, tls: false });
        if let Some(address) = &self.forwarded_for {
            request = request.header("x-forwarded-for", address);
        }
        if !cookies.is_empty() {
            request = request.header(COOKIE, cookies.join("; "));
        }
        request
    }

    async fn ask(&mut self, request: Request<Body>) -> Response<Body> {
        let answer = self.router.clone().oneshot(request).await.unwrap();
        for value in answer.headers().get_all(SET_COOKIE) {
            let text = value.to_str().unwrap();
            assert!(
                text.contains("Secure") && text.contains("HttpOnly") && text.contains("Path=/"),
                "{text}"
            );
            let (name, value) = text.split(';').next().unwrap().split_once('=').unwrap();
            assert!(name.starts_with("__Host-"), "{name}");
            if text.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
        answer
    }

    async fn follow(&mut self, path: &str, mut answer: Response<Body>) -> Page {
        let mut path = path.to_owned();
        for _ in 0..8 {
            let Some(location) = answer.headers().get(LOCATION) else {
                let status = answer.status().as_u16();
                let headers = answer.headers().clone();
                let body = answer.into_body().collect().await.unwrap().to_bytes();
                return Page { status, path, headers, html: String::from_utf8_lossy(&body).into_owned() };
            };
            location.to_str().unwrap().clone_into(&mut path);
            assert!(path.starts_with('/'), "redirects stay here: {path}");
            answer = self.ask(self.request(Method::GET, &path).body(Body::empty()).unwrap()).await;
        }
        panic!("redirects without an end at {path}");
    }
}

fn encoded(fields: &[(&str, &str)]) -> String {
    let letter = |byte: u8| {
        if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") }
    };
    let text = |text: &str| text.bytes().map(letter).collect::<String>();
    let pairs: Vec<String> =
        fields.iter().map(|(name, value)| format!("{}={}", text(name), text(value))).collect();
    pairs.join("&")
}
