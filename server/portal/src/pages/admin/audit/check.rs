//! Whether the log is what was written.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use data_encoding::HEXLOWER;

use crate::acts::Act;
use crate::fault::Fault;
use crate::host::check_audit;
use crate::notes::Note;
use crate::page::{Frame, Tab, show as page};
use crate::pages::admin::who::Administrator;
use crate::session::Action;
use crate::state::Shared;
use crate::visit::Me;

const PATH: &str = "/admin/audit/check";

enum Found {
    Nothing,
    Whole { lines: u64, hash: String },
    Broken(String),
}

#[derive(Template)]
#[template(path = "admin/check.html")]
struct CheckPage {
    frame: Frame,
    found: Found,
}

/// Asks.
pub async fn show(Administrator(me): Administrator) -> Result<Response, Fault> {
    me.permit(Action::Administer, PATH)?;
    page_of(&me, Found::Nothing)
}

/// Checks the whole chain and says what it found; that is written down, too.
pub async fn act(State(portal): State<Shared>, Administrator(me): Administrator) -> Result<Response, Fault> {
    me.permit(Action::Administer, PATH)?;
    let checked = check_audit(&portal).await?;
    let note = Note::mine(Act::AuditChecked, &me);
    let (note, found) = match checked {
        Ok((lines, hash)) => {
            (note.with("lines", lines), Found::Whole { lines, hash: HEXLOWER.encode(&hash) })
        }
        Err(number) => (note.with("broken-at", number), Found::Broken(number.to_string())),
    };
    portal.storage.append_audit(note.line(&me.visitor, portal.now())).await?;
    page_of(&me, found)
}

fn page_of(me: &Me, found: Found) -> Result<Response, Fault> {
    page(&CheckPage { frame: Frame::of_me(me, Tab::Administration), found })
}
