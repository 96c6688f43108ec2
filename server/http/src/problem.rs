//! Problems as answers, RFC 9457.

use axum::Json;
use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use regain_protocol::{PROBLEM_TYPE, Problem, ProblemCode};

use data_encoding::HEXLOWER;

use crate::Random;

/// The answer that carries a problem.
pub fn respond(problem: &Problem) -> Response {
    let status = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, Json(problem)).into_response();
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static(PROBLEM_TYPE));
    if let Some(seconds) = problem.retry_after {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// A problem on its way to be an answer; what a use case or an extractor gives back with `?`.
#[derive(Debug)]
pub struct Rejection(Box<Problem>);

impl Rejection {
    /// The bare problem of a code.
    pub fn new(code: ProblemCode) -> Self {
        Self(Box::new(Problem::new(code)))
    }

    /// The request is malformed; `detail` names the field.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Problem::new(ProblemCode::Malformed).with_detail(detail).into()
    }

    /// A fault of the service. The cause goes to the log under an id; only the id travels.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        let id = HEXLOWER.encode(&Random::system().bytes::<8>());
        tracing::error!(%id, %cause, "a request failed");
        let mut problem = Problem::new(ProblemCode::Internal);
        problem.id = Some(id);
        problem.into()
    }

    /// Too many attempts: wait so many ms, told in whole seconds.
    pub fn slow_down(retry_after_ms: u64) -> Self {
        let mut problem = Problem::new(ProblemCode::SlowDown);
        problem.retry_after = Some(retry_after_ms.div_ceil(1000).max(1));
        problem.into()
    }

    /// The problem.
    pub fn problem(&self) -> &Problem {
        &self.0
    }
}

impl From<Problem> for Rejection {
    fn from(problem: Problem) -> Self {
        Self(Box::new(problem))
    }
}

impl IntoResponse for Rejection {
    fn into_response(self) -> Response {
        respond(&self.0)
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_fault_travels_as_an_id_and_never_as_its_cause() {
        let problem = Rejection::internal(&"table sessions is locked").0;
        let json = serde_json::to_string(&problem).unwrap();
        assert!(!json.contains("sessions"), "{json}");
        assert_eq!(problem.id.unwrap().len(), 16);
    }

    #[test]
    fn a_wait_is_a_header_too() {
        let response = Rejection::slow_down(1200).into_response();
        assert_eq!(response.status(), 429);
        assert_eq!(response.headers()[RETRY_AFTER], "2");
        assert_eq!(response.headers()[CONTENT_TYPE], PROBLEM_TYPE);
    }
}
