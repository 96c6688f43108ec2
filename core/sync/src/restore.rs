//! From what a service hands out to a verified state: control entries, newest checkpoint, tail.
//!
//! Three passes, each over data that the one before has verified: the chain (who is a member, who signed), the keys (from
//! the newest epoch back to the first), the records.

use regain_log::{Chain, Control, Entry, Hash, Head, Kind, MemberRecord, Timing};
use regain_seal::Checkpoint;
use regain_vault::{Change, Vault};

use crate::keyring::{self, Keyring, Opener};
use crate::{Checks, Finding, Tail};

/// A verified and decrypted state of a backup.
pub struct Restored {
    /// The verified chain, at the head that was served.
    pub chain: Chain,
    /// Every epoch key.
    pub keys: Keyring,
    /// All records.
    pub vault: Vault,
    /// The newest entry: when (its author's clock, ms since the Unix epoch) and by whom.
    pub last_sign: Sign,
    /// The newest entry that carries records, in the same terms; the genesis where there is none.
    pub last_backup: Sign,
    /// Size of checkpoint and tail.
    pub tail: Tail,
    /// Records that could not be read by this version; they are kept.
    pub unreadable: usize,
    /// Signed entries whose bodies don't open: their authors' fault, since the service can't make them.
    pub unopened: Vec<Unopened>,
}

/// A signed data entry whose body does not open, or holds no records.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unopened {
    /// What is wrong with it, and its number.
    pub finding: Finding,
    /// Its number.
    pub number: u64,
    /// Entry hash of the one before it.
    pub previous: Hash,
    /// Who signed it.
    pub author: regain_log::MemberId,
    /// Everything before it hangs on it: it is the checkpoint that the restore starts from.
    pub is_base: bool,
}

impl Restored {
    /// Refuses a state with a hole: an entry of a member that doesn't open, or a checkpoint that the state starts from. What
    /// somebody wrote who is no member any more is left out: a stolen device's last entry must not lock its owner out.
    pub fn require_opened(&self) -> Result<(), Finding> {
        let hole = |one: &&Unopened| one.is_base || self.chain.member(one.author).is_some();
        self.unopened.iter().find(hole).map_or(Ok(()), |one| Err(one.finding.clone()))
    }

    /// The checkpoint that this state should start from and that doesn't open.
    pub fn missing_base(&self) -> Option<&Unopened> {
        self.unopened.iter().find(|one| one.is_base)
    }

    /// Puts what was there before the missing checkpoint under this state: `entries` are the restore as of the entry before it.
    pub fn put_under(&mut self, entries: &[Entry], checks: &Checks) -> Result<(), Finding> {
        let Some(base) = self.missing_base() else { return Ok(()) };
        let (number, previous) = (base.number, base.previous);
        let Earlier { chain, vault, unopened } = earlier(self.chain.genesis(), &self.keys, entries, checks)?;
        if chain.head().number.checked_add(1) != Some(number) || chain.head().hash != previous {
            return Err(Finding::Fork { number });
        }
        self.vault.absorb_owned(vault.checkpoint());
        self.unopened.iter_mut().for_each(|one| one.is_base = false);
        self.unopened.extend(unopened);
        Ok(())
    }
}

/// When somebody wrote something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sign {
    /// The author's clock, ms since the Unix epoch.
    pub time: u64,
    /// The author.
    pub author: regain_log::MemberId,
}

