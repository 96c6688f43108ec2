//! Requests that wait for an approval by the app.
//!
//! The number is kept as it is: of two to eight digits a hash would hide nothing, a page that is loaded again shows it again, and whoever
//! reads it here has no key to approve with.

use super::{Evidence, MessageId, MethodId, Notes, PersonId, ThingHash};
use crate::Pending;

/// How long a request is kept after its end, ms, so that "It wasn't me" still finds it: a day.
pub const REQUEST_KEPT_MS: u64 = 24 * 60 * 60 * 1000;

/// A request's id, random.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequestId(pub [u8; 16]);

/// Who asks, and so what an approval is added to. A request can be answered as long as that lasts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Asked {
    /// A session, for the test that makes this waiting method usable.
    Enrolment {
        /// The session.
        session: ThingHash,
        /// The method that is tested.
        method: MethodId,
    },
    /// An attempt to sign in.
    SignIn(ThingHash),
    /// A session, for a recent second factor.
    StepUp(ThingHash),
    /// The mailed link that takes back "report lost" ([`super::Purpose::Resume`]), used by the approval.
    Resume {
        /// The link.
        link: ThingHash,
        /// The method that was reported.
        method: MethodId,
    },
}

impl Asked {
    /// The hash by which the asker is known.
    pub fn asker(&self) -> ThingHash {
        match self {
            Self::Enrolment { session: hash, .. }
            | Self::SignIn(hash)
            | Self::StepUp(hash)
            | Self::Resume { link: hash, .. } => *hash,
        }
    }
}

/// What a person who decides is shown, and what is typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestTexts {
    /// What is signed in to.
    pub application: String,
    /// Where from.
    pub place: Option<String>,
    /// The browser, as it names itself.
    pub browser: Option<String>,
    /// The number that stands in the browser.
    pub number: String,
}

/// Open a request. How often is for the caller's budgets.
#[derive(Debug, Clone)]
pub struct OpenRequest {
    /// The id.
    pub id: RequestId,
    /// Of whom.
    pub person: PersonId,
    /// Who asks.
    pub asked: Asked,
    /// What is shown.
    pub texts: RequestTexts,
    /// When it ends, ms.
    pub expires: u64,
    /// When, ms.
    pub now: u64,
}

/// What came of opening a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenRequestOutcome {
    /// It waits; the asker's own one before is over.
    Opened,
    /// Somebody else's request waits: there is never a second.
    Pending,
    /// "It wasn't me" was said: not before this time, ms. A test of a new method and the way back from "report lost" are not paused.
    Paused(u64),
    /// The asker is over, or is not this person's, or the method is not as it must be.
    Gone,
}

/// How a request ended, or that it didn't. The numbers are stored: frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum RequestState {
    /// It waits for an answer.
    Waiting = 1,
    /// It was approved.
    Approved = 2,
    /// Another number was typed.
    WrongNumber = 3,
    /// It was denied.
    Denied = 4,
    /// "It wasn't me."
    Reported = 5,
    /// Nobody answered in time, the asker asked anew, or is over.
    Over = 6,
}

impl RequestState {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Waiting, Self::Approved, Self::WrongNumber, Self::Denied, Self::Reported, Self::Over];

    /// By its stored number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *state as u8 == number)
    }
}

/// A request as it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RequestRow {
    /// The id.
    pub id: RequestId,
    /// Of whom.
    pub person: PersonId,
    /// Who asks.
    pub asked: Asked,
    /// What is shown.
    pub texts: RequestTexts,
    /// When it was opened, ms.
    pub created: u64,
    /// When it ends, ms.
    pub expires: u64,
    /// How it stands now.
    pub state: RequestState,
    /// By which method it was answered, and when, ms.
    pub answered: Option<(MethodId, u64)>,
}

/// What a person decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Yes, with the number that was typed.
    Approve(String),
    /// No.
    Deny,
    /// "It wasn't me": no request is opened for this person before then, ms.
    Report {
        /// Until when.
        pause_until: u64,
    },
}

/// Answer a request, by a message whose signature was verified.
#[derive(Clone)]
pub struct AnswerRequest {
    /// Whose method answers.
    pub person: PersonId,
    /// The method whose key signed.
    pub method: MethodId,
    /// The request.
    pub request: RequestId,
    /// The decision.
    pub decision: Decision,
    /// The message's own id.
    pub message: MessageId,
    /// When, ms.
    pub now: u64,
    /// What is written when it ends as decided.
    pub notes: Notes,
    /// What is written when the number was another.
    pub on_wrong_number: Notes,
}

/// What came of an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answered {
    /// The request ended so; never [`RequestState::Waiting`] or [`RequestState::Over`].
    Ended(RequestState),
    /// This message was accepted before.
    Replayed,
    /// The request is over, or was never this method's, or the method is not in use.
    NotOpen,
}

/// Requests for approvals.
pub trait ApprovalRequests {
    /// Opens a request. At most one waits for a person. A test of a new method and the way back from "report lost" end whatever else
    /// waits, because a thief of a password could otherwise keep their owner from both.
    fn open_request(&self, request: OpenRequest) -> Pending<'_, OpenRequestOutcome>;

    /// What waits for this method: its own test, or anything but other methods' tests when it is in use.
    fn waiting_request(
        &self,
        person: PersonId,
        method: MethodId,
        now: u64,
    ) -> Pending<'_, Option<RequestRow>>;

    /// The newest request of an asker, over or not: what the browser that asked looks at.
    fn request_of(&self, asker: ThingHash, now: u64) -> Pending<'_, Option<RequestRow>>;

    /// A request of this person, over or not.
    fn request(&self, person: PersonId, id: RequestId, now: u64) -> Pending<'_, Option<RequestRow>>;

    /// Answers a request: of many answers at once one counts. The message is accepted once. In the same operation an approval becomes [`Evidence`]
    /// where it was asked for, and the method is seen; a tested method goes live, in the place of what it replaces (an invited person is
    /// an active one from here on when it is the first); a reported one is in use again and its link used. A wrong number ends the request. A report is
    /// taken of a request that is over as well, and ends the attempt or session that asked.
    fn answer_request(&self, answer: AnswerRequest) -> Pending<'_, Answered>;
}

impl AnswerRequest {
    /// What an approval proves.
    pub fn evidence(&self) -> Evidence {
        Evidence { kind: super::MethodKind::Approval, method: self.method, at: self.now }
    }
}
