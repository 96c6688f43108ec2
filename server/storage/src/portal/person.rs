//! Who may sign in.

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
    /// Raised by every change of the person, the role or a method. What is decided on one revision is done only while it lasts.
    pub revision: u64,
    /// When it was created, ms.
    pub created: u64,
}
