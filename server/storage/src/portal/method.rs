//! How a person proves to be that person.

use super::{Change, NewOneTime, Notes, PersonId, TakeOneTime};
use crate::Pending;

/// A method's id, random. A password has one too, and a new one each time it is changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MethodId(pub [u8; 16]);

/// Kinds of methods, and so of evidence. The numbers are stored: frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum MethodKind {
    /// The password.
    Password = 1,
    /// An approval by the Regain app, by a key bound to its device, with the number typed.
    Approval = 2,
    /// A code of an authenticator app.
    Code = 3,
    /// A passkey or security key, always with user verification.
    Passkey = 4,
    /// The set of recovery codes.
    RecoveryCodes = 5,
    /// A temporary access pass.
    Pass = 6,
}

impl MethodKind {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Password, Self::Approval, Self::Code, Self::Passkey, Self::RecoveryCodes, Self::Pass];

    /// By its stored number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| *kind as u8 == number)
    }

    /// An everyday second factor: what counts when methods are counted.
    pub fn is_everyday(self) -> bool {
        matches!(self, Self::Approval | Self::Code | Self::Passkey)
    }
}

/// Where a method is in its life. The numbers are stored: frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum MethodState {
    /// Added, and not yet proven once.
    Waiting = 1,
    /// In use.
    Live = 2,
    /// Reported lost, or guessed at too often.
    Suspended = 3,
}

impl MethodState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Live, Self::Suspended];

    /// By its stored number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *state as u8 == number)
    }
}

/// A method as stored, without its secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MethodRow {
    /// The id.
    pub id: MethodId,
    /// The kind.
    pub kind: MethodKind,
    /// Where it is in its life.
    pub state: MethodState,
    /// The name its owner gave it.
    pub name: String,
    /// When it was added, ms.
    pub added: u64,
    /// When it last proved something, ms.
    pub last_used: Option<u64>,
    /// From when on it proves nothing any more, ms: passes only.
    pub ends: Option<u64>,
    /// Until when a session opened by it is limited, ms, because it was added in a session that had used a recovery code.
    pub limited_until: Option<u64>,
    /// Since when it is suspended, ms.
    pub suspended: Option<u64>,
    /// Which method goes when this one goes live.
    pub replaces: Option<MethodId>,
    /// One-time things left that are bound to it: recovery codes, or the uses of a pass (at least one, when it may be used often).
    pub left: u64,
}

/// A method to add.
#[derive(Clone)]
pub struct NewMethod {
    /// The id.
    pub id: MethodId,
    /// The kind. Of a password, a set of recovery codes and a pass a person has one: a new one replaces it, with its one-time things.
    pub kind: MethodKind,
    /// [`MethodState::Waiting`] for what must succeed once first.
    pub state: MethodState,
    /// Its name.
    pub name: String,
    /// A password's hash, a public key, a sealed seed; empty when there is none.
    pub secret: Vec<u8>,
    /// From when on it proves nothing any more, ms.
    pub ends: Option<u64>,
    /// Until when a session opened by it is limited, ms.
    pub limited_until: Option<u64>,
}

/// Add a method.
#[derive(Clone)]
pub struct AddMethod {
    /// Whose.
    pub person: PersonId,
    /// The revision it was decided on.
    pub revision: u64,
    /// The method.
    pub method: NewMethod,
    /// One-time things that come with it and go with it: recovery codes, or the pass.
    pub things: Vec<NewOneTime>,
    /// What is used by it, and belongs to no method: the link of an invitation, by the first password.
    pub taking: Option<TakeOneTime>,
    /// When, ms.
    pub now: u64,
    /// What is written with it.
    pub notes: Notes,
}

/// What happens to a method.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum MethodChange {
    /// It waited and is in use; what it replaces goes. An invited person is an active one from here on when it is an everyday method.
    GoLive {
        /// What it replaces.
        replacing: Option<MethodId>,
    },
    /// It gets a name.
    Rename(String),
    /// It is asked for first.
    MakeDefault,
    /// It was in use and proves nothing until it is resumed.
    Suspend,
    /// It was suspended and is in use again.
    Resume,
    /// It goes.
    Remove,
}

/// Change a method.
#[derive(Clone)]
pub struct ChangeMethod {
    /// Whose.
    pub person: PersonId,
    /// The revision it was decided on.
    pub revision: u64,
    /// The method.
    pub method: MethodId,
    /// What happens to it.
    pub change: MethodChange,
    /// What is used by it, and belongs to this method: the link that takes back "report lost".
    pub taking: Option<TakeOneTime>,
    /// When, ms.
    pub now: u64,
    /// What is written with it.
    pub notes: Notes,
}

/// Remove all methods of some kinds and end all sessions and attempts: the person registers anew.
#[derive(Clone)]
pub struct RemoveMethods {
    /// Whose.
    pub person: PersonId,
    /// The revision it was decided on.
    pub revision: u64,
    /// Which kinds.
    pub kinds: Vec<MethodKind>,
    /// What is written with it.
    pub notes: Notes,
}

/// Methods. A method is always asked for together with its person: an id alone opens nothing.
pub trait Methods {
    /// Adds a method. [`Change::Moved`] also when what is used by it is no good.
    fn add_method(&self, request: AddMethod) -> Pending<'_, Change>;

    /// Changes a method. [`Change::Moved`] also when it is not this person's, or not in the state the change starts from, or
    /// what is used by it is no good. Sessions that rest on a pass end with it.
    fn change_method(&self, request: ChangeMethod) -> Pending<'_, Change>;

    /// Removes methods for registering anew.
    fn remove_methods(&self, request: RemoveMethods) -> Pending<'_, Change>;

    /// The secret of a method of this person.
    fn method_secret(&self, person: PersonId, method: MethodId) -> Pending<'_, Option<Vec<u8>>>;

    /// Accepts a code's time step, if it is later than any accepted before (RFC 6238 §5.2): of two sign-ins with one code, one gets
    /// `true`.
    fn accept_step(&self, person: PersonId, method: MethodId, step: u64) -> Pending<'_, bool>;

    /// Accepts a passkey's signature counter, if it is higher than any accepted before, or if both are 0, which authenticators without a
    /// counter always say (WebAuthn Level 3 §7.2, step 22).
    fn accept_count(&self, person: PersonId, method: MethodId, count: u32) -> Pending<'_, bool>;
}
