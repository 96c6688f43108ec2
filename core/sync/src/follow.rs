//! The next entries, on a device that holds the chain.

use regain_log::{Chain, Control, Entry, Head, MemberId, Timing};
use regain_vault::{Change, Vault, removal};

use crate::keyring::Keyring;
use crate::replica::{Membership, Tail};
use crate::restore::{self, Sign};
use crate::{Checks, Finding, SyncError};

/// What verified entries bring. Nothing was changed yet.
pub struct Followed {
    chain: Chain,
    keys: Keyring,
    tail: Tail,
    last_backup: Option<Sign>,
    /// The records, in order.
    pub changes: Vec<Change>,
    /// What control entries said.
    pub controls: Vec<(Entry, Control)>,
    /// Bodies were thinned out: the state must be fetched whole.
    pub gap: bool,
    /// One of the entries removed this device; nothing after it was looked at.
    pub removed: Option<Gone>,
    /// Signed entries whose bodies don't open, and their authors.
    unopened: Vec<(MemberId, Finding)>,
}

/// How a device stopped being a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// It signed its own removal, and keeps what it has.
    ByItself,
    /// Others removed it.
    ByOthers,
}

impl Gone {
    /// Whether a verified entry removes `device`. Nothing else does: a device that is no member of what it is shown was shown the
    /// wrong thing.
    pub(crate) fn of(device: MemberId, author: MemberId, control: &Control) -> Option<Self> {
        match control {
            Control::MemberRemoved { member, .. } if *member == device => Some(Self::ByOthers),
            Control::MemberLeft if author == device => Some(Self::ByItself),
            _ => None,
        }
    }
}

/// Verifies and decrypts entries that follow the member's head. Those it already has are skipped, if they are the same.
pub fn verify(
    membership: &Membership,
    device: MemberId,
    entries: &[Entry],
    checks: &Checks,
) -> Result<Followed, Finding> {
    let mut followed = Followed {
        chain: membership.chain.clone(),
        keys: membership.keys.duplicate(),
        tail: membership.tail,
        last_backup: membership.last_backup,
        changes: Vec::new(),
        controls: Vec::new(),
        gap: false,
        removed: None,
        unopened: Vec::new(),
    };
    let start = membership.chain.head();
    for entry in entries {
        if entry.header().number < start.number {
            continue;
        }
        if entry.header().number == start.number && followed.chain.head() == start {
            if entry.hash() != start.hash {
                return Err(Finding::Fork { number: start.number });
            }
            continue;
        }
        followed.take(membership, device, entry, checks)?;
        if followed.removed.is_some() {
            break;
        }
    }
    // A member that writes what doesn't open stops everyone; once it is removed, what it wrote is left out.
    match followed.unopened.iter().find(|(author, _)| followed.chain.member(*author).is_some()) {
        Some((_, finding)) => Err(finding.clone()),
        None => Ok(followed),
    }
}

impl Followed {
    fn take(
        &mut self,
        membership: &Membership,
        device: MemberId,
        entry: &Entry,
        checks: &Checks,
    ) -> Result<(), Finding> {
        let control = self.chain.follow(entry, Timing::Client)?;
        let Some(control) = control else {
            if entry.body().is_none() {
                self.last_backup = Some(restore::sign(entry));
                self.gap = true;
                return Ok(());
            }
            match restore::open_change(&self.keys, entry, checks) {
                Ok((change, _)) => {
                    self.last_backup = Some(restore::sign(entry));
                    self.tail.count(entry);
                    self.changes.push(change);
                }
                Err(finding) => self.unopened.push((entry.header().author, finding)),
            }
            return Ok(());
        };
        self.removed = Gone::of(device, entry.header().author, &control);
        if self.removed.is_some() {
            // Nothing in it is sealed to this device.
        } else if checks.seals {
            let sealed_to = restore::sealed_to(&self.chain, &control);
            self.keys.follow(entry, &control, &sealed_to, membership.opener(device))?;
        } else {
            self.keys.follow_unchecked(entry, &control, membership.opener(device));
        }
        self.controls.push((entry.clone(), control));
        Ok(())
    }

    /// The head these entries lead to.
    pub fn head(&self) -> Head {
        self.chain.head()
    }

    /// Refuses to go on without consent when more accounts would go than anybody deletes by accident.
    pub fn require_consent(&self, vault: &Vault) -> Result<(), SyncError> {
        let mut joined = Change::new();
        for change in &self.changes {
            joined.join(change.duplicate());
        }
        match removal::asks(vault, &joined) {
            Some(warning) => Err(SyncError::NeedsConsent(warning.names)),
            None => Ok(()),
        }
    }

    /// Takes the verified state over. The records are left for the vault.
    pub fn commit(self, membership: &mut Membership) -> Vec<Change> {
        membership.chain = self.chain;
        membership.keys = self.keys;
        membership.tail = self.tail;
        membership.last_backup = self.last_backup;
        membership.gap |= self.gap;
        self.changes
    }
}
