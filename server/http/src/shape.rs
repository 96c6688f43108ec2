//! Every error is a problem (RFC 9457), whoever made it: a handler, the router, an extractor, a timeout, a panic.

use std::panic::AssertUnwindSafe;
use std::time::Duration;

use axum::extract::Request;
use axum::http::header::{ALLOW, CONTENT_TYPE};
use axum::http::{HeaderMap, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt as _;
use regain_protocol::{Problem, ProblemCode};

use crate::{Rejection, respond};

/// How long an answer may take to begin; a slow upload of the largest append included.
const ANSWER_WITHIN: Duration = Duration::from_mins(2);

/// Waits for the answer, but not for ever, and gives errors that are bare text the shape of a problem. A panic is a bug of one
/// request: it is answered as a fault of the service and takes nobody else along. For `axum::middleware::from_fn`.
pub async fn problems(request: Request, next: Next) -> Response {
    answer_within(ANSWER_WITHIN, request, next).await
}

async fn answer_within(limit: Duration, request: Request, next: Next) -> Response {
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    match tokio::time::timeout(limit, answer).await {
        Ok(Ok(response)) if is_bare_error(&response) => shaped(response.status(), response.headers()),
        Ok(Ok(response)) => response,
        // The panic's text went to standard error; here it could say what it should not.
        Ok(Err(_)) => Rejection::internal(&"a request panicked").into_response(),
        Err(_) => shaped(StatusCode::REQUEST_TIMEOUT, &HeaderMap::new()),
    }
}

/// Errors of handlers have their type: problems, pages, runs of entries. What has none, or is plain text, nobody shaped.
fn is_bare_error(response: &Response) -> bool {
    let status = response.status();
    let kind = response.headers().get(CONTENT_TYPE).map_or(&b""[..], |kind| kind.as_bytes());
    (status.is_client_error() || status.is_server_error())
        && (kind.is_empty() || kind.starts_with(b"text/plain"))
}

fn shaped(status: StatusCode, headers: &HeaderMap) -> Response {
    let mut problem = match status {
        StatusCode::NOT_FOUND => Problem::new(ProblemCode::NotFound),
        StatusCode::METHOD_NOT_ALLOWED => {
            Problem::new(ProblemCode::Malformed).with_detail("method: not one of this path")
        }
        // Not the caller's fault for good: the same request may be in time when it is sent again.
        StatusCode::REQUEST_TIMEOUT => {
            Problem::new(ProblemCode::Busy).with_detail("the request took too long to arrive or to answer")
        }
        StatusCode::PAYLOAD_TOO_LARGE => Problem::new(ProblemCode::TooLarge),
        status if status.is_client_error() => {
            Problem::new(ProblemCode::Malformed).with_detail("the path or a header can't be read")
        }
        status => {
            return Rejection::internal(&format!("an answer {status} without a problem")).into_response();
        }
    };
    problem.status = status.as_u16();
    let mut response = respond(&problem);
    if let Some(allow) = headers.get(ALLOW) {
        response.headers_mut().insert(ALLOW, allow.clone());
    }
    response
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::extract::Path;
    use axum::middleware::from_fn;
    use axum::routing::get;
    use http_body_util::BodyExt as _;
    use regain_protocol::PROBLEM_TYPE;
    use tower::ServiceExt as _;

    use super::*;

    async fn panics() -> StatusCode {
        assert!(std::env::var_os("PATH").is_none(), "a secret");
        StatusCode::NO_CONTENT
    }

    async fn asked(method: &str, path: &str) -> (u16, Problem, HeaderMap) {
        let quick = |request, next| answer_within(Duration::from_millis(50), request, next);
        let router = Router::new()
            .route("/slow", get(|| async { tokio::time::sleep(Duration::from_mins(1)).await }))
            .route("/panics", get(panics))
            .route("/name/{name}", get(|Path(name): Path<String>| async { name }))
            .route("/teapot", get(|| async { StatusCode::IM_A_TEAPOT }))
            .layer(from_fn(quick));
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes();
        assert_eq!(parts.headers[CONTENT_TYPE], PROBLEM_TYPE, "{path}");
        (parts.status.as_u16(), serde_json::from_slice(&body).unwrap(), parts.headers)
    }

    #[tokio::test]
    async fn every_error_is_a_problem_of_its_status() {
        for (method, path, status, code) in [
            ("GET", "/slow", 408, "busy"),
            ("GET", "/panics", 500, "internal"),
            ("GET", "/name/%FF", 400, "malformed"),
            ("GET", "/teapot", 418, "malformed"),
            ("GET", "/nowhere", 404, "not-found"),
            ("POST", "/teapot", 405, "malformed"),
        ] {
            let (found, problem, headers) = asked(method, path).await;
            assert_eq!((found, problem.status, problem.code.code()), (status, status, code), "{path}");
            assert_eq!(headers.contains_key(ALLOW), status == 405, "{path}");
            assert!(!serde_json::to_string(&problem).unwrap().contains("secret"));
        }
    }
}
