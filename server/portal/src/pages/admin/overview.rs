//! What waits for somebody to look at it.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regain_storage::portal::Role;

use super::risk;
use super::who::Helper;
use crate::fault::Fault;
use crate::page::{Frame, Tab, show as page};
use crate::state::Shared;

/// More requests than this are not counted.
pub const MOST: usize = 1000;

#[derive(Template)]
#[template(path = "admin/overview.html")]
struct OverviewPage {
    frame: Frame,
    administers: bool,
    people: u64,
    requests: u64,
    proposals: u64,
    at_risk: u64,
    few_administrators: bool,
}

/// Shows it.
pub async fn show(State(portal): State<Shared>, Helper(me): Helper) -> Result<Response, Fault> {
    let count = portal.storage.count_people().await?;
    page(&OverviewPage {
        administers: me.standing.person.role == Role::Administrator,
        people: count.people as u64,
        requests: portal.storage.open_recoveries(MOST).await?.len() as u64,
        proposals: portal.storage.proposed_deeds(me.now).await?.len() as u64,
        at_risk: risk::people(&portal, me.now).await?.len() as u64,
        few_administrators: count.administrators < 2,
        frame: Frame::of_me(&me, Tab::Administration),
    })
}
