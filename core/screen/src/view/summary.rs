//! What was found before anybody agrees to anything.

use regain_sync::flow::join::Summary;
use regain_vault::Vault;
use regain_vault::history::{Difference, Preview, What};
use serde::{Deserialize, Serialize};

/// "23 accounts, last backup 3 Nov 2026 14:02 by Pixel 8".
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SummaryView {
    /// Recovery account.
    pub account: String,
    /// The service's address.
    pub service: String,
    /// Accounts that work at once.
    pub accounts: u32,
    /// Accounts that need one more step.
    pub action_required: u32,
    /// Entries this version can't read.
    pub unreadable: u32,
    /// When the last backup was made, ms since the Unix epoch.
    pub last_backup: u64,
    /// By which device.
    pub last_backup_by: String,
    /// The last sign of life, ms since the Unix epoch.
    pub last_sign: u64,
    /// So long ago that the service may be showing an old state.
    pub is_stale: bool,
    /// Names of the devices.
    pub devices: Vec<String>,
    /// Number of the newest entry.
    pub head: u64,
    /// Its six words.
    pub words: Vec<String>,
    /// This app holds accounts already: what a merge would do.
    pub merge: Option<PreviewView>,
}

/// What would change.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PreviewView {
    /// By name.
    pub changes: Vec<Change>,
    /// Entries that are here and stay as they are.
    pub identical: u32,
}

/// One change.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What happens to it.
    pub kind: ChangeKind,
    /// Name of the entry.
    pub name: String,
}

/// What happens to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ChangeKind {
    /// It comes.
    Added,
    /// It changes.
    Changed,
    /// It goes to the trash.
    Removed,
    /// It looks like one that is there; both are kept.
    Duplicate,
}

impl SummaryView {
    /// For a screen. `merge`: this app holds accounts already, in `mine`.
    pub fn of(summary: &Summary, account: &str, service: &str, merge: Option<PreviewView>) -> Self {
        let count = super::backup::count;
        Self {
            account: account.to_owned(),
            service: service.to_owned(),
            accounts: count(summary.accounts),
            action_required: count(summary.action_required),
            unreadable: count(summary.unreadable),
            last_backup: summary.last_backup,
            last_backup_by: summary.last_backup_by.clone(),
            last_sign: summary.last_sign,
            is_stale: summary.is_stale,
            devices: summary.devices.clone(),
            head: summary.head,
            words: summary.words.iter().map(|word| (*word).to_owned()).collect(),
            merge,
        }
    }
}

impl PreviewView {
    /// What a merge would do. `theirs` names the likely duplicates.
    pub fn of_merge(preview: &Preview, theirs: &Vault) -> Self {
        let mut changes = Vec::new();
        let groups = [
            (ChangeKind::Added, &preview.added),
            (ChangeKind::Changed, &preview.changed),
            (ChangeKind::Removed, &preview.removed),
        ];
        for (kind, group) in groups {
            changes.extend(group.iter().map(|one| Change { kind, name: one.name.clone() }));
        }
        changes.extend(preview.likely_duplicates.iter().filter_map(|(_, id)| {
            let account = regain_vault::account::one(theirs, *id).ok()?.ok()?;
            Some(Change { kind: ChangeKind::Duplicate, name: account.name() })
        }));
        Self::new(changes, preview.identical)
    }

    /// What going back to an earlier state would do. `live`: how many entries there are now.
    pub fn of_differences(differences: &[Difference], live: usize) -> Self {
        let kind = |what: &What| match what {
            What::Added => ChangeKind::Added,
            What::Changed(_) => ChangeKind::Changed,
            What::Removed => ChangeKind::Removed,
        };
        let changes: Vec<_> =
            differences.iter().map(|one| Change { kind: kind(&one.what), name: one.name.clone() }).collect();
        let touched = changes.iter().filter(|change| change.kind != ChangeKind::Added).count();
        Self::new(changes, live.saturating_sub(touched))
    }

    fn new(mut changes: Vec<Change>, identical: usize) -> Self {
        changes.sort_by_cached_key(|change| change.name.to_lowercase());
        Self { changes, identical: super::backup::count(identical) }
    }
}
