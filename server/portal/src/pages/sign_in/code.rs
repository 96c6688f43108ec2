//! A code of an authenticator app.

use axum::extract::State;
use axum::response::Response;
use regain_storage::portal::MethodKind;

use super::verify::{self, Trouble, TypedCode};
use crate::fault::Fault;
use crate::proving::Proving;
use crate::state::Shared;
use crate::verify::Verified;
use crate::visit::{Next, Sent};

/// Takes it.
pub async fn act(
    State(portal): State<Shared>,
    proving: Proving,
    Sent(typed): Sent<TypedCode>,
) -> Result<Response, Fault> {
    let next = Next::asked(Some(&typed.next));
    proving.may_try(MethodKind::Code)?;
    match crate::verify::code(&portal, &proving.visitor, &proving.standing, &typed.code).await? {
        Verified::Right(evidence) => proving.proved(&portal, evidence, &next).await,
        other => verify::again(&portal, &proving, MethodKind::Code, Trouble::of(other), &next).await,
    }
}
