//! Keys of the app: how one is enrolled, and the sessions by which it reads its requests.

use super::{MessageId, MethodId, NewOneTime, Notes, OpenRequest, PersonId, ThingHash};
use crate::Pending;

/// Make an enrolment code. Whether the session permits it was decided just before.
#[derive(Debug, Clone)]
pub struct OfferEnrolment {
    /// The code, of [`super::Purpose::Enrolment`], good once.
    pub code: NewOneTime,
    /// The session that shows it. The code is good as long as that lasts.
    pub session: ThingHash,
    /// Which method goes when the new one is live.
    pub replacing: Option<MethodId>,
    /// Until when a session opened by the new method is limited, ms.
    pub limited_until: Option<u64>,
    /// When, ms.
    pub now: u64,
}

/// A code as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EnrolmentRow {
    /// Whose.
    pub person: PersonId,
    /// The session that shows it.
    pub session: ThingHash,
    /// From when on it is no good, ms.
    pub expires: u64,
    /// The method that came of it.
    pub method: Option<MethodId>,
}

/// Use a code: add a method, waiting for the test that is opened with it.
#[derive(Clone)]
pub struct Enrol {
    /// The code.
    pub code: ThingHash,
    /// The message's own id.
    pub message: MessageId,
    /// The method's name.
    pub name: String,
    /// The public key.
    pub key: Vec<u8>,
    /// The test. It must ask for an enrolment, by the session that shows the code; its method is the new one's id.
    pub test: OpenRequest,
    /// What is written with it.
    pub notes: Notes,
}

/// What came of using a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EnrolOutcome {
    /// The method waits for its test.
    Enrolled,
    /// This message was accepted before.
    Replayed,
    /// The code was used, is too old, or never was, or its session is over.
    Ended,
}

/// Open a session of a method.
#[derive(Debug, Clone)]
pub struct OpenAppSession {
    /// SHA-256 of its token.
    pub token: ThingHash,
    /// Whose method.
    pub person: PersonId,
    /// The method.
    pub method: MethodId,
    /// From when on it is over, ms.
    pub expires: u64,
    /// The message's own id.
    pub message: MessageId,
    /// When, ms.
    pub now: u64,
}

/// What came of opening a session of a method.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppSessionOutcome {
    /// It is open.
    Opened,
    /// This message was accepted before.
    Replayed,
    /// There is no such approval method, or it has nothing to read: it is not in use, and no request asks for its way back.
    Ended,
}

/// Keys of the app.
pub trait AppKeys {
    /// Makes an enrolment code. `false`: its hash is known, or the session is over or another person's.
    fn offer_enrolment(&self, request: OfferEnrolment) -> Pending<'_, bool>;

    /// What became of a code, by the session that shows it. `None`: there is none, or it has expired and was swept.
    fn enrolment(&self, session: ThingHash, code: ThingHash) -> Pending<'_, Option<EnrolmentRow>>;

    /// A code that can still be used: for whoever has the code, which is the right to use it.
    fn enrolment_by_code(&self, code: ThingHash, now: u64) -> Pending<'_, Option<EnrolmentRow>>;

    /// Uses a code: of many at once one does. The person's revision is raised, and not compared: what was decided was decided when the code
    /// was made, and lasts as long as its session.
    fn enrol(&self, request: Enrol) -> Pending<'_, EnrolOutcome>;

    /// Opens a session of a method.
    fn open_app_session(&self, request: OpenAppSession) -> Pending<'_, AppSessionOutcome>;

    /// Whose session it is, if it is not over. Sessions go with their method, and rest while it is suspended and nothing asks for its
    /// way back.
    fn app_session(&self, token: ThingHash, now: u64) -> Pending<'_, Option<(PersonId, MethodId)>>;
}
