//! The list. For whoever enrols it is the page that says what is missing.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regain_storage::portal::{AddressRow, MethodKind, MethodState};

use super::item::{Item, called};
use crate::Standing;
use crate::fault::Fault;
use crate::page::{Frame, Tab, date, show as page};
use crate::session::limited_until;
use crate::sign_in::Scope;
use crate::standing::ways_needed;
use crate::state::Shared;
use crate::visit::{Enrolling, Me};
use crate::words::Words;

/// So many recovery codes are few.
const FEW_CODES: u64 = 3;

#[derive(Template)]
#[template(path = "security_info/overview.html")]
struct Overview {
    frame: Frame,
    /// The name of the default method.
    default: Option<String>,
    items: Vec<Item>,
    /// How many ways in are still to be added, when nothing else is open.
    enrolling: Option<String>,
    /// That recovery codes are few, or none.
    few_codes: Option<String>,
    addresses: Vec<AddressRow>,
    told: bool,
    limited: Option<String>,
    /// Suspended ones, by name.
    suspended: Vec<String>,
}

/// Shows it.
pub async fn show(State(portal): State<Shared>, Enrolling(me): Enrolling) -> Result<Response, Fault> {
    let addresses = portal.storage.addresses(me.standing.person.id).await?;
    page(&overview(&me, addresses))
}

fn overview(me: &Me, addresses: Vec<AddressRow>) -> Overview {
    let Me { standing, now, .. } = me;
    let w = me.visitor.words();
    let default = standing.person.default_method.and_then(|id| standing.method(id));
    let suspended = standing.methods.iter().filter(|row| row.state == MethodState::Suspended);
    Overview {
        frame: Frame::of_me(me, Tab::SecurityInfo),
        default: default.map(|row| called(row, w)),
        items: Item::all(standing, w, *now),
        enrolling: (me.scope == Scope::Enrolment).then(|| w.enrol_missing(missing(standing, *now))),
        few_codes: few_codes(standing, w),
        told: addresses.iter().any(|row| row.confirmed),
        addresses,
        limited: limited_until(&me.facts.evidence, standing, *now).map(date),
        suspended: suspended.map(|row| called(row, w)).collect(),
    }
}

/// How many ways in are to be added: one at least, whoever sees the page for it lacks something.
fn missing(standing: &Standing, now: u64) -> u64 {
    let needed = ways_needed(standing.person.role);
    (needed.saturating_sub(standing.ways_in(now)) as u64).max(1)
}

fn few_codes(standing: &Standing, w: Words) -> Option<String> {
    match standing.methods.iter().find(|row| row.kind == MethodKind::RecoveryCodes) {
        None => Some(w.info_no_codes().to_owned()),
        Some(set) => (set.left <= FEW_CODES).then(|| w.info_few_codes(set.left)),
    }
}
