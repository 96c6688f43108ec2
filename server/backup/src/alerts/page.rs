//! Two small pages without script.

use std::sync::LazyLock;

use axum::http::header::CONTENT_SECURITY_POLICY;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{Html, IntoResponse, Response};
use data_encoding::BASE64;
use regain_log::Hash;

const STYLE: &str = "body{font:1.1rem/1.5 system-ui,sans-serif;max-width:32rem;margin:4rem auto;padding:0 1rem;\
    color:#1b1b1f;background:#fff}button{font:inherit;padding:.6rem 1.4rem;border:0;border-radius:.5rem;\
    background:#1d4ed8;color:#fff}@media(prefers-color-scheme:dark){body{color:#eee;background:#17171a}}";

/// Nothing but this one style, and forms to here.
static POLICY: LazyLock<HeaderValue> = LazyLock::new(|| {
    let hash = BASE64.encode(&Hash::of(&[STYLE.as_bytes()]).0);
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{hash}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    );
    HeaderValue::from_str(&policy).expect("base64 is ASCII")
});

/// A page with one button that posts to itself.
pub fn ask(title: &str, text: &str, button: &str) -> Response {
    let form = format!("<form method=\"post\"><button>{}</button></form>", escape(button));
    page(StatusCode::OK, title, text, &form)
}

/// It was done.
pub fn done(title: &str, text: &str) -> Response {
    page(StatusCode::OK, title, text, "")
}

/// The link is worth nothing, or nothing any more.
pub fn gone() -> Response {
    page(StatusCode::NOT_FOUND, "Nothing here", "This link was used, has ended, or never was one.", "")
}

fn page(status: StatusCode, title: &str, text: &str, rest: &str) -> Response {
    let (title, text) = (escape(title), escape(text));
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\
         <title>{title} · Regain</title><style>{STYLE}</style></head>\
         <body><main><h1>{title}</h1><p>{text}</p>{rest}</main></body></html>"
    );
    let mut response = (status, Html(html)).into_response();
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, POLICY.clone());
    response
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    #[test]
    fn what_people_wrote_is_no_markup() {
        assert_eq!(super::escape("<a href='x'>&\""), "&lt;a href=&#39;x&#39;&gt;&amp;&quot;");
    }
}
