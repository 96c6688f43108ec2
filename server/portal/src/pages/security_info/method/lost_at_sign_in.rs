//! "Report lost" while signing in: who has lost a phone has no second factor to sign in with.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regain_storage::portal::{Evidence, MethodState};

use super::lost;
use crate::fault::Fault;
use crate::page::{Done, Frame, redirect, show as page};
use crate::pages::security_info::item::{called, kind};
use crate::pages::security_info::own;
use crate::proving::{Place, Proving, VERIFY};
use crate::state::Shared;

struct Choice {
    id: String,
    name: String,
    kind: &'static str,
    last: bool,
}

#[derive(Template)]
#[template(path = "security_info/lost_at_sign_in.html")]
struct ChoicePage {
    frame: Frame,
    choices: Vec<Choice>,
}

/// Shows what could be lost.
pub async fn show(proving: Proving) -> Result<Response, Fault> {
    proven(&proving)?;
    let w = proving.visitor.words();
    let in_use = |state, everyday: bool| state == MethodState::Live && everyday;
    let rows = proving.standing.methods.iter().filter(|row| in_use(row.state, row.kind.is_everyday()));
    let choices = rows.map(|row| Choice {
        id: own::text(row.id),
        name: called(row, w),
        kind: kind(row.kind, w),
        last: lost::is_last(&proving.standing, row, proving.now),
    });
    page(&ChoicePage { frame: Frame::of(&proving.visitor), choices: choices.collect() })
}

/// Reports one, and goes back to what is left.
pub async fn act(
    State(portal): State<Shared>,
    proving: Proving,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    lost::report(&portal, &proving.visitor, &proving.standing, &id, &proven(&proving)?).await?;
    Ok(redirect(&Done::MethodLost.on(VERIFY)))
}

/// What was proven in this attempt; without the password, nobody is anybody here.
fn proven(proving: &Proving) -> Result<Vec<Evidence>, Fault> {
    let Place::Attempt { attempt, .. } = &proving.place else { return Err(Fault::NotFound) };
    let proven = attempt.counting(&proving.standing, proving.now);
    if proven.is_empty() { Err(Fault::Expired) } else { Ok(proven) }
}
