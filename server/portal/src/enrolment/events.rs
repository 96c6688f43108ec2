//! `GET /enrolments/{id}/events`: the page that shows a code hears what becomes of it.

use axum::extract::{Path, State};
use axum::response::IntoResponse;

use super::code::EnrolmentId;
use super::progress::progress;
use crate::fault::Fault;
use crate::state::Shared;
use crate::visit::Enrolling;
use crate::waiting;

/// Tells [`super::Progress::state`] at once and whenever it changes.
pub async fn events(
    State(portal): State<Shared>,
    Enrolling(me): Enrolling,
    Path(id): Path<String>,
) -> Result<impl IntoResponse, Fault> {
    let id: EnrolmentId = id.parse().map_err(|_| Fault::NotFound)?;
    Ok(waiting::stream(&portal, me.standing.person.id, move |portal: Shared| {
        let visitor = me.visitor.clone();
        async move {
            let me = crate::visit::Me::load(&portal, visitor).await.ok()?;
            Some(progress(&portal, &me, id).await.ok()?.state().to_owned())
        }
    }))
}
