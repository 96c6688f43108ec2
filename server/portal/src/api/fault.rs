//! Why a call of the app was not done, and the answer that says so.

use axum::response::{IntoResponse, Response};
use regain_http::Rejection;
use regain_protocol::ProblemCode;
use regain_storage::StorageError;

use crate::fault::Fault;

/// Why a call was not done: a problem on its way.
#[derive(Debug)]
pub struct Refused(Rejection);

impl Refused {
    /// The request is malformed; `detail` names the field.
    pub fn malformed(detail: &str) -> Self {
        Self(Rejection::malformed(detail))
    }
}

impl From<Rejection> for Refused {
    fn from(rejection: Rejection) -> Self {
        Self(rejection)
    }
}

impl From<ProblemCode> for Refused {
    fn from(code: ProblemCode) -> Self {
        Self(Rejection::new(code))
    }
}

impl From<StorageError> for Refused {
    fn from(error: StorageError) -> Self {
        match error {
            StorageError::Unavailable => ProblemCode::Busy.into(),
            StorageError::Full => ProblemCode::StorageFull.into(),
            error => Self(Rejection::internal(&error)),
        }
    }
}

/// What pages and calls share fails for reasons of the portal's only; its cause is in the log already.
impl From<Fault> for Refused {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Busy => ProblemCode::Busy.into(),
            fault => Self(Rejection::internal(&format!("{fault:?}"))),
        }
    }
}

impl IntoResponse for Refused {
    fn into_response(self) -> Response {
        self.0.into_response()
    }
}
