//! `Authorization: Bearer TOKEN`, RFC 6750 section 2.1.

use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;

use crate::token;

/// The hash of the bearer token, when there is exactly one well-formed token.
pub fn token_hash(headers: &HeaderMap) -> Option<[u8; 32]> {
    let mut values = headers.get_all(AUTHORIZATION).iter();
    let value = values.next()?.to_str().ok()?;
    if values.next().is_some() {
        return None;
    }
    let (scheme, text) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("bearer") {
        return None;
    }
    token::hash_of_text(text.trim())
}
