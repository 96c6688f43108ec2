//! Sessions: who is signed in, known by the hash of a token only, and when members were last at work.

mod open;

use regain_log::{BackupId, MemberId};

pub use open::{NewSession, OpenSession, OpenSessionOutcome, SessionRow};

use crate::Pending;

/// SHA-256 of a session's token.
pub type TokenHash = [u8; 32];

/// A session's last use is written down at most this often, ms: an hour.
pub const TOUCH_EVERY_MS: u64 = 60 * 60 * 1000;

/// When a member was last at work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeviceSeen {
    /// Who.
    pub member: MemberId,
    /// When, ms; exact to [`TOUCH_EVERY_MS`].
    pub last_seen: u64,
}

/// Sessions.
pub trait Sessions {
    /// Opens a session, unless the members changed since the caller looked. A device counts as seen.
    fn open_session(&self, request: OpenSession) -> Pending<'_, OpenSessionOutcome>;

    /// The session of this token, if it is there and has not expired.
    fn find_session(&self, token: TokenHash, now: u64) -> Pending<'_, Option<SessionRow>>;

    /// Ends the session. Whether it was there.
    fn end_session(&self, token: TokenHash) -> Pending<'_, bool>;

    /// Ends all sessions of a member. How many.
    fn end_sessions_of(&self, backup: BackupId, member: MemberId) -> Pending<'_, u64>;

    /// The session is used: it expires at `expires`, and a device was seen. Written at most every [`TOUCH_EVERY_MS`]; cheap
    /// when it is not due.
    fn touch_session(&self, token: TokenHash, now: u64, expires: u64) -> Pending<'_, ()>;

    /// The member was at work. Written at most every [`TOUCH_EVERY_MS`].
    fn member_seen(&self, backup: BackupId, member: MemberId, now: u64) -> Pending<'_, ()>;

    /// When each member was last at work, in order of their ids; those never seen are missing.
    fn devices_seen(&self, backup: BackupId) -> Pending<'_, Vec<DeviceSeen>>;
}
