//! Forms come from the portal's own pages.

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::fault::Fault;
use crate::state::Shared;

/// Refuses every request that may change something and does not come from a page of this very origin (ADR 0015): `Origin` is the portal's
/// address, or, where a browser sends none, `Sec-Fetch-Site` says so. A request with neither was not made by a form. For
/// `axum::middleware::from_fn_with_state`.
pub async fn own_pages_only(State(portal): State<Shared>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    if reads || is_own(request.headers(), portal.settings.address.as_str()) {
        next.run(request).await
    } else {
        Fault::Foreign.into_response()
    }
}

fn is_own(headers: &HeaderMap, address: &str) -> bool {
    let only = |name: &str| {
        let mut values = headers.get_all(name).iter();
        let value = values.next()?.to_str().unwrap_or_default();
        Some(if values.next().is_some() { "" } else { value })
    };
    match (only("origin"), only("sec-fetch-site")) {
        (Some(origin), site) => origin == address && site.is_none_or(|site| site == "same-origin"),
        (None, Some(site)) => site == "same-origin",
        (None, None) => false,
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_form_of_another_site_is_refused() {
        let own = "https://portal.example";
        for (headers, taken) in [
            (vec![("origin", own)], true),
            (vec![("origin", own), ("sec-fetch-site", "same-origin")], true),
            (vec![("sec-fetch-site", "same-origin")], true),
            (vec![], false),
            (vec![("origin", "null")], false),
            (vec![("origin", "https://portal.example.evil.example")], false),
            (vec![("origin", "http://portal.example")], false),
            (vec![("origin", own), ("origin", own)], false),
            (vec![("origin", own), ("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "same-site")], false),
            (vec![("sec-fetch-site", "none")], false),
            (vec![("sec-fetch-site", "cross-site"), ("sec-fetch-site", "same-origin")], false),
        ] {
            let mut map = HeaderMap::new();
            for (name, value) in &headers {
                map.append(*name, value.parse().unwrap());
            }
            assert_eq!(is_own(&map, own), taken, "{headers:?}");
        }
    }
}
