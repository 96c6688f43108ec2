//! What a browser may do with the app's files. Why each is there: docs/SECURITY.md, "The web app".

use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::{
    CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::response::Response;

const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; \
                      media-src 'self' blob:; worker-src 'self'; manifest-src 'self'; frame-ancestors 'none'; base-uri 'none'; \
                      form-action 'none'; require-trusted-types-for 'script'; trusted-types default; connect-src 'self' https:";
/// Services on the same machine, when somebody tries Regain out: browsers count them as secure, as the command line does.
const LOOPBACK: &str = " http://localhost:* http://127.0.0.1:*";

const OTHERS: [(HeaderName, &str); 7] = [
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-embedder-policy"), "require-corp"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(self), clipboard-read=(self), clipboard-write=(self), publickey-credentials-get=(self), \
         publickey-credentials-create=(self), accelerometer=(), autoplay=(), browsing-topics=(), \
         display-capture=(), encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), \
         magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), serial=(), usb=(), xr-spatial-tracking=()",
    ),
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    (REFERRER_POLICY, "no-referrer"),
];

/// The Content Security Policy.
#[derive(Clone)]
pub struct Policy(HeaderValue);

impl Policy {
    /// `loopback`: services on the same machine may be asked without TLS.
    pub fn new(loopback: bool) -> Self {
        let text = if loopback { format!("{POLICY}{LOOPBACK}") } else { POLICY.to_owned() };
        Self(HeaderValue::from_str(&text).expect("constants of visible characters"))
    }
}

/// Adds the headers. For `axum::middleware::map_response_with_state`.
pub async fn secure(State(Policy(policy)): State<Policy>, mut answer: Response) -> Response {
    let headers = answer.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    for (name, value) in OTHERS {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}
