//! The everyday sync as a state machine: sign in, pull, check, push.
//!
//! One [`Sync`] is one run. It holds only where it is; everything that must survive lies in the [`Replica`], which the
//! driver persists after every step. A run may therefore end anywhere, by a kill or a broken network, and the next one goes on.

mod plan;
mod pull;
mod push;
mod removed;
mod sign_in;

pub use plan::may_say;

use rand_core::{CryptoRng, RngCore};
use regain_log::{Control, Hash, Head, MemberId};
use regain_protocol::ProblemCode;

use crate::replica::{Intent, Replica};
use crate::{Checks, Env, Finding, Membership, Request, Response, SyncError};

/// What the driver brings.
pub enum Input {
    /// Begin.
    Begin,
    /// The service answered the last request.
    Answer(Response),
}

/// What the driver does next.
pub enum Output {
    /// Persist the replica, then send this, then step with the answer. When it can't be sent the run is over; nothing is lost.
    Send(Request),
    /// Persist the replica. The run is over.
    Done(Result<Report, SyncError>),
}

/// What a run did.
#[derive(Debug, Default)]
pub struct Report {
    /// Entries taken from the service.
    pub pulled: usize,
    /// Accounts and other records that came or changed.
    pub changed: usize,
    /// Edits that are now durable at the service.
    pub pushed: usize,
    /// What others did about members, in order: who and what.
    pub events: Vec<(MemberId, Control)>,
    /// What this device wanted to say about members and has no right to (any more). It is not tried again.
    pub unsaid: Vec<Intent>,
}

/// One run.
pub struct Sync {
    phase: Phase,
    checks: Checks,
    /// The person agreed that many accounts go.
    consent: bool,
    /// A session was made in this run: a second refusal is final.
    renewed: bool,
    races: u32,
    /// The head when the last request was made. Another process of this device may move on before the answer comes.
    asked: Head,
    /// The service refused an entry in this run: records alone are tried now, and this is said at the end.
    refused: Option<SyncError>,
    report: Report,
}

enum Phase {
    Begin,
    Challenge,
    Session,
    Pull,
    Whole,
    Status,
    /// An attempt is on its way: the hash of its frames.
    Push {
        frames: Hash,
    },
}

/// Lost races after which a run gives up.
const MAX_RACES: u32 = 16;

impl Default for Sync {
    fn default() -> Self {
        Self::new(false, Checks::default())
    }
}

impl Sync {
    /// A run. `consent`: the person has agreed that many accounts go at once.
    pub fn new(consent: bool, checks: Checks) -> Self {
        Self {
            phase: Phase::Begin,
            checks,
            consent,
            renewed: false,
            races: 0,
            asked: Head { number: 0, hash: Hash::ZERO },
            refused: None,
            report: Report::default(),
        }
    }

    /// One step. See [`Output`] for what the driver owes before it goes on.
    pub fn step<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        input: Input,
        env: &mut Env<'_, R>,
    ) -> Output {
        match self.advance(replica, input, env) {
            Ok(Some(request)) => Output::Send(request),
            Ok(None) => {
                if let Some(membership) = &mut replica.membership {
                    membership.finding = None;
                    membership.last_contact = env.now;
                }
                Output::Done(Ok(std::mem::take(&mut self.report)))
            }
            Err(error) => {
                if let (SyncError::Finding(finding), Some(membership)) = (&error, &mut replica.membership) {
                    membership.finding = Some((finding.code().to_owned(), finding.to_string()));
                }
                Output::Done(Err(error))
            }
        }
    }

    fn advance<R: RngCore + CryptoRng>(
        &mut self,
        replica: &mut Replica,
        input: Input,
        env: &mut Env<'_, R>,
    ) -> Result<Option<Request>, SyncError> {
        let response = match input {
            Input::Begin => return self.begin(replica),
            Input::Answer(response) => response,
        };
        match response.problem().map(|problem| problem.code) {
            Some(ProblemCode::SignInRequired) if !self.renewed => return self.sign_in(replica),
            Some(ProblemCode::MemberRemoved) => {
                let gone = removed::prove(replica, &response, &self.checks)?;
                return removed::take(replica, gone);
            }
            _ => {}
        }
        match self.phase {
            Phase::Begin => self.begin(replica),
            Phase::Challenge => self.answer_challenge(replica, &response).map(Some),
            Phase::Session => {
                sign_in::take_session(replica, &response)?;
                self.begin(replica)
            }
            Phase::Pull => self.take_pull(replica, &response, env),
            Phase::Whole => self.take_whole(replica, &response, env),
            Phase::Status => self.take_status(replica, &response, env),
            Phase::Push { frames } => self.take_push(replica, &response, frames, env),
        }
    }

    /// Signs in, or sends an interrupted attempt's very bytes again, or pulls.
    fn begin(&mut self, replica: &mut Replica) -> Result<Option<Request>, SyncError> {
        if membership(replica)?.token.is_none() {
            return self.sign_in(replica);
        }
        let membership = membership(replica)?;
        let again = self.send_attempt(membership);
        Ok(Some(again.unwrap_or_else(|| self.pull(membership))))
    }
}

pub(crate) fn membership(replica: &mut Replica) -> Result<&mut Membership, SyncError> {
    replica.membership.as_mut().ok_or(SyncError::NoBackup)
}

/// The service may not show less than this device has seen, nor something else.
fn require_not_behind(known: Head, served: Head, checks: &Checks) -> Result<(), Finding> {
    if !checks.rollback {
        return Ok(());
    }
    if served.number < known.number {
        return Err(Finding::Rollback { known: known.number, served: served.number });
    }
    if served.number == known.number && served.hash != known.hash {
        return Err(Finding::Fork { number: known.number });
    }
    Ok(())
}
