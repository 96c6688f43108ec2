//! Devices, proposals, and what a loss exposed.

use regain_log::{Action, Hash, MemberKind};
use regain_protocol::BackupStatus;
use regain_sync::Replica;
use regain_sync::flow::status;
use regain_vault::exposure::Exposure;
use regain_vault::{Author, Vault, device};
use serde::{Deserialize, Serialize};

/// A device that is a member.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRow {
    /// Member id, hexadecimal.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What it runs on; may be empty.
    pub platform: String,
    /// This one.
    pub this_device: bool,
    /// When it was added, ms since the Unix epoch.
    pub added: Option<u64>,
    /// When the service last saw it, ms since the Unix epoch.
    pub last_seen: Option<u64>,
}

/// What a proposal is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum ProposalWhat {
    /// The removal of this device.
    Remove(String),
    /// A new passphrase.
    Passphrase,
    /// A new kit.
    Kit,
}

/// An open proposal.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalRow {
    /// Entry hash, hexadecimal.
    pub id: String,
    /// What.
    pub what: ProposalWhat,
    /// The device that proposed it.
    pub by: String,
    /// This device proposed it.
    pub own: bool,
    /// This device is the one to be removed.
    pub about_this: bool,
    /// When it takes effect by itself, ms since the Unix epoch.
    pub due: u64,
    /// The device that confirmed it already.
    pub confirmed_by: Option<String>,
}

/// An account a lost device had.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExposedRow {
    /// The lost device's id, hexadecimal.
    pub device: String,
    /// Its name.
    pub device_name: String,
    /// Record id of the account, hexadecimal.
    pub account: String,
    /// Issuer and label.
    pub name: String,
    /// Lies in the trash; its secret may still be valid.
    pub in_trash: bool,
    /// The service's security page, where known.
    pub page: Option<String>,
}

impl DeviceRow {
    /// The lines of all members that are devices, this one first.
    pub fn all(replica: &Replica, service: Option<&BackupStatus>) -> Vec<Self> {
        let Some(details) = status::details(replica, service) else { return Vec::new() };
        let known = device::list(&replica.vault);
        let mut rows: Vec<Self> = details
            .devices
            .into_iter()
            .map(|line| {
                let device = known.iter().find(|device| device.id == Author(line.id.0));
                Self {
                    id: line.id.to_string(),
                    name: line.name,
                    platform: device.map(|device| device.platform.clone()).unwrap_or_default(),
                    this_device: line.this_device,
                    added: device.and_then(|device| device.added_ms),
                    last_seen: line.last_seen,
                }
            })
            .collect();
        rows.sort_by_key(|row| (!row.this_device, row.added));
        rows
    }
}

impl ProposalRow {
    /// The lines of what is open. The service's clock decides when it counts.
    pub fn all(replica: &Replica, service: Option<&BackupStatus>) -> Vec<Self> {
        let Some(membership) = &replica.membership else { return Vec::new() };
        let ripe = |hash: &Hash| {
            let known = service?.proposals.iter().find(|proposal| proposal.hash == *hash)?;
            Some(known.ripe)
        };
        let name = |member| status::name(replica, member);
        membership
            .chain
            .proposals()
            .map(|(hash, proposal)| Self {
                id: hash.to_string(),
                what: match proposal.action {
                    Action::Remove(member) => ProposalWhat::Remove(name(member)),
                    Action::ReplaceSlot { new, .. } if new.kind == MemberKind::Kit => ProposalWhat::Kit,
                    Action::ReplaceSlot { .. } => ProposalWhat::Passphrase,
                },
                by: name(proposal.author),
                own: proposal.author == replica.device,
                about_this: proposal.target() == replica.device,
                due: ripe(hash).unwrap_or_else(|| proposal.ripe_at()),
                confirmed_by: proposal.confirmed_by.map(name),
            })
            .collect()
    }
}

impl ExposedRow {
    /// The lines of exposed accounts, by name: who works them off looks for one at a time.
    pub fn all(exposed: &[Exposure], vault: &Vault) -> Vec<Self> {
        let mut rows: Vec<_> = exposed.iter().map(|exposure| Self::of(exposure, vault)).collect();
        rows.sort_by_cached_key(|row| row.name.to_lowercase());
        rows
    }

    /// The line of an exposed account, with the page where it is set up anew.
    pub fn of(exposure: &Exposure, vault: &Vault) -> Self {
        let text = |key| vault.record(exposure.account).and_then(|record| record.value(key)?.as_text());
        Self {
            device: exposure.device.to_string(),
            device_name: exposure.device_name.clone(),
            account: exposure.account.to_string(),
            name: exposure.name.clone(),
            in_trash: exposure.in_trash,
            page: text(regain_vault::keys::ISSUER).and_then(crate::pages::of).map(str::to_owned),
        }
    }
}
