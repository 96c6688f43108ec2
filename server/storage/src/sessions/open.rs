//! A new session.

use regain_log::{BackupId, Hash, MemberId, MemberKind};

use super::TokenHash;

/// A session of a backup that is named elsewhere.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct NewSession {
    /// SHA-256 of the token.
    pub token: TokenHash,
    /// Whose.
    pub member: MemberId,
    /// Device or which slot.
    pub kind: MemberKind,
    /// Until when, ms, unless it is used.
    pub expires: u64,
}

impl std::fmt::Debug for NewSession {
    // Without the hash: whoever can write to the store could use it, and logs travel.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewSession")
            .field("member", &self.member)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// A session to open.
#[derive(Debug, Clone, Copy)]
pub struct OpenSession {
    /// The backup.
    pub backup: BackupId,
    /// The session.
    pub session: NewSession,
    /// The newest control hash when the caller found the member to be one. Without it a removal committed in between would
    /// leave a session open that it should have ended.
    pub control: Hash,
    /// Now, ms.
    pub now: u64,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OpenSessionOutcome {
    /// It is open.
    Opened,
    /// Another control entry has been appended (or the backup is gone): look again whether the member is one.
    ControlMoved,
}

/// A session that is open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionRow {
    /// The backup.
    pub backup: BackupId,
    /// Whose.
    pub member: MemberId,
    /// Device or which slot.
    pub kind: MemberKind,
    /// Since when, ms.
    pub opened: u64,
    /// Last use, ms, exact to [`super::TOUCH_EVERY_MS`].
    pub used: u64,
    /// Until when, ms.
    pub expires: u64,
}