/// Verifies what the service handed out for a restore.
///
/// `genesis` is the hash a way back in (or this device) names, `claimed` the head the service claims, `pin` the slot's checkpoint.
pub fn verify(
    genesis: Hash,
    opener: Opener<'_>,
    entries: &[Entry],
    claimed: Option<Head>,
    pin: Option<&Checkpoint>,
    checks: &Checks,
) -> Result<Restored, Finding> {
    let (chain, controls) = follow_all(genesis, entries, checks)?;
    if let Some(claimed) = claimed
        && claimed != chain.head()
    {
        return Err(Finding::Incomplete { after: chain.head().number });
    }
    if let Some(pin) = pin.filter(|_| checks.pin) {
        require_pin(pin, &chain, &controls, entries)?;
    }
    let keys = open_keys(opener, &chain, &controls, checks)?;
    let (mut vault, mut unreadable, mut tail) = (Vault::new(), 0, Tail::default());
    let first = entries.first().ok_or(Finding::Incomplete { after: 0 })?;
    let (mut last_sign, mut last_backup) = (sign(first), sign(first));
    let (mut unopened, mut first_data) = (Vec::new(), true);
    for entry in entries {
        last_sign = sign(entry);
        if !entry.header().kind.is_data() {
            continue;
        }
        let is_base = std::mem::take(&mut first_data) && entry.header().kind == Kind::Checkpoint;
        match open_change(&keys, entry, checks) {
            Ok((change, findings)) => {
                last_backup = last_sign;
                unreadable += findings;
                tail.count(entry);
                vault.absorb_owned(change);
            }
            Err(finding) => {
                unopened.push(Unopened::new(entry, finding, is_base));
            }
        }
    }
    Ok(Restored { chain, keys, vault, last_sign, last_backup, tail, unreadable, unopened })
}

/// Verifies an earlier state with keys that are held already, and decrypts it.
pub(crate) fn earlier(
    genesis: Hash,
    keys: &Keyring,
    entries: &[Entry],
    checks: &Checks,
) -> Result<Earlier, Finding> {
    let (chain, _) = follow_all(genesis, entries, checks)?;
    let (mut vault, mut unopened, mut first_data) = (Vault::new(), Vec::new(), true);
    for entry in entries.iter().filter(|entry| entry.header().kind.is_data()) {
        let is_base = std::mem::take(&mut first_data) && entry.header().kind == Kind::Checkpoint;
        match open_change(keys, entry, checks) {
            Ok((change, _)) => drop(vault.absorb_owned(change)),
            Err(finding) => unopened.push(Unopened::new(entry, finding, is_base)),
        }
    }
    Ok(Earlier { chain, vault, unopened })
}

/// A verified earlier state.
pub(crate) struct Earlier {
    pub chain: Chain,
    pub vault: Vault,
    pub unopened: Vec<Unopened>,
}

impl Unopened {
    fn new(entry: &Entry, finding: Finding, is_base: bool) -> Self {
        let header = entry.header();
        Self { finding, number: header.number, previous: header.previous, author: header.author, is_base }
    }
}

pub(crate) fn sign(entry: &Entry) -> Sign {
    Sign { time: entry.header().time, author: entry.header().author }
}

/// A verified control entry, what it says, and to whom it seals.
struct Verified<'a> {
    entry: &'a Entry,
    control: Control,
    sealed_to: Vec<MemberRecord>,
}

/// Pass one: the chain. Gaps are allowed only between control entries and before a checkpoint, so nothing that holds
/// records can be left out.
fn follow_all<'a>(
    genesis: Hash,
    entries: &'a [Entry],
    checks: &Checks,
) -> Result<(Chain, Vec<Verified<'a>>), Finding> {
    let (first, rest) = entries.split_first().ok_or(Finding::Incomplete { after: 0 })?;
    let mut chain = (checks.begin)(first, Some(genesis))?;
    let founding = Control::decode(Kind::Genesis, first.body().unwrap_or_default())
        .expect("the chain has just read this body");
    let members = chain.members_after(None, None);
    let mut controls = vec![Verified { entry: first, control: founding, sealed_to: members }];
    let mut complete = true;
    for entry in rest {
        let header = entry.header();
        let next = Some(header.number) == chain.head().number.checked_add(1);
        let control = if header.kind == Kind::Checkpoint && !(next && complete) {
            chain.adopt_checkpoint(entry)?;
            complete = true;
            None
        } else if header.kind.is_data() && !(next && complete) && checks.complete {
            return Err(Finding::Incomplete { after: chain.head().number });
        } else if next {
            chain.follow(entry, Timing::Client)?
        } else {
            complete = false;
            chain.follow_control(entry, Timing::Client)?
        };
        if header.kind.is_data() && entry.body().is_none() {
            return Err(Finding::Incomplete { after: chain.head().number });
        }
        if let Some(control) = control {
            let sealed_to = sealed_to(&chain, &control);
            controls.push(Verified { entry, control, sealed_to });
        }
    }
    if complete || !checks.complete {
        Ok((chain, controls))
    } else {
        Err(Finding::Incomplete { after: chain.head().number })
    }
}

