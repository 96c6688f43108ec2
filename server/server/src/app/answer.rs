//! One file, or why there is none.

use axum::body::Body;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH, LOCATION, VARY,
};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::site::File;

const NO_APP: &str =
    "This server was built without the web app. Run `cargo xtask web`, then build the server again.\n";

/// A file as this client can read it, or that the client has it already (RFC 9110, section 13.1.2).
pub fn file(file: &File, path: &str, asked: &HeaderMap) -> Response {
    let brotli = reads_brotli(asked);
    let tag = if brotli { format!("\"{}\"", file.hash) } else { format!("\"{}-plain\"", file.hash) };
    let mut answer = if has(asked, &tag) {
        StatusCode::NOT_MODIFIED.into_response()
    } else if brotli {
        Response::new(Body::from(file.brotli.clone()))
    } else {
        let Some(plain) = file.plain() else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
        Response::new(Body::from(plain))
    };
    let headers = answer.headers_mut();
    if brotli {
        headers.insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    }
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind(path)));
    headers.insert(VARY, HeaderValue::from_static("accept-encoding"));
    // The name of an asset changes with its content.
    let keep = if path.starts_with("assets/") { "public, max-age=31536000, immutable" } else { "no-cache" };
    headers.insert(CACHE_CONTROL, HeaderValue::from_static(keep));
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        headers.insert(ETAG, tag);
    }
    answer
}

/// Elsewhere, for now.
pub fn found(path: &'static str) -> Response {
    (StatusCode::FOUND, [(LOCATION, path), (CACHE_CONTROL, "no-cache")]).into_response()
}

/// Elsewhere, to be read there.
pub fn see_other(path: &'static str) -> Response {
    (StatusCode::SEE_OTHER, [(LOCATION, path), (CACHE_CONTROL, "no-store")]).into_response()
}

/// A file of another version, most likely.
pub fn missing() -> Response {
    (StatusCode::NOT_FOUND, [(CACHE_CONTROL, "no-store")], "There is no such file; load the page again.\n")
        .into_response()
}

/// For whoever built the server.
pub fn no_app() -> Response {
    (StatusCode::NOT_FOUND, [(CACHE_CONTROL, "no-store")], NO_APP).into_response()
}

/// Brotli is named, and not refused by a weight of zero (RFC 9110, section 12.5.3).
fn reads_brotli(asked: &HeaderMap) -> bool {
    let values = asked.get_all(ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).any(|coding| {
        let mut parts = coding.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case("br"));
        let weight = parts.find_map(|part| part.strip_prefix("q="));
        named && weight.is_none_or(|weight| weight.parse::<f32>().is_ok_and(|weight| weight > 0.0))
    })
}

fn has(asked: &HeaderMap, tag: &str) -> bool {
    let values = asked.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.').map_or("", |(_, extension)| extension) {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
