//! Things that are good once: bound to a person and a purpose, kept as hashes, consumed by one conditional statement.

use super::{MethodId, PersonId, ThingHash};
use crate::Pending;

/// What a one-time thing is for. The numbers are stored: frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Purpose {
    /// The link of an invitation.
    Invitation = 1,
    /// A recovery code.
    RecoveryCode = 2,
    /// A temporary access pass.
    Pass = 3,
    /// The code in the QR code of an authenticator to be added.
    Enrolment = 4,
    /// The mailed link that takes back "report lost".
    Resume = 5,
    /// The mailed link that confirms an address.
    ConfirmAddress = 6,
}

/// A thing to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewOneTime {
    /// Its hash.
    pub hash: ThingHash,
    /// Whose.
    pub person: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// The method it belongs to and goes with.
    pub method: Option<MethodId>,
    /// From when on it is no good, ms; `None`: as long as its method is there.
    pub expires: Option<u64>,
    /// How often it is good; `None`: as often as one likes until it expires (passes only).
    pub uses: Option<u32>,
}

/// A thing as it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OneTimeRow {
    /// Whose.
    pub person: PersonId,
    /// The method it belongs to.
    pub method: Option<MethodId>,
    /// From when on it is no good, ms.
    pub expires: Option<u64>,
}

/// Use a thing.
#[derive(Debug, Clone, Copy)]
pub struct TakeOneTime {
    /// Its hash.
    pub hash: ThingHash,
    /// Who uses it.
    pub person: PersonId,
    /// What for.
    pub purpose: Purpose,
    /// When, ms.
    pub now: u64,
}

/// A thing that was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taken {
    /// The method it belongs to.
    pub method: Option<MethodId>,
}

/// One-time things.
pub trait OneTimes {
    /// Keeps a thing. `false`: its hash is known.
    fn put_one_time(&self, thing: NewOneTime) -> Pending<'_, bool>;

    /// Looks at a thing that is still good, and uses nothing: what opening a link in a mail does.
    fn one_time(&self, hash: ThingHash, purpose: Purpose, now: u64) -> Pending<'_, Option<OneTimeRow>>;

    /// Uses a thing, if it is this person's, for this purpose, still good, and its method is in use (suspended, for [`Purpose::Resume`]): of many at
    /// once one gets it.
    fn take_one_time(&self, request: TakeOneTime) -> Pending<'_, Option<Taken>>;

    /// Forgets all things of a person for this purpose: a new invitation takes the place of the one before. How many.
    fn forget_one_times(&self, person: PersonId, purpose: Purpose) -> Pending<'_, u64>;
}
