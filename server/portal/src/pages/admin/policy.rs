//! What the organisation decides.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_protocol::limit::portal::{DIGITS_MAX, DIGITS_MIN};
use regain_storage::portal::{ChangePolicy, MethodKind, Policy};
use serde::Deserialize;
use serde_json::json;

use super::span::{Choice, ms, spans};
use super::who::Administrator;
use crate::Standing;
use crate::acts::Act;
use crate::deeds::{PASS_LONGEST_MS, PASS_SHORTEST_MS};
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::pages::security_info;
use crate::session::Action;
use crate::state::Shared;
use crate::visit::{Me, Sent};
use crate::words::Words;

const PATH: &str = "/admin/policy";
/// Most characters of the organisation's name.
const NAME_MAX: usize = 80;
/// What may be chosen, by the names of the form. The password and the temporary access pass are part of every sign-in and every rescue.
const KINDS: [(&str, MethodKind); 4] = [
    ("approvals", MethodKind::Approval),
    ("codes", MethodKind::Code),
    ("passkeys", MethodKind::Passkey),
    ("recovery_codes", MethodKind::RecoveryCodes),
];

struct Kind {
    name: &'static str,
    said: &'static str,
    chosen: bool,
}

#[derive(Template)]
#[template(path = "admin/policy.html")]
struct PolicyPage {
    frame: Frame,
    revision: u64,
    organisation: String,
    host: String,
    kinds: Vec<Kind>,
    digits: Vec<Choice>,
    pass: Vec<Choice>,
    longest: Vec<Choice>,
    error: Option<&'static str>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    revision: u64,
    organisation: String,
    approvals: Option<String>,
    codes: Option<String>,
    passkeys: Option<String>,
    recovery_codes: Option<String>,
    digits: u8,
    pass_minutes: u64,
    longest_minutes: u64,
}

/// Shows what is decided now.
pub async fn show(State(portal): State<Shared>, Administrator(me): Administrator) -> Result<Response, Fault> {
    me.permit(Action::Administer, PATH)?;
    let (revision, policy) = portal.storage.policy().await?;
    let host = portal.settings.address.host().to_owned();
    page(&page_of(&me, host, revision, policy, None))
}

/// Decides anew.
pub async fn act(
    State(portal): State<Shared>,
    Administrator(me): Administrator,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    me.permit(Action::Administer, PATH)?;
    let policy = policy(&typed);
    if let Some(error) = wrong(&policy, &me.standing, me.now, me.visitor.words()) {
        let host = portal.settings.address.host().to_owned();
        let shown = page(&page_of(&me, host, typed.revision, policy, Some(error)))?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response());
    }
    let kinds: Vec<String> = policy.kinds.iter().map(|kind| format!("{kind:?}")).collect();
    let note = Note::mine(Act::PolicyChanged, &me)
        .with("organisation", policy.organisation.clone().map_or(json!(null), Into::into))
        .with("kinds", kinds)
        .with("digits", policy.digits)
        .with("pass-ms", policy.pass_ms)
        .with("longest-pass-ms", policy.longest_pass_ms);
    let notes = note.quiet(&me.visitor, portal.now());
    let change = ChangePolicy { revision: typed.revision, policy, notes };
    if !portal.storage.change_policy(change).await? {
        return Err(Fault::Moved);
    }
    Ok(redirect(&Done::PolicyChanged.on(PATH)))
}

fn policy(typed: &Typed) -> Policy {
    let name: String = typed.organisation.trim().chars().filter(|letter| !letter.is_control()).collect();
    let chosen = [&typed.approvals, &typed.codes, &typed.passkeys, &typed.recovery_codes];
    let mut kinds = vec![MethodKind::Password];
    kinds.extend(KINDS.iter().zip(chosen).filter(|(_, chosen)| chosen.is_some()).map(|((_, kind), _)| *kind));
    kinds.push(MethodKind::Pass);
    Policy {
        organisation: (!name.is_empty()).then_some(name),
        kinds,
        digits: typed.digits,
        pass_ms: ms(typed.pass_minutes),
        longest_pass_ms: ms(typed.longest_minutes),
    }
}

/// Why it can't be decided so. Without an everyday kind nobody could enrol any more; and whoever decides must keep one of their own, so that
/// the day their phone is lost is not the day they find out.
fn wrong(policy: &Policy, standing: &Standing, now: u64, w: Words) -> Option<&'static str> {
    let pass = PASS_SHORTEST_MS..=PASS_LONGEST_MS;
    let fits = (DIGITS_MIN..=DIGITS_MAX).contains(&policy.digits)
        && pass.contains(&policy.longest_pass_ms)
        && pass.contains(&policy.pass_ms);
    let own = |kind: &MethodKind| kind.is_everyday() && standing.usable(now).any(|usable| usable == *kind);
    let long = policy.organisation.as_ref().is_some_and(|name| name.chars().count() > NAME_MAX);
    if !policy.kinds.iter().any(|kind| kind.is_everyday()) {
        Some(w.policy_no_kind())
    } else if !policy.kinds.iter().any(own) {
        Some(w.policy_locks_out())
    } else if long {
        Some(w.policy_name_long())
    } else if !fits || policy.pass_ms > policy.longest_pass_ms {
        Some(w.policy_pass_wrong())
    } else {
        None
    }
}

fn page_of(me: &Me, host: String, revision: u64, policy: Policy, error: Option<&'static str>) -> PolicyPage {
    let w = me.visitor.words();
    let kind = |(name, kind): (&'static str, MethodKind)| Kind {
        name,
        said: security_info::kind(kind, w),
        chosen: policy.kinds.contains(&kind),
    };
    let digits = |digits: u8| Choice {
        value: digits.to_string(),
        said: digits.to_string(),
        chosen: digits == policy.digits,
    };
    PolicyPage {
        frame: Frame::of_me(me, Tab::Administration),
        revision,
        host,
        kinds: KINDS.into_iter().map(kind).collect(),
        digits: (DIGITS_MIN..=DIGITS_MAX).map(digits).collect(),
        pass: spans(PASS_LONGEST_MS, policy.pass_ms.clamp(PASS_SHORTEST_MS, PASS_LONGEST_MS), w),
        longest: spans(PASS_LONGEST_MS, policy.longest_pass_ms.clamp(PASS_SHORTEST_MS, PASS_LONGEST_MS), w),
        organisation: policy.organisation.unwrap_or_default(),
        error,
    }
}
