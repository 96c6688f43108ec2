//! The open requests, the oldest first.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regain_storage::portal::Role;

use crate::deeds::{id_text, ruling};
use crate::fault::Fault;
use crate::page::{Frame, Tab, When, show as page};
use crate::pages::admin::confirm::member_path;
use crate::pages::admin::overview::MOST;
use crate::pages::admin::said;
use crate::pages::admin::who::Helper;
use crate::people::{Deed, Ruling};
use crate::state::Shared;

struct Item {
    id: String,
    shown: String,
    name: String,
    role: Option<&'static str>,
    member: String,
    made: When,
    origin: String,
    note: String,
    /// Whether this one may help, and whether with another.
    may: bool,
    second: bool,
}

#[derive(Template)]
#[template(path = "admin/recovery.html")]
struct RecoveryPage {
    frame: Frame,
    items: Vec<Item>,
}

/// Shows them.
pub async fn show(State(portal): State<Shared>, Helper(me): Helper) -> Result<Response, Fault> {
    let w = me.visitor.words();
    let mut items = Vec::new();
    for row in portal.storage.open_recoveries(MOST).await? {
        let Some((person, _)) = portal.storage.person(row.person, me.now).await? else { continue };
        let ruling = ruling(&portal, &me.standing.person, Deed::IssuePass, &person).await?;
        items.push(Item {
            id: id_text(&row.id.0),
            member: member_path(&person),
            role: (person.role != Role::Member).then(|| said::role(person.role, w)),
            shown: person.shown,
            name: person.name,
            made: When::at(row.made),
            origin: row.origin,
            note: row.note,
            may: ruling.is_ok(),
            second: ruling == Ok(Ruling::WithAnother),
        });
    }
    page(&RecoveryPage { frame: Frame::of_me(&me, Tab::Administration), items })
}