/// To whom a control entry seals, seen from the chain right after it.
pub(crate) fn sealed_to(chain: &Chain, control: &Control) -> Vec<MemberRecord> {
    match control {
        Control::MemberAdded { member, .. } => vec![*member],
        _ => chain.members_after(None, None),
    }
}

/// What the slot has seen must be part of what is served.
fn require_pin(
    pin: &Checkpoint,
    chain: &Chain,
    controls: &[Verified<'_>],
    entries: &[Entry],
) -> Result<(), Finding> {
    let served = chain.head().number;
    if served < pin.number {
        return Err(Finding::OlderThanSlot { known: pin.number, served });
    }
    let known = controls.iter().any(|verified| verified.entry.hash() == pin.control);
    // The rest of the way from the checkpoint to the head is checked by headers, before the first write.
    let same = entries.iter().all(|entry| entry.header().number != pin.number || entry.hash() == pin.hash);
    if known && same { Ok(()) } else { Err(Finding::Fork { number: pin.number }) }
}

/// Pass two: the running epoch's key from the member's own newest seal, then every older one from the entry that
/// replaced it, each checked against its commitment and against everybody's seals.
fn open_keys(
    opener: Opener<'_>,
    chain: &Chain,
    controls: &[Verified<'_>],
    checks: &Checks,
) -> Result<Keyring, Finding> {
    let own = controls.iter().rev().find(|verified| {
        verified.entry.header().epoch == chain.epoch()
            && verified.control.seals().iter().any(|seal| seal.member == opener.id)
    });
    let own = own.ok_or(Finding::Slot)?;
    let newest = keyring::open_own(own.entry, &own.control, opener)
        .ok_or(Finding::Seals { number: own.entry.header().number })?;
    let mut keys = Keyring::with(newest);
    for verified in controls.iter().rev() {
        let header = verified.entry.header();
        let wrong = Finding::Seals { number: header.number };
        let Some(key) = keys.of(header.epoch) else { return Err(wrong) };
        if !key.is_committed(&header.commitment) {
            return Err(wrong);
        }
        if checks.seals {
            keyring::check(key, &verified.control, &verified.sealed_to).ok_or(wrong.clone())?;
        }
        if header.kind.starts_epoch() {
            let previous = keyring::open_previous(key, &verified.control).ok_or(wrong)?;
            keys.insert(previous);
        }
    }
    Ok(keys)
}

/// Opens one data entry: commitment first, then the AEAD, then the records. Answers how many records this version can't read.
pub(crate) fn open_change(
    keys: &Keyring,
    entry: &Entry,
    checks: &Checks,
) -> Result<(Change, usize), Finding> {
    let header = entry.header();
    let sealed = Finding::Sealed { number: header.number };
    let key = keys.of(header.epoch).ok_or(sealed.clone())?;
    let body = entry.body().ok_or(sealed.clone())?;
    let plaintext = (checks.open_body)(key, header, body).map_err(|_| sealed)?;
    let (change, findings) =
        Change::decode(&plaintext).map_err(|_| Finding::Records { number: header.number })?;
    Ok((change, findings.len()))
}
