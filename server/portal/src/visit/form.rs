//! Forms.

use axum::extract::{Form, FromRequest, Request};
use serde::de::DeserializeOwned;

use crate::fault::Fault;
use crate::state::Shared;

/// A form that was sent. A field that is missing, there twice, or unknown (with `deny_unknown_fields`) is refused: nothing is
/// ever filled in for it.
pub struct Sent<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Shared> for Sent<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, portal: &Shared) -> Result<Self, Fault> {
        match Form::<T>::from_request(request, portal).await {
            Ok(Form(fields)) => Ok(Self(fields)),
            Err(_) => Err(Fault::Malformed),
        }
    }
}
