//! The whole of an open app.

use std::collections::{BTreeMap, BTreeSet};

use regain_log::MemberId;
use regain_protocol::BackupStatus;
use regain_sync::Replica;
use regain_sync::flow::status;
use regain_sync::flow::unlock::Opened;
use regain_vault::{Author, account, bound, exposure, trash};

use super::{
    BackupView, BoundRow, CodeView, Contact, DeviceRow, ExposedRow, LockView, Open, ProposalRow, Row,
    TrashRow,
};

/// What a driver knows beside the replica.
pub struct Shown<'a> {
    /// Ms since the Unix epoch.
    pub now: u64,
    /// The line to the service.
    pub contact: Contact,
    /// What the service said last.
    pub status: Option<&'a BackupStatus>,
    /// What locks the app.
    pub lock: LockView,
    /// Another window leads.
    pub follows: bool,
    /// [`Open::requests`].
    pub requests: u32,
    /// How far this clock is off the service's, ms, if that spoils codes.
    pub clock_off: Option<i64>,
    /// The fingerprint's words, where the driver has them.
    pub words: Option<[&'static str; 6]>,
}

/// Everything an open app shows.
pub fn open(replica: &Replica, shown: Shown<'_>) -> Open {
    let vault = &replica.vault;
    let unsent = match &replica.membership {
        Some(membership) => membership.outbox.unsent(),
        None => BTreeSet::new(),
    };
    let name = |author: Author| {
        // Without a backup there is no log that would know this device.
        let own = author == replica.author() && !replica.device_name.is_empty();
        if own { replica.device_name.clone() } else { status::name(replica, MemberId(author.0)) }
    };
    let (mut accounts, mut broken) = (Vec::new(), Vec::new());
    for entry in account::list(vault) {
        match entry {
            Ok(account) => {
                accounts.push(Row::of(&account, shown.now, unsent.contains(&account.id), name));
            }
            Err(finding) => broken.push(finding.to_string()),
        }
    }
    let mut rows = Vec::new();
    for entry in bound::list(vault) {
        match entry {
            Ok(account) => rows.push(BoundRow::of(&account, replica.author())),
            Err(finding) => broken.push(finding.to_string()),
        }
    }
    // Not by `collect`, which brings a sort of its own into the web app.
    let mut tags = BTreeSet::new();
    tags.extend(accounts.iter().flat_map(|row| &row.tags));
    let backup = replica.membership.as_ref().zip(status::details(replica, shown.status)).map(
        |(membership, details)| {
            BackupView::of(&details, membership, shown.contact, shown.clock_off, shown.words)
        },
    );
    Open {
        tags: tags.into_iter().cloned().collect(),
        accounts,
        bound: rows,
        broken,
        unreadable: super::backup::count(vault.opaque_count()),
        requests: shown.requests,
        trash: trash::list(vault).iter().map(|trashed| TrashRow::of(trashed, name)).collect(),
        backup,
        devices: DeviceRow::all(replica, shown.status),
        proposals: ProposalRow::all(replica, shown.status),
        exposed: ExposedRow::all(&exposure::open(vault), vault),
        ticked_off: ExposedRow::all(&exposure::ticked(vault), vault),
        removed_from: replica.removed_from.clone(),
        left_behind: super::backup::count(replica.left_behind.len()),
        device_name: replica.device_name.clone(),
        lock: shown.lock,
        follows: shown.follows,
    }
}

/// The codes of all accounts that follow the clock, by account id: what changes by itself.
pub fn codes(replica: &Replica, now: u64) -> Vec<(String, CodeView)> {
    let account = |account: regain_vault::Account| {
        account
            .otp
            .kind()
            .follows_clock()
            .then(|| CodeView::of(&account.otp, now).ok())?
            .map(|code| (account.id.to_string(), code))
    };
    account::list(&replica.vault).into_iter().flatten().filter_map(account).collect()
}

/// The devices of a backup that was opened by a way back in, on a machine that is none of them.
pub fn borrowed(opened: &Opened) -> Vec<DeviceRow> {
    let known: BTreeMap<Author, _> = regain_vault::device::list(&opened.restored.vault)
        .into_iter()
        .map(|device| (device.id, device))
        .collect();
    opened
        .restored
        .chain
        .members()
        .filter(|member| member.record.kind == regain_log::MemberKind::Device)
        .map(|member| {
            let id = member.record.id;
            let device = known.get(&Author(id.0));
            DeviceRow {
                id: id.to_string(),
                name: device.map_or_else(|| id.to_string(), |device| device.name.clone()),
                platform: device.map(|device| device.platform.clone()).unwrap_or_default(),
                this_device: false,
                added: device.and_then(|device| device.added_ms),
                last_seen: None,
            }
        })
        .collect()
}
