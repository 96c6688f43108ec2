//! How a person proves to be that person.

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
    /// One-time things left that are bound to it: recovery codes, or the uses of a pass (at least one, when it may be used often).
    pub left: u64,
}
