//! The list of people.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use regain_storage::portal::{MethodRow, PeopleQuery, PersonRow};
use serde::Deserialize;

use crate::Standing;
use crate::deeds::id_text;
use crate::fault::Fault;
use crate::page::{Frame, Tab, show as page};
use crate::pages::admin::said;
use crate::pages::admin::who::Helper;
use crate::people::risks;
use crate::state::Shared;
use crate::words::Words;

/// People on a page.
const LINES: usize = 50;

struct Line {
    id: String,
    shown: String,
    name: String,
    role: Option<&'static str>,
    state: &'static str,
    ways: u64,
    at_risk: bool,
}

#[derive(Template)]
#[template(path = "admin/members.html")]
struct MembersPage {
    frame: Frame,
    asked: String,
    lines: Vec<Line>,
    /// Where the list goes on.
    after: Option<String>,
}

/// What its address may say.
#[derive(Debug, Deserialize)]
pub struct Asked {
    #[serde(default)]
    q: String,
    after: Option<String>,
}

/// Shows it, by name; with a search, those whose names hold it.
pub async fn show(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let holds = Some(asked.q.trim()).filter(|text| !text.is_empty()).map(str::to_owned);
    let query = PeopleQuery { holds, after: asked.after, limit: LINES + 1 };
    let mut rows = portal.storage.people(query, me.now).await?;
    let more = rows.len() > LINES;
    rows.truncate(LINES);
    let after = rows.last().filter(|_| more).map(|(person, _)| person.name.clone());
    let w = me.visitor.words();
    page(&MembersPage {
        lines: rows.into_iter().map(|(person, methods)| line(person, methods, w, me.now)).collect(),
        frame: Frame::of_me(&me, Tab::Administration),
        asked: asked.q,
        after,
    })
}

fn line(person: PersonRow, methods: Vec<MethodRow>, w: Words, now: u64) -> Line {
    let standing = Standing { person, methods };
    let (ways, at_risk) = (standing.ways_in(now) as u64, !risks(&standing, now).is_empty());
    let person = standing.person;
    Line {
        id: id_text(&person.id.0),
        role: person.role.is_privileged().then(|| said::role(person.role, w)),
        state: said::state(person.state, w),
        shown: person.shown,
        name: person.name,
        ways,
        at_risk,
    }
}
