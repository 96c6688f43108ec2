//! A temporary access pass, with what was checked before. An open request of the person is closed by it.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::portal::{PersonId, PersonRow, PersonState, RecoveryClosed, RecoveryRow};
use serde::Deserialize;

use super::disabled::said as outcome_said;
use crate::Standing;
use crate::acts::Act;
use crate::deeds::{Issued, Outcome, PASS_SHORTEST_MS, Wanted, carry, ruling};
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, Frame, Tab, When, redirect, show as page};
use crate::pages::admin::confirm::member_path;
use crate::pages::admin::overview::MOST;
use crate::pages::admin::span::{Choice, ms, spans};
use crate::pages::admin::who::{Helper, somebody};
use crate::people::{Deed, Ruling};
use crate::session::Action;
use crate::state::{Portal, Shared};
use crate::visit::{Me, Sent};

/// Most characters of what was checked.
pub const CHECKED_MAX: usize = 500;

/// The request it answers, as it is shown.
pub struct Request {
    /// Since when.
    pub made: When,
    /// From where.
    pub origin: String,
    /// What the person typed.
    pub note: String,
}

impl Request {
    /// As it is shown.
    pub fn of(row: RecoveryRow) -> Self {
        Self { made: When::at(row.made), origin: row.origin, note: row.note }
    }
}

#[derive(Template)]
#[template(path = "admin/pass.html")]
struct AskPage {
    frame: Frame,
    shown: String,
    action: String,
    back: String,
    request: Option<Request>,
    has_one: bool,
    spans: Vec<Choice>,
    checked: String,
    second: bool,
    error: Option<String>,
}

/// A pass, shown once.
#[derive(Template)]
#[template(path = "admin/pass_shown.html")]
pub struct PassPage {
    frame: Frame,
    shown: String,
    name: String,
    pass: String,
    ends: When,
    once: bool,
    back: String,
}

impl PassPage {
    /// The page.
    pub fn show(me: &Me, person: &PersonRow, issued: &Issued) -> Result<Response, Fault> {
        page(&Self {
            frame: Frame::of_me(me, Tab::Administration),
            shown: person.shown.clone(),
            name: person.name.clone(),
            pass: issued.text.to_string(),
            ends: When::at(issued.ends),
            once: issued.once,
            back: member_path(person),
        })
    }
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    minutes: u64,
    uses: String,
    checked: String,
}

/// Asks how long, how often, and what was checked.
pub async fn show(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let target = somebody(&portal, &me, &id).await?;
    me.permit(Action::Administer, &format!("{}/pass", member_path(&target.person)))?;
    page(&page_of(&portal, &me, &target, None, None).await?)
}

/// Issues it, or proposes it.
pub async fn act(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let target = somebody(&portal, &me, &id).await?;
    let path = member_path(&target.person);
    let permit = me.permit(Action::Administer, &format!("{path}/pass"))?;
    let once = match typed.uses.as_str() {
        "once" => true,
        "often" => false,
        _ => return Err(Fault::Malformed),
    };
    let checked = typed.checked.trim().to_owned();
    let wanted = Wanted::Pass { ms: ms(typed.minutes), once, checked: checked.clone() };
    let allowed = ruling(&portal, &me.standing.person, wanted.deed(), &target.person).await?.is_ok();
    if let Some(error) = wrong(&portal, &me, &target, &typed).await?.filter(|_| allowed) {
        let shown = page(&page_of(&portal, &me, &target, Some(&typed), Some(error)).await?)?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    match carry(&portal, &me, &permit, &target, &wanted).await? {
        Outcome::Done(Some(issued)) => {
            close_request(&portal, &me, &target.person, me.standing.person.id, &checked).await?;
            PassPage::show(&me, &target.person, &issued)
        }
        outcome => Ok(redirect(&outcome_said(&outcome, Done::Proposed).on(&path))),
    }
}

async fn wrong(portal: &Portal, me: &Me, target: &Standing, typed: &Typed) -> Result<Option<String>, Fault> {
    let w = me.visitor.words();
    let (_, policy) = portal.storage.policy().await?;
    let length = typed.checked.trim().chars().count();
    Ok(match () {
        () if target.person.state == PersonState::Disabled => Some(w.pass_disabled().to_owned()),
        () if length == 0 => Some(w.checked_empty().to_owned()),
        () if length > CHECKED_MAX => Some(w.recovery_note_long(&CHECKED_MAX.to_string())),
        () if ms(typed.minutes) < PASS_SHORTEST_MS || ms(typed.minutes) > policy.longest_pass_ms => {
            Some(w.pass_span_wrong().to_owned())
        }
        () => None,
    })
}

/// The open request of a person.
pub async fn open_request(portal: &Portal, person: PersonId) -> Result<Option<RecoveryRow>, Fault> {
    let open = portal.storage.open_recoveries(MOST).await?;
    Ok(open.into_iter().find(|row| row.person == person))
}

/// Closes the open request of a person, if there is one: a pass was issued, after this was checked by `by`.
pub async fn close_request(
    portal: &Portal,
    me: &Me,
    person: &PersonRow,
    by: PersonId,
    checked: &str,
) -> Result<(), Fault> {
    let Some(row) = open_request(portal, person.id).await? else { return Ok(()) };
    let now = portal.now();
    let note = Note::to(Act::RecoveryClosed, me, person.id).with("checked", checked).with("pass", true);
    let closed = RecoveryClosed { at: now, by: Some(by), checked: checked.to_owned() };
    // Somebody else may have closed it in this moment: closed is closed.
    portal.storage.close_recovery(row.id, closed, note.quiet(&me.visitor, now)).await?;
    Ok(())
}

async fn page_of(
    portal: &Portal,
    me: &Me,
    target: &Standing,
    typed: Option<&Typed>,
    error: Option<String>,
) -> Result<AskPage, Fault> {
    let ruling = ruling(portal, &me.standing.person, Deed::IssuePass, &target.person).await?;
    let second = ruling.map_err(Fault::Refused)? == Ruling::WithAnother;
    let (_, policy) = portal.storage.policy().await?;
    let chosen = typed.map_or(policy.pass_ms, |typed| ms(typed.minutes));
    let chosen = chosen.clamp(PASS_SHORTEST_MS, policy.longest_pass_ms);
    let back = member_path(&target.person);
    let has_one = target.usable(me.now).any(|kind| kind == regain_storage::portal::MethodKind::Pass);
    Ok(AskPage {
        frame: Frame::of_me(me, Tab::Administration),
        shown: target.person.shown.clone(),
        action: format!("{back}/pass"),
        back,
        request: open_request(portal, target.person.id).await?.map(Request::of),
        has_one,
        spans: spans(policy.longest_pass_ms, chosen, me.visitor.words()),
        checked: typed.map_or_else(String::new, |typed| typed.checked.clone()),
        second,
        error,
    })
}
