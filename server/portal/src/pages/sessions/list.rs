//! The sessions, and the history.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use data_encoding::HEXLOWER;
use regain_storage::portal::{AuditQuery, AuditRow, PersonId, PortalSessionRow, ThingHash};
use serde::Deserialize;
use serde_json::Value;

use crate::acts::Act;
use crate::fault::Fault;
use crate::page::{Frame, Tab, When, show as page};
use crate::state::{Portal, Shared};
use crate::visit::Me;
use crate::words::Words;

/// Lines of history on a page.
const LINES: usize = 25;

struct Session {
    id: String,
    origin: String,
    opened: When,
    expires: When,
    here: bool,
}

struct Line {
    at: When,
    said: &'static str,
    about: String,
    origin: String,
    by_another: bool,
}

#[derive(Template)]
#[template(path = "sessions/list.html")]
struct SessionsPage {
    frame: Frame,
    sessions: Vec<Session>,
    lines: Vec<Line>,
    /// Where the history goes on.
    before: Option<u64>,
}

/// What its address may say.
#[derive(Debug, Deserialize)]
pub struct Asked {
    before: Option<u64>,
}

/// Shows them.
pub async fn show(
    State(portal): State<Shared>,
    me: Me,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let person = me.standing.person.id;
    let rows = portal.storage.portal_sessions(person, me.now).await?;
    let query = AuditQuery { before: asked.before, person: Some(person), action: None, limit: LINES };
    let history = portal.storage.search_audit(query).await?;
    let w = me.visitor.words();
    page(&SessionsPage {
        sessions: rows.iter().map(|row| session(&portal, row, me.token)).collect(),
        before: (history.len() == LINES).then(|| history.last().map(|row| row.number)).flatten(),
        lines: history.iter().filter_map(|row| line(row, person, w)).collect(),
        frame: Frame::of_me(&me, Tab::Sessions),
    })
}

fn session(portal: &Portal, row: &PortalSessionRow, here: ThingHash) -> Session {
    Session {
        id: id(portal, row.token),
        origin: row.origin.clone(),
        opened: When::at(row.opened),
        expires: When::at(row.expires),
        here: row.token == here,
    }
}

/// A session's name in the form that ends it: not what the store knows it by.
pub fn id(portal: &Portal, token: ThingHash) -> String {
    HEXLOWER.encode(&portal.secrets.keyed.mac("session in a list", &[&token])[..16])
}

/// What happened to the person; what the person did to others is not told here.
fn line(row: &AuditRow, person: PersonId, w: Words) -> Option<Line> {
    if row.line.target != Some(person) {
        return None;
    }
    let details: Value = serde_json::from_str(&row.line.details).unwrap_or_default();
    Some(Line {
        at: When::at(row.line.at),
        said: Act::of_code(&row.line.action)?.said(w),
        about: details.get("name").and_then(Value::as_str).unwrap_or_default().to_owned(),
        origin: row.line.origin.clone(),
        by_another: row.line.actor.is_some_and(|actor| actor != person),
    })
}
