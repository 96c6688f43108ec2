//! Proving a factor: in an attempt to sign in, or again in a session. The same verifiers, and one place that says where the evidence goes.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use regain_http::token;
use regain_storage::portal::{Evidence, MethodKind, PersonState, ThingHash};

use crate::Standing;
use crate::acts::Act;
use crate::fault::Fault;
use crate::guess;
use crate::notes::Note;
use crate::page::redirect;
use crate::session::{Action, SessionRefusal, permit};
use crate::sign_in::{Attempt, Judgement, StepRefusal, judge, may_try, record};
use crate::state::{Portal, Shared};
use crate::visit::{Enrolling, Me, Next, Visitor, cookies};

/// Where evidence goes.
pub enum Place {
    /// Into an attempt to sign in.
    Attempt {
        /// SHA-256 of its id.
        id: ThingHash,
        /// What was proven in it.
        attempt: Attempt,
    },
    /// Into a session, whose second factor has become too old.
    Session {
        /// SHA-256 of its token.
        token: ThingHash,
    },
}

/// Somebody who proves something.
pub struct Proving {
    /// The browser.
    pub visitor: Visitor,
    /// The person and the methods, as they are now.
    pub standing: Standing,
    /// Where evidence goes.
    pub place: Place,
    /// What could be proven now.
    pub options: Vec<MethodKind>,
    /// When it was loaded, ms.
    pub now: u64,
}

/// Paths under this one prove again in a session; all others belong to an attempt.
pub const STEP_UP: &str = "/step-up";
/// Where an attempt goes on.
pub const VERIFY: &str = "/sign-in/verify";

impl Proving {
    /// The page that offers what can be proven.
    pub fn base(&self) -> &'static str {
        match self.place {
            Place::Attempt { .. } => VERIFY,
            Place::Session { .. } => STEP_UP,
        }
    }

    /// Whether this kind may be tried here. Asked before a secret is looked at, a number is shown, or a phone is asked.
    pub fn may_try(&self, kind: MethodKind) -> Result<(), Fault> {
        if self.options.contains(&kind) {
            return Ok(());
        }
        Err(match &self.place {
            Place::Attempt { attempt, .. } => match may_try(attempt, kind, &self.standing, self.now) {
                Err(StepRefusal::Over) => Fault::Expired,
                _ => Fault::Moved,
            },
            Place::Session { .. } => Fault::Moved,
        })
    }

    /// Adds what a verifier has just proven, and goes on: to the next step, into a session, or back to where a second factor was asked for.
    pub async fn proved(&self, portal: &Portal, evidence: Evidence, next: &Next) -> Result<Response, Fault> {
        match &self.place {
            Place::Attempt { id, attempt } => {
                record(attempt, evidence, &self.standing, portal.now()).map_err(|_| Fault::Moved)?;
                if !portal.storage.add_evidence(*id, evidence).await? {
                    return Err(Fault::Expired);
                }
            }
            Place::Session { token } => {
                if !portal.storage.step_up(*token, evidence).await? {
                    return Err(Fault::Expired);
                }
            }
        }
        self.go_on(portal, next).await
    }

    /// Goes on with whatever stands in the attempt or session now.
    pub async fn go_on(&self, portal: &Portal, next: &Next) -> Result<Response, Fault> {
        match &self.place {
            Place::Attempt { id, .. } => {
                crate::pages::sign_in::finish(portal, &self.visitor, *id, next).await
            }
            Place::Session { .. } => {
                guess::complete(portal, &self.visitor, &self.standing).await?;
                let note = Note::own(Act::SteppedUp, self.standing.person.id, &[]);
                portal.storage.append_audit(note.line(&self.visitor, portal.now())).await?;
                Ok(redirect(next.as_str()))
            }
        }
    }
}

impl FromRequestParts<Shared> for Proving {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Shared) -> Result<Self, Fault> {
        let visitor = Visitor::of(portal, parts);
        if visitor.path.starts_with(STEP_UP) {
            let Enrolling(me) = Enrolling::from_request_parts(parts, portal).await?;
            Ok(in_session(me))
        } else {
            in_attempt(portal, visitor).await
        }
    }
}

fn in_session(me: Me) -> Proving {
    // What the gate asks for, whether it asks now or not: proving again early is no harm.
    let far = me.now.saturating_add(crate::session::STEP_UP_MS);
    let facts = crate::session::SessionFacts { expires: u64::MAX, ..me.facts.clone() };
    let options = match permit(&facts, Action::AddMethod, &me.standing, far) {
        Err(SessionRefusal::StepUp(options)) => options,
        _ => Vec::new(),
    };
    let Me { visitor, standing, token, now, .. } = me;
    Proving { visitor, standing, place: Place::Session { token }, options, now }
}

async fn in_attempt(portal: &Portal, visitor: Visitor) -> Result<Proving, Fault> {
    let now = portal.now();
    let cookie = visitor.cookie(cookies::ATTEMPT).ok_or(Fault::Expired)?;
    let id = token::hash_of_text(&cookie).ok_or(Fault::Expired)?;
    let (attempt, standing) = attempt_of(portal, id, now).await?;
    let options = match judge(&attempt, &standing, now) {
        Judgement::Needs(options) => options,
        Judgement::Ends(_) => Vec::new(),
    };
    Ok(Proving { visitor, standing, place: Place::Attempt { id, attempt }, options, now })
}

/// An attempt that is not over, and the person it is about, both as they stand in the store now.
pub async fn attempt_of(portal: &Portal, id: ThingHash, now: u64) -> Result<(Attempt, Standing), Fault> {
    let row = portal.storage.sign_in(id, now).await?.ok_or(Fault::Expired)?;
    let attempt = Attempt { person: row.person, started: row.started, evidence: row.evidence };
    let person = attempt.person.ok_or(Fault::Expired)?;
    let (person, methods) = portal.storage.person(person, now).await?.ok_or(Fault::Expired)?;
    if person.state == PersonState::Disabled {
        return Err(Fault::Expired);
    }
    Ok((attempt, Standing { person, methods }))
}
