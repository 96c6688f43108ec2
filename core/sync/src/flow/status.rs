//! "Details": what this device knows of its backup, and what the service adds.

use regain_log::MemberKind;
use regain_protocol::{BackupStatus, path};
use regain_vault::{account, bound};

use super::member_name;
use crate::replica::Replica;
use crate::{Request, Response, SyncError};

/// Asks the service.
pub fn start(replica: &Replica) -> Result<Request, SyncError> {
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let request = Request::get(path::of_backup(path::STATUS, membership.backup()));
    Ok(membership.in_session(request))
}

/// Reads its answer.
pub fn answer(response: &Response) -> Result<BackupStatus, SyncError> {
    response.json()
}

/// A device in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeviceLine {
    /// Its member id.
    pub id: regain_log::MemberId,
    /// Its name.
    pub name: String,
    /// Whether it is this one.
    pub this_device: bool,
    /// When the service last saw it, ms since the Unix epoch.
    pub last_seen: Option<u64>,
}

/// Everything "Details" shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Details {
    /// The recovery account.
    pub account: String,
    /// The service's origin.
    pub service: String,
    /// Two ways back were seen to work.
    pub is_protected: bool,
    /// The newest backup: ms since the Unix epoch by its author's clock, and the device's name.
    pub last_backup: Option<(u64, String)>,
    /// Accounts on this device.
    pub accounts: usize,
    /// Accounts that are acknowledged in the backup.
    pub backed_up: usize,
    /// Accounts that need verification after a restore.
    pub action_required: usize,
    /// Edits that wait.
    pub waiting: usize,
    /// Number of the newest verified entry.
    pub head: u64,
    /// Devices that are members.
    pub devices: Vec<DeviceLine>,
    /// What stopped syncing: code and sentence.
    pub finding: Option<(String, String)>,
    /// When this device last agreed with the service, ms since the Unix epoch.
    pub last_contact: u64,
}

/// Puts it together; `status` where the service could be asked.
pub fn details(replica: &Replica, status: Option<&BackupStatus>) -> Option<Details> {
    let membership = replica.membership.as_ref()?;
    let head = membership.chain.head();
    let accounts = account::count(&replica.vault);
    let unsent = membership.outbox.unsent_accounts(&replica.vault);
    let never = membership.last_backup.is_none();
    Some(Details {
        account: membership.account.to_string(),
        service: membership.service.clone(),
        is_protected: membership.is_protected(),
        last_backup: membership.last_backup.map(|sign| (sign.time, name(replica, sign.author))),
        accounts,
        backed_up: if never { 0 } else { accounts - unsent },
        action_required: action_required(replica),
        waiting: membership.outbox.len(),
        head: head.number,
        devices: devices(replica, status),
        finding: membership.finding.clone(),
        last_contact: membership.last_contact,
    })
}

/// Accounts whose key is not on this device.
pub fn action_required(replica: &Replica) -> usize {
    let accounts = bound::list(&replica.vault).into_iter().flatten();
    accounts.filter(|account| account.action_required(replica.author())).count()
}

/// The six words of the newest verified entry. Apart from [`details`], so that an app that fetches its parts when they are needed shows
/// codes without the word list.
pub fn words(replica: &Replica) -> Option<[&'static str; 6]> {
    let head = replica.membership.as_ref()?.chain.head();
    Some(regain_seal::words::head_words(head.number, &head.hash))
}

/// A member by the name people know.
pub fn name(replica: &Replica, member: regain_log::MemberId) -> String {
    member_name::of(replica.membership.as_ref().map(|membership| &membership.chain), &replica.vault, member)
}

fn devices(replica: &Replica, status: Option<&BackupStatus>) -> Vec<DeviceLine> {
    let Some(membership) = &replica.membership else { return Vec::new() };
    let last_seen = |id| {
        let seen = status?.devices.iter().find(|device| device.id == id)?;
        Some(seen.last_seen)
    };
    membership
        .chain
        .members()
        .map(|member| member.record)
        .filter(|record| record.kind == MemberKind::Device)
        .map(|record| DeviceLine {
            id: record.id,
            name: name(replica, record.id),
            this_device: record.id == replica.device,
            last_seen: last_seen(record.id),
        })
        .collect()
}
