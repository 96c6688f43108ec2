//! The end of an attempt: a session, when what was proven is enough, else the next step.

use axum::response::Response;
use regain_http::token;
use regain_storage::portal::{FinishSignIn, FinishSignInOutcome, MethodKind, NewPortalSession, ThingHash};

use crate::Standing;
use crate::acts::Act;
use crate::fault::Fault;
use crate::guess;
use crate::notes::Note;
use crate::page::redirect;
use crate::proving::{VERIFY, attempt_of};
use crate::sign_in::{Grant, Judgement, Scope, judge};
use crate::state::Portal;
use crate::visit::{Known, Next, Visitor, cookies};

/// How long a session lasts, ms: twelve hours.
const SESSION_MS: u64 = 12 * 60 * 60 * 1000;

/// Judges the attempt as it stands in the store and goes on accordingly.
pub async fn finish(
    portal: &Portal,
    visitor: &Visitor,
    id: ThingHash,
    next: &Next,
) -> Result<Response, Fault> {
    let now = portal.now();
    let (attempt, standing) = attempt_of(portal, id, now).await?;
    match judge(&attempt, &standing, now) {
        Judgement::Needs(options) if options.is_empty() => Ok(redirect("/sign-in/stuck")),
        Judgement::Needs(_) => Ok(redirect(&next.after(VERIFY))),
        Judgement::Ends(grant) => open(portal, visitor, id, &standing, &grant, next).await,
    }
}

async fn open(
    portal: &Portal,
    visitor: &Visitor,
    id: ThingHash,
    standing: &Standing,
    grant: &Grant,
    next: &Next,
) -> Result<Response, Fault> {
    let now = portal.now();
    let (text, token) = token::make(&portal.random);
    let expires = grant.ends().unwrap_or(u64::MAX).min(now + SESSION_MS);
    let request = FinishSignIn {
        attempt: id,
        revision: grant.revision(),
        evidence: grant.evidence().to_vec(),
        session: NewPortalSession { token, expires, origin: visitor.origin() },
        now,
        notes: notes(portal, visitor, standing, grant, now).await?,
    };
    match portal.storage.finish_sign_in(request).await? {
        FinishSignInOutcome::Opened => {}
        FinishSignInOutcome::Gone => return Err(Fault::Expired),
        // Something about the person changed in this very moment: judged anew when the page is asked for again.
        FinishSignInOutcome::Moved => return Ok(redirect(&next.after(VERIFY))),
    }
    portal.mail_waits.notify_one();
    let language = visitor.language.tag();
    if standing.person.language.as_deref() != Some(language) {
        portal.storage.set_language(standing.person.id, language).await?;
    }
    guess::complete(portal, visitor, standing).await?;
    let mut response = redirect(if grant.scope() == Scope::Full { next.as_str() } else { "/security-info" });
    let headers = response.headers_mut();
    cookies::keep(headers, cookies::SESSION, &text);
    cookies::forget(headers, cookies::ATTEMPT);
    if grant.scope() == Scope::Full
        && let Some(known) = Known::of(visitor).with(portal, standing)
    {
        cookies::keep_long(headers, cookies::KNOWN, &known);
    }
    Ok(response)
}

/// Told by mail: a recovery code was used, or a browser nobody knows came in.
async fn notes(
    portal: &Portal,
    visitor: &Visitor,
    standing: &Standing,
    grant: &Grant,
    now: u64,
) -> Result<regain_storage::portal::Notes, Fault> {
    let by_code = grant.evidence().iter().any(|evidence| evidence.kind == MethodKind::RecoveryCodes);
    let act = if by_code { Act::RecoveryCodeUsed } else { Act::SignedIn };
    let note = Note::own(act, standing.person.id, grant.evidence());
    let known = Known::of(visitor).id(portal, standing).is_some();
    if known && !by_code { Ok(note.quiet(visitor, now)) } else { note.told(portal, visitor, now).await }
}
