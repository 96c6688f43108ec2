//! CORS for any origin: credentials are bearer tokens, there is no cookie that a browser would add by itself.

use std::time::Duration;

use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, Method};
use regain_protocol::{EXPECTED_HEAD, HEAD};
use tower_http::cors::{Any, CorsLayer};

/// The layer.
pub fn any_origin() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
        .allow_headers([AUTHORIZATION, CONTENT_TYPE, HeaderName::from_static(EXPECTED_HEAD)])
        .expose_headers([HeaderName::from_static(HEAD), RETRY_AFTER])
        .max_age(Duration::from_hours(24))
}
