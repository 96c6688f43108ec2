//! Requests of a portal: what waits, and its answer: approved by the number typed, denied, or "It wasn't me".

use rand_core::{CryptoRng, RngCore};
use regain_protocol::limit::portal::{DIGITS_MAX, DIGITS_MIN};
use regain_protocol::portal::{
    Answer, Answered, Decision, MatchNumber, Opening, Pending, PendingRequest, PortalSession,
};
use regain_protocol::{ProblemCode, path};
use zeroize::Zeroizing;

use crate::portal::{Contact, PortalError, PortalRequest, Unsigned, read};
use crate::replica::{Binding, Holding, Replica};
use crate::{Env, Request, Response};

/// The portal of an enrolment is asked what it is, and what time.
pub struct Calling {
    binding: Binding,
}

/// It answered.
pub struct Reached {
    binding: Binding,
    contact: Contact,
}

/// A session is asked for.
pub struct SigningIn {
    binding: Binding,
    contact: Contact,
}

/// A session: it reads requests and nothing else. Kept in memory only.
pub struct Session {
    binding: Binding,
    contact: Contact,
    token: Zeroizing<String>,
}

/// A request that waits for the person.
pub struct Waiting {
    binding: Binding,
    contact: Contact,
    request: PendingRequest,
}

/// An answer is on its way.
pub struct Answering {
    binding: Binding,
    request: PendingRequest,
    is_approval: bool,
}

/// Starts for one enrolment: [`Replica::approvals`] has them all.
pub fn start(holding: &Holding) -> (Calling, PortalRequest) {
    let binding = holding.binding.clone();
    let request = Contact::ask(&binding.portal);
    (Calling { binding }, request)
}

impl Calling {
    /// Reads what the portal is. `now` is ms since the Unix epoch.
    pub fn answer(self, response: &Response, now: u64) -> Result<Reached, PortalError> {
        let contact = Contact::read(self.binding.portal.clone(), response, now)?;
        Ok(Reached { binding: self.binding, contact })
    }
}

impl Reached {
    /// How far the portal's clock is ahead of this device's, seconds: said where codes would fail by it.
    pub fn seconds_ahead(&self) -> i64 {
        self.contact.seconds_ahead()
    }

    /// Asks for a session.
    pub fn sign_in<R: RngCore + CryptoRng>(self, env: &mut Env<'_, R>) -> Unsigned<SigningIn> {
        let Self { binding, contact } = self;
        let portal = binding.portal.clone();
        let claims = Opening::new(contact.stamp(env), binding.method.clone());
        Unsigned::new(&portal, path::portal::SESSION, &claims, SigningIn { binding, contact })
    }
}

impl SigningIn {
    /// A session says that the key counts, also after a test approval whose answer was lost; a key that is over says "Action required".
    pub fn answer(
        self,
        response: &Response,
        replica: &mut Replica,
        now: u64,
    ) -> Result<Session, PortalError> {
        let session: PortalSession = note_end(read(response), &self.binding, replica, now)?;
        replica.usable(&self.binding, now)?;
        Ok(Session { binding: self.binding, contact: self.contact, token: Zeroizing::new(session.token) })
    }
}

impl Session {
    /// Asks what waits.
    pub fn look(&self) -> PortalRequest {
        self.ask(path::portal::REQUESTS)
    }

    /// Asks to be told when to look: server-sent events, each of which means "look again".
    pub fn listen(&self) -> PortalRequest {
        self.ask(path::portal::EVENTS)
    }

    /// Reads what waits.
    pub fn looked(&mut self, response: &Response, now: u64) -> Result<Option<Waiting>, PortalError> {
        let pending: Pending = read(response)?;
        self.contact.set_time(pending.time, now);
        let Some(request) = pending.request else { return Ok(None) };
        Waiting::new(self.binding.clone(), self.contact.clone(), request).map(Some)
    }

    fn ask(&self, path: &str) -> PortalRequest {
        PortalRequest {
            portal: self.binding.portal.clone(),
            request: Request::get(path).with_token(&self.token),
        }
    }
}

