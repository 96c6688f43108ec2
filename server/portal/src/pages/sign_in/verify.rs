//! "Verify that it's you": the second factor of an attempt, or a factor again in a session.

use askama::Template;
use axum::extract::{Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::portal::{MethodKind, MethodState};
use serde::Deserialize;
use zeroize::Zeroizing;

use crate::Standing;
use crate::acts::Act;
use crate::fault::Fault;
use crate::guess::NotNow;
use crate::notes::Note;
use crate::page::{Frame, Tab, show as page, slow};
use crate::pages::passkey::said;
use crate::passkey::{Refusal, RelyingParty};
use crate::proving::{Place, Proving};
use crate::state::{Portal, Shared};
use crate::verify::Verified;
use crate::visit::{Known, Next, cookies};
use crate::words::Words;

/// A code that was typed.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TypedCode {
    /// As it was typed.
    pub code: Zeroizing<String>,
    /// Where to go afterwards.
    pub next: String,
}

/// What went wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trouble {
    /// It was wrong.
    Wrong,
    /// It was not looked at.
    NotNow(NotNow),
    /// Another request waits in the app.
    Pending,
    /// "It wasn't me" was said: no requests for so many ms.
    Paused(u64),
    /// The app was asked too often: no requests for so many ms.
    AskedOften(u64),
    /// A passkey's word was not taken. It is written down already.
    Passkey(Refusal),
}

impl Trouble {
    /// Of what a verifier said. A right answer is no trouble and does not come here.
    pub fn of(verified: Verified) -> Self {
        match verified {
            Verified::NotNow(not_now) => Self::NotNow(not_now),
            Verified::Wrong | Verified::Right(_) => Self::Wrong,
        }
    }
}

#[derive(Template)]
#[template(path = "sign_in/verify.html")]
struct VerifyPage {
    frame: Frame,
    base: &'static str,
    /// Whether this proves again in a session.
    again: bool,
    next: Next,
    kind: Option<MethodKind>,
    others: Vec<(String, &'static str)>,
    error: Option<String>,
    /// Whether browsers make passkeys for the portal's address.
    passkeys: bool,
    /// The portal's address, for the script.
    origin: String,
}

impl VerifyPage {
    fn is(&self, kind: &str) -> bool {
        self.kind.is_some_and(|shown| code(shown) == kind)
    }
}

/// What its address may say.
#[derive(Debug, Deserialize)]
pub struct Asked {
    next: Option<String>,
    by: Option<String>,
}

/// Shows what can be proven, the default first.
pub async fn show(
    State(portal): State<Shared>,
    proving: Proving,
    Query(asked): Query<Asked>,
) -> Result<Response, Fault> {
    let next = Next::asked(asked.next.as_deref());
    if let Place::Attempt { .. } = proving.place
        && proving.options.is_empty()
    {
        // Everything was proven elsewhere meanwhile, or nothing is left to prove: the end decides which.
        return proving.go_on(&portal, &next).await;
    }
    let chosen = asked.by.as_deref().and_then(of_code).filter(|kind| proving.options.contains(kind));
    let shown = chosen.or_else(|| usual(&proving.standing, &proving.options));
    page(&page_of(&portal, &proving, shown, next, None))
}

/// The page again, with what went wrong; a wrong guess is written down.
pub async fn again(
    portal: &Portal,
    proving: &Proving,
    kind: MethodKind,
    trouble: Trouble,
    next: &Next,
) -> Result<Response, Fault> {
    let w = proving.visitor.words();
    let (said, status) = match trouble {
        Trouble::Wrong => {
            let note =
                Note::by_nobody(Act::SignInFailed, Some(proving.standing.person.id)).with("kind", code(kind));
            portal.storage.append_audit(note.line(&proving.visitor, portal.now())).await?;
            (wrong(kind, w).to_owned(), StatusCode::UNPROCESSABLE_ENTITY)
        }
        Trouble::NotNow(not_now) => (self::not_now(not_now, w), StatusCode::TOO_MANY_REQUESTS),
        Trouble::Pending => (w.approval_pending().to_owned(), StatusCode::CONFLICT),
        Trouble::Paused(ms) => (w.approval_paused_minutes(minutes(ms)), StatusCode::TOO_MANY_REQUESTS),
        Trouble::AskedOften(ms) => (w.approval_often_minutes(minutes(ms)), StatusCode::TOO_MANY_REQUESTS),
        Trouble::Passkey(refusal) => (said(refusal, w).to_owned(), StatusCode::UNPROCESSABLE_ENTITY),
    };
    let shown = page(&page_of(portal, proving, Some(kind), next.clone(), Some(said)))?;
    let mut response = (status, shown).into_response();
    if trouble == Trouble::NotNow(NotNow::Forget) {
        let left = Known::of(&proving.visitor).without(portal, &proving.standing);
        cookies::keep_long(response.headers_mut(), cookies::KNOWN, &left);
    }
    Ok(response)
}

/// What is said when a guess was not looked at.
pub fn not_now(not_now: NotNow, w: Words) -> String {
    match not_now {
        NotNow::Wait(ms) => slow(ms, w),
        NotNow::Suspended => w.verify_suspended().to_owned(),
        NotNow::Forget => w.verify_forget().to_owned(),
    }
}

fn wrong(kind: MethodKind, w: Words) -> &'static str {
    match kind {
        MethodKind::Code => w.verify_code_wrong(),
        MethodKind::RecoveryCodes => w.verify_recovery_code_wrong(),
        MethodKind::Pass => w.verify_pass_wrong(),
        _ => w.verify_wrong(),
    }
}

