//! Opening a session for somebody who has proved to be a member.

use regain_http::token;
use regain_log::{BackupId, MemberId, MemberRecord};
use regain_storage::{NewSession, OpenSession, OpenSessionOutcome, StorageError};

use crate::auth::SESSION_MS;
use crate::chains;
use crate::fault::Fault;
use crate::state::Service;

/// An open session.
pub struct Opened {
    /// The token, for the client only.
    pub token: String,
    /// Until when, ms.
    pub expires: u64,
}

/// Why none was opened.
pub enum OpenError {
    /// The member is none, or is none any more.
    NotMember,
    /// There is no such backup.
    NoBackup,
    /// The store's or ours.
    Fault(Fault),
}

impl From<Fault> for OpenError {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<StorageError> for OpenError {
    fn from(error: StorageError) -> Self {
        Self::Fault(error.into())
    }
}

/// Opens a session. `proved` looks at the chain and says whether the proof holds against what it says of the member now.
pub async fn open(
    service: &Service,
    backup: BackupId,
    member: MemberId,
    proved: impl Fn(&MemberRecord) -> bool,
) -> Result<Option<Opened>, OpenError> {
    // A control entry committed in between may be this member's removal: then the store refuses, and we look again.
    for _ in 0..8 {
        let row = service.storage.head(backup).await?.ok_or(OpenError::NoBackup)?;
        let chain = chains::stored(&row)?;
        let Some(record) = chain.member(member).map(|member| member.record) else {
            return Err(OpenError::NotMember);
        };
        if !proved(&record) {
            return Ok(None);
        }
        let (text, hash) = token::make(&service.random);
        let now = service.clock.now();
        let expires = now.saturating_add(SESSION_MS);
        let session = NewSession { token: hash, member, kind: record.kind, expires };
        let request = OpenSession { backup, session, control: row.control, now };
        if service.storage.open_session(request).await? == OpenSessionOutcome::Opened {
            return Ok(Some(Opened { token: text, expires }));
        }
    }
    Err(StorageError::Unavailable.into())
}
