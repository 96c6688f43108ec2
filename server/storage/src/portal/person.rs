//! Who may sign in.

use super::{MethodId, MethodRow, Notes, ThingHash};
use crate::Pending;

/// A person's id, random.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonId(pub [u8; 16]);

/// What a person may do for others. The numbers are stored: frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum Role {
    /// Nothing.
    Member = 1,
    /// Helps members.
    HelpDesk = 2,
    /// Helps everybody, decides on policy.
    Administrator = 3,
}

impl Role {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Member, Self::HelpDesk, Self::Administrator];

    /// Whose account opens other people's accounts.
    pub fn is_privileged(self) -> bool {
        self > Self::Member
    }

    /// By its stored number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|role| *role as u8 == number)
    }
}

/// Where a person's account is in its life. The numbers are stored: frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[repr(u8)]
pub enum PersonState {
    /// Never had a live second factor. Left once, with the first of them, and never entered again.
    Invited = 1,
    /// Has, or had, a second factor.
    Active = 2,
    /// May not sign in.
    Disabled = 3,
}

impl PersonState {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Invited, Self::Active, Self::Disabled];

    /// By its stored number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|state| *state as u8 == number)
    }
}

/// A person as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PersonRow {
    /// The id.
    pub id: PersonId,
    /// The name typed to sign in, in its one spelling.
    pub name: String,
    /// The name shown to others.
    pub shown: String,
    /// What the person may do for others.
    pub role: Role,
    /// Since when, ms.
    pub role_since: u64,
    /// Where the account is in its life.
    pub state: PersonState,
    /// The method that is asked for first.
    pub default_method: Option<MethodId>,
    /// Raised by every change of the person, the role or a method. What is decided on one revision is done only while it lasts.
    pub revision: u64,
    /// When it was created, ms.
    pub created: u64,
    /// The language of their mails, a BCP 47 tag; `None` while none was seen.
    pub language: Option<String>,
}

/// A mail address of a person.
#[derive(Clone, PartialEq, Eq)]
pub struct AddressRow {
    /// The address.
    pub address: String,
    /// Whether its owner confirmed it by a link that was sent there.
    pub confirmed: bool,
}

impl std::fmt::Debug for AddressRow {
    // An address does not belong in a log.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AddressRow").field("confirmed", &self.confirmed).finish_non_exhaustive()
    }
}

/// Create a person, in the state [`PersonState::Invited`].
#[derive(Clone)]
pub struct CreatePerson {
    /// The id.
    pub id: PersonId,
    /// The name typed to sign in, in its one spelling.
    pub name: String,
    /// The name shown to others.
    pub shown: String,
    /// What the person may do for others.
    pub role: Role,
    /// When, ms.
    pub now: u64,
    /// What is written with it.
    pub notes: Notes,
}

/// What came of creating a person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CreatePersonOutcome {
    /// It is there.
    Created,
    /// The name, or the id, belongs to somebody.
    Taken,
}

/// Change a person.
#[derive(Clone)]
pub struct ChangePerson {
    /// Who.
    pub person: PersonId,
    /// The revision it was decided on.
    pub revision: u64,
    /// The new name shown to others, if it changes.
    pub shown: Option<String>,
    /// The new role, if it changes.
    pub role: Option<Role>,
    /// Whether the person may sign in, if that changes. Disabling ends all sessions and attempts; enabled again is whoever was
    /// invited before as invited, anybody else as active.
    pub disabled: Option<bool>,
    /// When, ms.
    pub now: u64,
    /// What is written with it.
    pub notes: Notes,
}

/// What came of a change that was decided on a revision.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Change {
    /// It happened.
    Changed,
    /// The person is not as it was when the change was decided, or is not there. Nothing happened.
    Moved,
    /// No administrator who may sign in would be left. Nothing happened.
    LastAdministrator,
}

/// Which people are wanted.
#[derive(Debug, Clone, Default)]
pub struct PeopleQuery {
    /// Only those whose name, of either kind, holds this.
    pub holds: Option<String>,
    /// Only those after this name.
    pub after: Option<String>,
    /// At most so many.
    pub limit: usize,
}

/// People.
pub trait People {
    /// Creates a person.
    fn create_person(&self, request: CreatePerson) -> Pending<'_, CreatePersonOutcome>;

    /// A person and all methods, in one moment.
    fn person(&self, id: PersonId, now: u64) -> Pending<'_, Option<(PersonRow, Vec<MethodRow>)>>;

    /// The same, by the name typed to sign in.
    fn person_by_name(&self, name: &str, now: u64) -> Pending<'_, Option<(PersonRow, Vec<MethodRow>)>>;

    /// People with all of their methods, by name: a page of the list of members, or of everybody who might be locked out.
    fn people(&self, query: PeopleQuery, now: u64) -> Pending<'_, Vec<(PersonRow, Vec<MethodRow>)>>;

    /// Whoever may do something for others, by name, the disabled too.
    fn privileged(&self) -> Pending<'_, Vec<PersonRow>>;

    /// Keeps the language of a person's mails. Nothing is decided by it, so the revision stays.
    fn set_language(&self, person: PersonId, language: &str) -> Pending<'_, ()>;

    /// Changes name, role or state.
    fn change_person(&self, request: ChangePerson) -> Pending<'_, Change>;

    /// Adds an address that nobody confirmed yet. `false`: it is there already.
    fn add_address(&self, person: PersonId, address: &str, notes: Notes) -> Pending<'_, bool>;

    /// Takes the link that was mailed to the address ([`super::Purpose::ConfirmAddress`]) and confirms exactly that address of that person,
    /// in one operation. `false`: no such link, or no such address.
    fn confirm_address(&self, link: ThingHash, address: &str, now: u64, notes: Notes) -> Pending<'_, bool>;

    /// Removes an address. `false`: it is not there.
    fn remove_address(&self, person: PersonId, address: &str, notes: Notes) -> Pending<'_, bool>;

    /// Deletes a person who never had a second factor: an invitation is taken back. [`Change::Moved`] also for anybody else.
    fn delete_invited(&self, person: PersonId, revision: u64, notes: Notes) -> Pending<'_, Change>;

    /// The addresses of a person, in the order they came.
    fn addresses(&self, person: PersonId) -> Pending<'_, Vec<AddressRow>>;
}
