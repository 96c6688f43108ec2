//! A device becomes a member: the end of a recovery.

use rand_core::{CryptoRng, RngCore};
use regain_log::{Entry, Kind, MemberId, MemberKind};
use regain_seal::MemberSecret;
use regain_vault::history::{Preview, preview};
use regain_vault::{Author, Change, account, bound, device};

use super::append::{AppendEnd, Appending};
use super::member_name;
use super::unlock::{Opened, draw_id};
use crate::replica::{Membership, Outbox, Replica, Tail, Verified};
use crate::{Env, Request, Response, SyncError, restore};

/// Beyond this age of the last sign of life a restore asks for a typed consent, in ms: 8 days, a heartbeat and a day.
pub const STALE_MS: u64 = 8 * 24 * 60 * 60 * 1000;

/// What was found, before anybody agrees to anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Summary {
    /// Accounts that work at once.
    pub accounts: usize,
    /// Accounts bound to a device: "Action required" after the restore.
    pub action_required: usize,
    /// Records this version can't read.
    pub unreadable: usize,
    /// When the last backup was made, ms since the Unix epoch, by its author's clock.
    pub last_backup: u64,
    /// By which device.
    pub last_backup_by: String,
    /// The last sign of life of any device.
    pub last_sign: u64,
    /// From which device.
    pub last_sign_by: String,
    /// Whether that is so long ago that the service may be showing an old state.
    pub is_stale: bool,
    /// Names of the devices that are members.
    pub devices: Vec<String>,
    /// Number of the newest entry.
    pub head: u64,
    /// Six words for that number.
    pub words: [&'static str; 6],
}

/// Summarises an opened backup. `now` is ms since the Unix epoch.
pub fn summary(opened: &Opened, now: u64) -> Summary {
    let restored = &opened.restored;
    let vault = &restored.vault;
    let name = |member: MemberId| member_name::of(Some(&restored.chain), vault, member);
    let broken = account::list(vault).iter().filter(|account| account.is_err()).count();
    let head = restored.chain.head();
    Summary {
        accounts: account::count(vault) - broken,
        action_required: bound::list(vault).len(),
        unreadable: restored.unreadable + broken,
        last_backup: restored.last_backup.time,
        last_backup_by: name(restored.last_backup.author),
        last_sign: restored.last_sign.time,
        last_sign_by: name(restored.last_sign.author),
        is_stale: now > restored.last_sign.time.saturating_add(STALE_MS),
        devices: restored
            .chain
            .members()
            .filter(|member| member.record.kind == MemberKind::Device)
            .map(|member| name(member.record.id))
            .collect(),
        head: head.number,
        words: regain_seal::words::head_words(head.number, &head.hash),
    }
}

/// What a merge with the accounts already on this device would do.
pub fn merge_preview(opened: &Opened, replica: &Replica) -> Preview {
    preview(&replica.vault, &opened.restored.vault)
}

/// The new member's entry is on its way.
pub struct Joining {
    appending: Appending,
    entries: Vec<Entry>,
    named: Change,
    secret: MemberSecret,
    device: MemberId,
}

/// How it ended.
pub enum JoinEnd {
    /// The replica holds the restored state and is a member.
    Done,
    /// Somebody else appended first: read the backup again and repeat.
    Again,
}

/// Makes this device's keys and asks to join. Nothing in the replica changes yet.
pub fn start<R: RngCore + CryptoRng>(
    opened: &Opened,
    device_name: &str,
    platform: &str,
    env: &mut Env<'_, R>,
) -> Result<(Joining, Request), SyncError> {
    if let Some(base) = opened.restored.missing_base() {
        return Err(base.finding.clone().into());
    }
    let (secret, id) = (MemberSecret::make(env.rng), MemberId(draw_id(env.rng)));
    let mut vault = opened.restored.vault.duplicate();
    let mut clock = regain_vault::Clock::resume(Author(opened.access.slot().0), &vault, env.now);
    let named = device::add(&mut vault, &mut clock, env.now, Author(id.0), device_name, platform)
        .map_err(|_| SyncError::Gone("the device's name"))?;
    let mut draft = opened.draft(env.now);
    draft.add_member(secret.device(id))?;
    draft.data(Kind::Change, &named, env.rng)?;
    let drafted = draft.finish();
    let entries = drafted.entries.clone();
    let (appending, request) = Appending::start(drafted, opened.access.token());
    Ok((Joining { appending, entries, named, secret, device: id }, request))
}

impl Joining {
    /// On success the replica becomes a member. What it already held is kept, merged, and uploaded next.
    pub fn answer<R: RngCore + CryptoRng>(
        self,
        response: &Response,
        opened: &Opened,
        service: &str,
        replica: &mut Replica,
        env: &mut Env<'_, R>,
    ) -> Result<JoinEnd, SyncError> {
        let AppendEnd::Done { chain, keys } = self.appending.answer(response)? else {
            return Ok(JoinEnd::Again);
        };
        let restored = &opened.restored;
        replica.rename_device_id(self.device, env.now);
        let mut outbox = Outbox::default();
        if !replica.vault.is_empty() {
            outbox.push(replica.vault.checkpoint());
        }
        let slot = opened.access.slot();
        let by_kit = opened.access.kind() == MemberKind::Kit;
        let verified = Verified { kit: by_kit.then_some(slot), passphrase: (!by_kit).then_some(slot) };
        let mut theirs = restored.vault.checkpoint();
        theirs.join(self.named);
        if let (_, Some(rescued)) = replica.vault.absorb(&mut replica.clock, env.now, theirs) {
            outbox.push(rescued);
        }
        let mut tail = restored.tail;
        self.entries.iter().for_each(|entry| tail.count(entry));
        if !restored.unopened.is_empty() {
            // The next restore shall find a checkpoint that opens.
            tail = Tail::default();
        }
        replica.removed_from = None;
        replica.membership = Some(Membership {
            service: service.to_owned(),
            account: opened.access.account().clone(),
            secret: self.secret,
            // With the entry that made it a member: from here on the service can't show this device another history.
            chain: *chain,
            keys,
            outbox,
            tail,
            token: None,
            last_backup: self.entries.last().map(restore::sign),
            last_written: env.now,
            last_contact: env.now,
            finding: None,
            verified,
            gap: false,
            created: true,
        });
        Ok(JoinEnd::Done)
    }
}
