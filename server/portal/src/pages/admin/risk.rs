//! Who might be locked out.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use regain_storage::portal::{AuditQuery, PersonRow, PersonState, Role};

use super::who::Helper;
use crate::acts::Act;
use crate::deeds::id_text;
use crate::everybody;
use crate::fault::Fault;
use crate::page::{Frame, Tab, show as page};
use crate::people::{Risk, risks};
use crate::state::{Portal, Shared};
use crate::words::Words;

struct Group {
    id: &'static str,
    title: &'static str,
    step: &'static str,
    people: Vec<Line>,
}

struct Line {
    path: String,
    shown: String,
    name: String,
}

#[derive(Template)]
#[template(path = "admin/risk.html")]
struct RiskPage {
    frame: Frame,
    few_administrators: bool,
    groups: Vec<Group>,
}

/// Shows them, by what is wrong.
pub async fn show(State(portal): State<Shared>, Helper(me): Helper) -> Result<Response, Fault> {
    let found = people(&portal, me.now).await?;
    let w = me.visitor.words();
    let group = |risk: Risk| {
        let with = found.iter().filter(|(_, risks)| risks.contains(&risk));
        let (id, title, step) = said(risk, w);
        Group { id, title, step, people: with.map(|(person, _)| line(person)).collect() }
    };
    let groups = Risk::ALL.into_iter().map(group).filter(|group| !group.people.is_empty());
    page(&RiskPage {
        few_administrators: portal.storage.count_people().await?.administrators < 2,
        groups: groups.collect(),
        frame: Frame::of_me(&me, Tab::Administration),
    })
}

/// Everybody with a risk, by name.
pub async fn people(portal: &Portal, now: u64) -> Result<Vec<(PersonRow, Vec<Risk>)>, Fault> {
    let made = everybody::each(portal, now, |standing| {
        let risks = risks(&standing, now);
        let person = standing.person;
        let untested = person.role == Role::Administrator && person.state != PersonState::Disabled;
        (untested || !risks.is_empty()).then_some((person, risks))
    });
    let mut found = made.await?;
    for (person, risks) in &mut found {
        if person.role == Role::Administrator && never_signed_in(portal, person).await? {
            risks.push(Risk::NeverSignedIn);
        }
    }
    found.retain(|(_, risks)| !risks.is_empty());
    Ok(found)
}

async fn never_signed_in(portal: &Portal, person: &PersonRow) -> Result<bool, Fault> {
    for act in [Act::SignedIn, Act::RecoveryCodeUsed] {
        let action = Some(act.code().to_owned());
        let query = AuditQuery { before: None, person: Some(person.id), action, limit: 1 };
        if !portal.storage.search_audit(query).await?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}

fn line(person: &PersonRow) -> Line {
    let path = format!("/admin/members/{}", id_text(&person.id.0));
    Line { path, shown: person.shown.clone(), name: person.name.clone() }
}

fn said(risk: Risk, w: Words) -> (&'static str, &'static str, &'static str) {
    match risk {
        Risk::NoMethod => ("no-method", w.risk_no_method(), w.risk_no_method_step()),
        Risk::OneMethod => ("one-method", w.risk_one_method(), w.risk_one_method_step()),
        Risk::Unseen => ("unseen", w.risk_unseen(), w.risk_unseen_step()),
        Risk::NoRecoveryCodes => ("no-codes", w.risk_no_codes(), w.risk_no_codes_step()),
        Risk::NeverSignedIn => ("never", w.risk_never(), w.risk_never_step()),
    }
}
