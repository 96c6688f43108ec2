//! The session of a slot whose secret was proved, with the blob that the secret opens.

use regain_log::{BackupId, MemberId, MemberKind, MemberRecord};
use regain_protocol::{Session, SessionSlot, SlotKind};

use crate::fault::Fault;
use crate::session::{OpenError, open};
use crate::state::Service;

/// Opens it; `proved` is asked with what the log says of the slot now.
pub async fn slot_session(
    service: &Service,
    backup: BackupId,
    slot: MemberId,
    proved: impl Fn(&MemberRecord) -> bool,
) -> Result<Session, Fault> {
    let opened = match open(service, backup, slot, proved).await {
        Ok(Some(opened)) => opened,
        // The slot was replaced in between.
        Ok(None) | Err(OpenError::NotMember | OpenError::NoBackup) => return Err(service.sign_in_failed()),
        Err(OpenError::Fault(fault)) => return Err(fault),
    };
    let account = service.storage.account_by_backup(backup).await?;
    let row = account.into_iter().flat_map(|account| account.slots).find(|row| row.id == slot);
    let row = row.ok_or_else(|| service.sign_in_failed())?;
    let kind = if row.kind == MemberKind::Kit { SlotKind::Kit } else { SlotKind::Passphrase };
    let slot = SessionSlot { id: slot, kind, blob: row.blob.into() };
    Ok(Session { token: opened.token, expires: opened.expires, backup, slot: Some(slot) })
}
