//! What keeps a page from being shown. Turned into a page in the visitor's language by [`crate::page::faults`].

use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use regain_http::Random;
use regain_storage::StorageError;

use crate::people::{ApprovalRefusal, DeedRefusal};
use crate::session::SessionRefusal;

/// Why a page is not shown, or a form not acted on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nobody is signed in, or not any more: the sign-in page, and then back to this path.
    SignIn {
        /// Where to go afterwards.
        next: String,
    },
    /// A second factor is asked for again, and then back to this path.
    StepUp {
        /// Where to go afterwards.
        next: String,
    },
    /// Only the enrolment pages are open.
    EnrolFirst,
    /// A recovery code was used: not before this time, ms.
    Limited(u64),
    /// There is nothing, or nothing of this person's.
    NotFound,
    /// Not with this role, or not to this person.
    Forbidden,
    /// Methods of this kind are not allowed here.
    NotThisKind,
    /// Not to this person, and why.
    Refused(DeedRefusal),
    /// An approval that does not count, and why.
    NotSecond(ApprovalRefusal),
    /// The form did not come from the portal's own page.
    Foreign,
    /// What was sent is no such form.
    Malformed,
    /// The page is out of date: somebody, or another window, was faster.
    Moved,
    /// It took too long: begin again.
    Expired,
    /// Wait so many ms.
    Slow(u64),
    /// Too much is going on.
    Busy,
    /// A fault of the portal; the id is in the log.
    Internal(String),
}

impl Fault {
    /// A fault of the portal. The cause goes to the log under an id; only the id is shown.
    pub fn internal(cause: &dyn std::fmt::Display) -> Self {
        let id = HEXLOWER.encode(&Random::system().bytes::<8>());
        tracing::error!(%id, %cause, "a page failed");
        Self::Internal(id)
    }

    /// What a session's refusal means for a page that is found at `next`.
    pub fn of_refusal(refusal: &SessionRefusal, next: &str) -> Self {
        match refusal {
            SessionRefusal::Over => Self::SignIn { next: next.to_owned() },
            SessionRefusal::EnrolFirst => Self::EnrolFirst,
            SessionRefusal::StepUp(_) => Self::StepUp { next: next.to_owned() },
            SessionRefusal::Limited(until) => Self::Limited(*until),
        }
    }

    /// The status of its answer.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::SignIn { .. } | Self::StepUp { .. } | Self::EnrolFirst => StatusCode::SEE_OTHER,
            Self::Limited(_)
            | Self::Forbidden
            | Self::NotThisKind
            | Self::Refused(_)
            | Self::NotSecond(_)
            | Self::Foreign => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Malformed => StatusCode::BAD_REQUEST,
            Self::Moved => StatusCode::CONFLICT,
            Self::Expired => StatusCode::GONE,
            Self::Slow(_) => StatusCode::TOO_MANY_REQUESTS,
            Self::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<StorageError> for Fault {
    fn from(error: StorageError) -> Self {
        Self::internal(&error)
    }
}

impl From<askama::Error> for Fault {
    fn from(error: askama::Error) -> Self {
        Self::internal(&error)
    }
}

impl IntoResponse for Fault {
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}
