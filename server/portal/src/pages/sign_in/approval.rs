//! An approval by the app: a request is opened, its number stands here until somebody has decided there.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use regain_http::token;
use regain_storage::portal::{Asked, MethodKind, MethodState, RequestRow, RequestState, ThingHash};
use serde::Deserialize;

use super::verify::{self, Trouble};
use crate::Standing;
use crate::approvals::{self, NotAsked};
use crate::fault::Fault;
use crate::page::{Frame, date, redirect, show as page};
use crate::proving::{Place, Proving, STEP_UP, VERIFY};
use crate::session::STEP_UP_MS;
use crate::state::{Portal, Shared};
use crate::visit::{Next, Sent, Visitor, cookies};
use crate::waiting;

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wanted {
    next: String,
}

/// What its address may say.
#[derive(Debug, Deserialize)]
pub struct Arrived {
    next: Option<String>,
}

#[derive(Template)]
#[template(path = "sign_in/approval.html")]
struct ApprovalPage {
    /// What stands around it.
    frame: Frame,
    /// Where its own paths begin.
    base: &'static str,
    /// Where to go afterwards.
    next: Next,
    /// What it shows.
    shown: Shown,
    /// The page that offers other ways, where there are any.
    others: Option<String>,
}

/// What the page shows.
enum Shown {
    /// The number, and who is asked.
    Waiting { number: String, devices: String, until: u64, until_said: String, left: u64 },
    /// How it ended, and whether a new request makes sense.
    Ended { said: &'static str, again: bool },
}

/// Opens a request, and shows its number by GET.
pub async fn act(
    State(portal): State<Shared>,
    proving: Proving,
    Sent(wanted): Sent<Wanted>,
) -> Result<Response, Fault> {
    let next = Next::asked(Some(&wanted.next));
    proving.may_try(MethodKind::Approval)?;
    match approvals::ask(&portal, &proving.visitor, &proving.standing, asked(&proving.place)).await? {
        Ok(()) => Ok(redirect(&next.after(&here(proving.base())))),
        Err(NotAsked::Gone) => Err(Fault::Expired),
        Err(not_asked) => {
            verify::again(&portal, &proving, MethodKind::Approval, trouble(not_asked, portal.now()), &next)
                .await
        }
    }
}

/// Right after the password, when the app is what is asked first: spares a click. `None`: no request was opened, and the page says why when the
/// button is pressed.
pub async fn at_once(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    attempt: ThingHash,
    next: &Next,
) -> Result<Option<Response>, Fault> {
    let left: Vec<MethodKind> =
        standing.usable(portal.now()).filter(|kind| *kind != MethodKind::Password).collect();
    if verify::usual(standing, &left) != Some(MethodKind::Approval) {
        return Ok(None);
    }
    let asked = approvals::ask(portal, visitor, standing, Asked::SignIn(attempt)).await?;
    Ok(asked.is_ok().then(|| redirect(&next.after(&here(VERIFY)))))
}

/// Shows the newest request of this attempt or session. An approved one goes on to where it leads.
pub async fn show(
    State(portal): State<Shared>,
    proving: Result<Proving, Fault>,
    visitor: Visitor,
    Query(arrived): Query<Arrived>,
) -> Result<Response, Fault> {
    let next = Next::asked(arrived.next.as_deref());
    let now = portal.now();
    let proving = match proving {
        Ok(proving) => proving,
        Err(fault) => return reported(&portal, &visitor, next).await.unwrap_or(Err(fault)),
    };
    let base = proving.base();
    let Some(row) = portal.storage.request_of(asked(&proving.place).asker(), now).await? else {
        return Ok(redirect(&by_approval(base, &next)));
    };
    if row.state == RequestState::Approved {
        let fresh = row.answered.is_some_and(|(_, at)| now.saturating_sub(at) < STEP_UP_MS);
        if fresh {
            approvals::forget_asking(&portal, &proving.visitor, &proving.standing).await?;
            return proving.go_on(&portal, &next).await;
        }
        return Ok(redirect(&by_approval(base, &next)));
    }
    let live = |kind, state| kind == MethodKind::Approval && state == MethodState::Live;
    let asked = proving.standing.methods.iter().filter(|method| live(method.kind, method.state));
    let devices = asked.map(|method| method.name.as_str()).collect::<Vec<_>>().join(", ");
    let frame = Frame::of(&visitor);
    let (frame, shown) = match row.state {
        RequestState::Waiting => (waiting_frame(frame), waits(&row, devices, now)),
        state => (frame, Shown::Ended { said: said(state, visitor.words()), again: true }),
    };
    let others = Some(next.after(base));
    page(&ApprovalPage { frame, base, next, shown, others })
}

/// Tells the waiting page when its request stands otherwise.
pub async fn events(State(portal): State<Shared>, proving: Proving) -> impl IntoResponse {
    let asker = asked(&proving.place).asker();
    waiting::stream(&portal, proving.standing.person.id, move |portal: Shared| async move {
        let row = portal.storage.request_of(asker, portal.now()).await.ok()??;
        Some(approvals::code(row.state).to_owned())
    })
}

/// "It wasn't me" ended the attempt or session that asked, and whoever waits here is told so and nothing else.
async fn reported(portal: &Portal, visitor: &Visitor, next: Next) -> Option<Result<Response, Fault>> {
    let (base, name) = if visitor.path.starts_with(STEP_UP) {
        (STEP_UP, cookies::SESSION)
    } else {
        (VERIFY, cookies::ATTEMPT)
    };
    let asker = token::hash_of_text(&visitor.cookie(name)?)?;
    let row = portal.storage.request_of(asker, portal.now()).await.ok()??;
    let shown = Shown::Ended { said: said(row.state, visitor.words()), again: false };
    let frame = Frame::of(visitor);
    let page = || page(&ApprovalPage { frame, base, next, shown, others: None });
    (row.state == RequestState::Reported).then(page)
}

fn asked(place: &Place) -> Asked {
    match place {
        Place::Attempt { id, .. } => Asked::SignIn(*id),
        Place::Session { token } => Asked::StepUp(*token),
    }
}

fn here(base: &str) -> String {
    format!("{base}/approval")
}

fn by_approval(base: &str, next: &Next) -> String {
    verify::by(base, next, MethodKind::Approval)
}

fn waiting_frame(frame: Frame) -> Frame {
    Frame { refresh: Some(3), ..frame.with_script("wait.js") }
}

fn waits(row: &RequestRow, devices: String, now: u64) -> Shown {
    Shown::Waiting {
        number: approvals::grouped(&row.texts.number),
        devices,
        until: row.expires,
        until_said: date(row.expires),
        left: row.expires.saturating_sub(now),
    }
}

fn trouble(not_asked: NotAsked, now: u64) -> Trouble {
    match not_asked {
        NotAsked::Wait(ms) => Trouble::AskedOften(ms),
        NotAsked::Paused(until) => Trouble::Paused(until.saturating_sub(now)),
        NotAsked::Pending | NotAsked::Gone => Trouble::Pending,
    }
}

fn said(state: RequestState, w: crate::words::Words) -> &'static str {
    match state {
        RequestState::WrongNumber => w.approval_wrong_number(),
        RequestState::Denied => w.approval_denied(),
        RequestState::Reported => w.approval_reported(),
        RequestState::Waiting | RequestState::Approved | RequestState::Over => w.approval_over(),
    }
}
