//! Why a request was not done, and the answer that says so.

use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use regain_http::Rejection;
use regain_protocol::{ENTRIES_TYPE, HEAD, Problem, ProblemCode};
use regain_storage::{Position, StorageError};

/// Why a request was not done.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The caller's: a problem with its code.
    #[error("{}", .0.problem().title)]
    Rejected(Rejection),
    /// The caller does not know the newest entries; these are they, framed.
    #[error("the head is {}", head.number)]
    Moved {
        /// The head.
        head: Position,
        /// What the caller lacks.
        entries: Vec<u8>,
    },
    /// The environment's, or ours.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Ours. The text is for the log.
    #[error("{0}")]
    Internal(String),
}

impl Fault {
    /// Ours: something that can't be.
    pub fn internal(cause: impl std::fmt::Display) -> Self {
        Self::Internal(cause.to_string())
    }

    /// The request is malformed; `detail` names the field.
    pub fn malformed(detail: impl Into<String>) -> Self {
        Self::Rejected(Rejection::malformed(detail))
    }
}

impl From<Rejection> for Fault {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<Problem> for Fault {
    fn from(problem: Problem) -> Self {
        Self::Rejected(problem.into())
    }
}

impl From<ProblemCode> for Fault {
    fn from(code: ProblemCode) -> Self {
        Self::Rejected(Rejection::new(code))
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        match self {
            Self::Rejected(rejection) => rejection.into_response(),
            Self::Moved { head, entries } => {
                let headers = [
                    (CONTENT_TYPE, ENTRIES_TYPE.to_owned()),
                    (HeaderName::from_static(HEAD), position(head)),
                ];
                (StatusCode::CONFLICT, headers, entries).into_response()
            }
            Self::Storage(StorageError::Unavailable) => {
                tracing::warn!("the store is busy");
                Rejection::new(ProblemCode::Busy).into_response()
            }
            Self::Storage(StorageError::Full) => {
                tracing::error!("no space is left for the store: free some, everything acknowledged is safe");
                Rejection::new(ProblemCode::StorageFull).into_response()
            }
            Self::Storage(error) => Rejection::internal(&error).into_response(),
            Self::Internal(cause) => Rejection::internal(&cause).into_response(),
        }
    }
}

/// `NUMBER.HASH`, as heads travel in headers.
pub fn position(position: Position) -> String {
    format!("{}.{}", position.number, position.hash)
}
