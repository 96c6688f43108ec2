//! The web app at `/app/`: files that `cargo xtask web` made, under headers that let nothing else run.

mod answer;
mod headers;
mod site;

use std::sync::Arc;

use axum::Router;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::middleware::{from_fn_with_state, map_response_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use regain_http::log;
use regain_http::metrics::Metrics;

pub use site::Site;

/// The router. `loopback`: the server is tried out on this very machine, where other services may be reached without TLS.
pub fn router(site: Arc<Site>, loopback: bool, metrics: Arc<Metrics>) -> Router {
    Router::new()
        .route("/", get(|| async { answer::found("/app/") }))
        .route("/app", get(|| async { answer::found("/app/") }))
        .route("/app/", get(page))
        .route("/app/{*path}", get(file))
        // An installed app's service worker takes what is shared, on the device. Without one the content is not even read.
        .route("/app/share", post(|| async { answer::see_other("/app/#/add") }))
        .with_state(site)
        .layer(map_response_with_state(headers::Policy::new(loopback), headers::secure))
        .layer(from_fn_with_state(metrics, log::requests))
}

async fn page(State(site): State<Arc<Site>>, headers: HeaderMap) -> Response {
    match site.file("index.html") {
        Some(file) => answer::file(file, "index.html", &headers),
        None => answer::no_app(),
    }
}

async fn file(State(site): State<Arc<Site>>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    match site.file(&path) {
        Some(file) => answer::file(file, &path, &headers),
        // The screens' own addresses stand behind a `#`; a path here was typed, or is of a link that somebody made.
        None if !path.contains('.') && !path.starts_with("assets/") => answer::found("/app/"),
        None => answer::missing(),
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::{Request, StatusCode};
    use tower::ServiceExt as _;

    use super::*;

    const PAGE: &str = "<!doctype html><title>Regain</title>";
    const SCRIPT: &str = "export default function () {}";

    fn site() -> Site {
        let mut site = Site::default();
        for (path, text) in [("index.html", PAGE), ("assets/app.0123.js", SCRIPT), ("sw.js", SCRIPT)] {
            site.put(path, text.as_bytes(), &[7; 16]);
        }
        site
    }

    async fn ask(
        site: Site,
        method: &str,
        path: &str,
        header: (&str, &str),
    ) -> (StatusCode, HeaderMap, Vec<u8>) {
        let router = router(Arc::new(site), false, Arc::new(Metrics::default()));
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header.0, header.1)
            .body(Body::empty())
            .unwrap();
        let (head, body) = router.oneshot(request).await.unwrap().into_parts();
        (head.status, head.headers, to_bytes(body, 1 << 20).await.unwrap().to_vec())
    }

    #[tokio::test]
    async fn brotli_for_who_reads_it_and_the_file_itself_for_the_others() {
        let (status, headers, body) =
            ask(site(), "GET", "/app/", ("accept-encoding", "gzip, br;q=0.9")).await;
        assert_eq!((status, &headers["content-encoding"]), (StatusCode::OK, &"br".parse().unwrap()));
        let mut page = Vec::new();
        brotli::BrotliDecompress(&mut &body[..], &mut page).unwrap();
        assert_eq!(page, PAGE.as_bytes());
        for accepted in ["gzip", "br;q=0", ""] {
            let (_, headers, body) = ask(site(), "GET", "/app/", ("accept-encoding", accepted)).await;
            assert_eq!(body, PAGE.as_bytes(), "{accepted}");
            assert!(!headers.contains_key("content-encoding") && headers["vary"] == "accept-encoding");
        }
    }

    #[tokio::test]
    async fn assets_are_kept_for_ever_and_the_rest_is_asked_for_again() {
        let (_, asset, _) = ask(site(), "GET", "/app/assets/app.0123.js", ("accept-encoding", "br")).await;
        assert_eq!(asset["cache-control"], "public, max-age=31536000, immutable");
        assert_eq!(asset["content-type"], "text/javascript; charset=utf-8");
        for path in ["/app/", "/app/sw.js"] {
            let (_, headers, _) = ask(site(), "GET", path, ("accept-encoding", "br")).await;
            assert_eq!(headers["cache-control"], "no-cache");
            let tag = headers["etag"].to_str().unwrap();
            let again =
                Request::builder().uri(path).header("accept-encoding", "br").header("if-none-match", tag);
            let router = router(Arc::new(site()), false, Arc::new(Metrics::default()));
            let answer = router.oneshot(again.body(Body::empty()).unwrap()).await.unwrap();
            assert_eq!(answer.status(), StatusCode::NOT_MODIFIED);
            // The other representation is another one.
            let (status, ..) = ask(site(), "GET", path, ("if-none-match", tag)).await;
            assert_eq!(status, StatusCode::OK);
        }
    }

    #[tokio::test]
    async fn every_answer_says_what_may_run() {
        for path in [
            "/",
            "/app",
            "/app/",
            "/app/sw.js",
            "/app/assets/app.0123.js",
            "/app/assets/gone.js",
            "/app/typed",
        ] {
            let (_, headers, _) = ask(site(), "GET", path, ("accept", "*/*")).await;
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(
                policy.starts_with("default-src 'none'; script-src 'self' 'wasm-unsafe-eval';"),
                "{path}: {policy}"
            );
            assert!(policy.ends_with("connect-src 'self' https:") && !policy.contains("unsafe-inline"));
            assert_eq!(headers["cross-origin-opener-policy"], "same-origin");
            assert_eq!(headers["x-content-type-options"], "nosniff");
            assert_eq!(headers["referrer-policy"], "no-referrer");
            assert!(headers["permissions-policy"].to_str().unwrap().contains("microphone=()"));
        }
    }

    #[tokio::test]
    async fn paths_lead_to_the_page_and_missing_files_are_missing() {
        for (path, status, to) in [
            ("/", StatusCode::FOUND, Some("/app/")),
            ("/app", StatusCode::FOUND, Some("/app/")),
            ("/app/typed/by/hand", StatusCode::FOUND, Some("/app/")),
            ("/app/assets/app.9999.js", StatusCode::NOT_FOUND, None),
            ("/app/../secrets/backup.key", StatusCode::NOT_FOUND, None),
        ] {
            let (found, headers, _) = ask(site(), "GET", path, ("accept", "*/*")).await;
            assert_eq!(
                (found, headers.get("location").map(|to| to.to_str().unwrap())),
                (status, to),
                "{path}"
            );
        }
        let (status, headers, body) = ask(site(), "HEAD", "/app/", ("accept", "*/*")).await;
        assert!(
            status == StatusCode::OK
                && body.is_empty()
                && headers["content-length"] == PAGE.len().to_string()
        );
        let (status, headers, _) = ask(site(), "POST", "/app/share", ("accept", "*/*")).await;
        assert_eq!((status, &headers["location"]), (StatusCode::SEE_OTHER, &"/app/#/add".parse().unwrap()));
    }

    #[tokio::test]
    async fn a_server_built_without_the_app_says_so() {
        let (status, _, body) = ask(Site::default(), "GET", "/app/", ("accept", "*/*")).await;
        assert_eq!(status, StatusCode::NOT_FOUND);
        assert!(String::from_utf8(body).unwrap().contains("cargo xtask web"));
    }
}
