//! The cookies. Each is `__Host-` (RFC 6265bis §4.1.3.2): this host's only, over TLS or on loopback, for every path.

use axum::http::header::{COOKIE, SET_COOKIE};
use axum::http::{HeaderMap, HeaderValue};
use cookie::time::Duration;
use cookie::{Cookie, SameSite};

/// A session's token.
pub const SESSION: &str = "__Host-regain";
/// The id of an attempt to sign in.
pub const ATTEMPT: &str = "__Host-regain-sign-in";
/// Binds the challenge of a passkey to this browser.
pub const PASSKEY: &str = "__Host-regain-passkey";
/// Proof that this browser completed a sign-in before.
pub const KNOWN: &str = "__Host-regain-known";
/// The language chosen.
pub const LANGUAGE: &str = "__Host-regain-language";

/// How long a browser stays known, and keeps its language: 400 days, the longest browsers keep anything (RFC 6265bis §5.5).
const LONG: Duration = Duration::days(400);

/// The value of a cookie that came exactly once: of two with one name, nobody knows which is ours.
pub fn read(headers: &HeaderMap, name: &str) -> Option<String> {
    let texts = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut found = texts
        .flat_map(|text| Cookie::split_parse(text.to_owned()))
        .filter_map(Result::ok)
        .filter(|cookie| cookie.name() == name);
    let first = found.next()?;
    found.next().is_none().then(|| first.value().to_owned())
}

/// Keeps a cookie until the browser is closed.
pub fn keep(headers: &mut HeaderMap, name: &'static str, value: &str) {
    add(headers, &plain(name, value).build());
}

/// Keeps a cookie for as long as browsers do.
pub fn keep_long(headers: &mut HeaderMap, name: &'static str, value: &str) {
    add(headers, &plain(name, value).max_age(LONG).build());
}

/// Takes a cookie away.
pub fn forget(headers: &mut HeaderMap, name: &'static str) {
    add(headers, &plain(name, "").max_age(Duration::ZERO).build());
}

fn plain<'a>(name: &'static str, value: &'a str) -> cookie::CookieBuilder<'a> {
    // Lax: links in mails lead to pages that show something, and show it to whoever is signed in.
    Cookie::build((name, value)).path("/").secure(true).http_only(true).same_site(SameSite::Lax)
}

fn add(headers: &mut HeaderMap, cookie: &Cookie<'_>) {
    let value = HeaderValue::from_str(&cookie.to_string());
    headers.append(SET_COOKIE, value.expect("tokens and tags are visible characters"));
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_cookie_stays_with_this_host_and_out_of_scripts() {
        let mut headers = HeaderMap::new();
        keep(&mut headers, SESSION, "abc");
        let text = headers[SET_COOKIE].to_str().unwrap();
        assert_eq!(text, "__Host-regain=abc; HttpOnly; SameSite=Lax; Secure; Path=/");
    }

    #[test]
    fn a_cookie_that_came_twice_is_none() {
        let mut headers = HeaderMap::new();
        headers.append(COOKIE, HeaderValue::from_static("__Host-regain=a; x=y"));
        assert_eq!(read(&headers, SESSION).as_deref(), Some("a"));
        headers.append(COOKIE, HeaderValue::from_static("__Host-regain=b"));
        assert_eq!(read(&headers, SESSION), None);
    }
}