impl Waiting {
    pub(super) fn new(
        binding: Binding,
        contact: Contact,
        request: PendingRequest,
    ) -> Result<Self, PortalError> {
        if !(DIGITS_MIN..=DIGITS_MAX).contains(&request.digits) {
            return Err(PortalError::Digits(request.digits));
        }
        Ok(Self { binding, contact, request })
    }

    /// What is asked.
    pub fn request(&self) -> &PendingRequest {
        &self.request
    }

    /// Of whom.
    pub fn binding(&self) -> &Binding {
        &self.binding
    }

    /// When it was made, ms since the Unix epoch by this device's clock.
    pub fn created(&self) -> u64 {
        self.contact.here(self.request.created)
    }

    /// When it ends, likewise.
    pub fn ends(&self) -> u64 {
        self.contact.here(self.request.expires)
    }

    /// How long it lasts, ms; nothing once it ended.
    pub fn left(&self, now: u64) -> Option<u64> {
        self.request.expires.checked_sub(self.contact.time(now)).filter(|left| *left > 0)
    }

    /// Yes, with the number that stands in the browser. What can't be the number costs nothing; a wrong one ends the request.
    pub fn approve<R: RngCore + CryptoRng>(
        &self,
        number: &str,
        env: &mut Env<'_, R>,
    ) -> Result<Unsigned<Answering>, PortalError> {
        self.decide(Decision::Approve(MatchNumber::typed(number, self.request.digits)?), env)
    }

    /// No.
    pub fn deny<R: RngCore + CryptoRng>(
        &self,
        env: &mut Env<'_, R>,
    ) -> Result<Unsigned<Answering>, PortalError> {
        self.decide(Decision::Deny, env)
    }

    /// "It wasn't me": ends it, pauses more, tells the organisation. Also when the request has ended: somebody asked.
    pub fn report<R: RngCore + CryptoRng>(&self, env: &mut Env<'_, R>) -> Unsigned<Answering> {
        self.sign(Decision::Report, env)
    }

    fn decide<R: RngCore + CryptoRng>(
        &self,
        decision: Decision,
        env: &mut Env<'_, R>,
    ) -> Result<Unsigned<Answering>, PortalError> {
        self.left(env.now).ok_or(PortalError::Ended)?;
        Ok(self.sign(decision, env))
    }

    fn sign<R: RngCore + CryptoRng>(&self, decision: Decision, env: &mut Env<'_, R>) -> Unsigned<Answering> {
        let Binding { portal, method } = &self.binding;
        let then = Answering {
            binding: self.binding.clone(),
            request: self.request.clone(),
            is_approval: matches!(decision, Decision::Approve(_)),
        };
        let claims = Answer::new(self.contact.stamp(env), method.clone(), self.request.id.clone(), decision);
        Unsigned::new(portal, path::portal::of_request(&self.request.id), &claims, then)
    }
}

impl Answering {
    /// The portal took it, or said why not. [`ProblemCode::WrongNumber`] and [`ProblemCode::RequestEnded`] end the request.
    pub fn answer(self, response: &Response, replica: &mut Replica, now: u64) -> Result<(), PortalError> {
        note_end(self.read(response), &self.binding, replica, now)
    }

    pub(super) fn binding(&self) -> &Binding {
        &self.binding
    }

    pub(super) fn is_approval(&self) -> bool {
        self.is_approval
    }

    pub(super) fn read(&self, response: &Response) -> Result<(), PortalError> {
        let answered: Answered = read(response)?;
        if answered.request == self.request.id { Ok(()) } else { Err(PortalError::OtherRequest) }
    }
}

/// Notes that a key is over where the portal says so.
fn note_end<T>(
    result: Result<T, PortalError>,
    binding: &Binding,
    replica: &mut Replica,
    now: u64,
) -> Result<T, PortalError> {
    if let Err(error) = &result
        && error.code() == Some(ProblemCode::MethodEnded)
    {
        replica.unusable(binding, now)?;
    }
    result
}
