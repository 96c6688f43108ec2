//! Looking for lines.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use regain_storage::portal::{AuditQuery, PersonId};
use serde::Deserialize;

use super::{Line, lines};
use crate::acts::Act;
use crate::deeds::read_id;
use crate::fault::Fault;
use crate::page::{Frame, Tab, show as page};
use crate::pages::admin::span::Choice;
use crate::pages::admin::who::Administrator;
use crate::people::PersonName;
use crate::state::{Portal, Shared};
use crate::visit::encoded;

/// Lines on a page.
const LINES: usize = 50;

#[derive(Template)]
#[template(path = "admin/audit.html")]
struct AuditPage {
    frame: Frame,
    person: String,
    actions: Vec<Choice>,
    nobody: bool,
    lines: Vec<Line>,
    /// The address of the page with older lines.
    older: Option<String>,
}

/// What its address may say.
#[derive(Debug, Deserialize)]
pub struct Asked {
    /// A sign-in name; or the id, of somebody who is not there any more.
    #[serde(default)]
    person: String,
    #[serde(default)]
    action: String,
    before: Option<u64>,
}

/// Shows them, the newest first.
pub async fn show(
    State(portal): State<Shared>,
    Administrator(me): Administrator,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let text = asked.person.trim();
    let person = match text {
        "" => None,
        text => find(&portal, text).await?,
    };
    let nobody = person.is_none() && !text.is_empty();
    let rows = if nobody {
        Vec::new()
    } else {
        let action = Some(asked.action.clone()).filter(|action| !action.is_empty());
        let query = AuditQuery { before: asked.before, person, action, limit: LINES + 1 };
        portal.storage.search_audit(query).await?
    };
    let more = rows.len() > LINES;
    let rows: Vec<_> = rows.into_iter().take(LINES).collect();
    let older = rows.last().filter(|_| more).map(|row| {
        let (person, action) = (encoded(text, b""), encoded(&asked.action, b"-"));
        format!("/admin/audit?person={person}&action={action}&before={}", row.number)
    });
    let choice = |act: &Act| {
        let code = act.code().to_owned();
        Choice { chosen: code == asked.action, said: code.clone(), value: code }
    };
    let mut actions: Vec<Choice> = Act::ALL.iter().map(choice).collect();
    actions.sort_by(|a, b| a.value.cmp(&b.value));
    page(&AuditPage {
        lines: lines(&portal, rows, me.visitor.words()).await?,
        frame: Frame::of_me(&me, Tab::Administration),
        person: asked.person,
        actions,
        nobody,
        older,
    })
}

async fn find(portal: &Portal, text: &str) -> Result<Option<PersonId>, Fault> {
    if let Ok(name) = PersonName::typed(text)
        && let Some((person, _)) = portal.storage.person_by_name(name.as_str(), portal.now()).await?
    {
        return Ok(Some(person.id));
    }
    Ok(read_id(text).ok().map(PersonId))
}