fn page_of(
    portal: &Portal,
    proving: &Proving,
    kind: Option<MethodKind>,
    next: Next,
    error: Option<String>,
) -> VerifyPage {
    let w = proving.visitor.words();
    let base = proving.base();
    let others = proving.options.iter().filter(|other| Some(**other) != kind);
    let link = |other: &MethodKind| (by(base, &next, *other), way(*other, w));
    VerifyPage {
        frame: Frame {
            tab: Tab::None,
            script: (kind == Some(MethodKind::Passkey)).then_some("passkey.js"),
            ..Frame::of(&proving.visitor)
        },
        base,
        again: matches!(proving.place, Place::Session { .. }),
        kind,
        others: others.map(link).collect(),
        next,
        error,
        passkeys: RelyingParty::of(&portal.settings.address).is_some(),
        origin: portal.settings.address.as_str().to_owned(),
    }
}

/// The address at which this kind is offered.
pub fn by(base: &str, next: &Next, kind: MethodKind) -> String {
    let path = next.after(base);
    let separator = if path.contains('?') { '&' } else { '?' };
    format!("{path}{separator}by={}", code(kind))
}

fn minutes(ms: u64) -> u64 {
    ms.div_ceil(60_000).max(1)
}

/// The kind of the default method, else the first that can be proven.
pub fn usual(standing: &Standing, options: &[MethodKind]) -> Option<MethodKind> {
    let default = standing.person.default_method.and_then(|id| standing.method(id));
    let default = default.filter(|method| method.state == MethodState::Live).map(|method| method.kind);
    default.filter(|kind| options.contains(kind)).or_else(|| options.first().copied())
}

/// How a way is offered.
fn way(kind: MethodKind, w: Words) -> &'static str {
    match kind {
        MethodKind::Password => w.way_password(),
        MethodKind::Approval => w.way_approval(),
        MethodKind::Code => w.way_code(),
        MethodKind::Passkey => w.way_passkey(),
        MethodKind::RecoveryCodes => w.way_recovery_code(),
        MethodKind::Pass => w.way_pass(),
    }
}

/// The word for a kind in addresses and in the audit log.
pub fn code(kind: MethodKind) -> &'static str {
    match kind {
        MethodKind::Password => "password",
        MethodKind::Approval => "approval",
        MethodKind::Code => "code",
        MethodKind::Passkey => "passkey",
        MethodKind::RecoveryCodes => "recovery-code",
        MethodKind::Pass => "pass",
    }
}

fn of_code(text: &str) -> Option<MethodKind> {
    MethodKind::ALL.into_iter().find(|kind| code(*kind) == text)
}
