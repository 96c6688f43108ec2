//! Row 6: entries, bodies, epochs and backups are dropped, swapped, replayed, reordered, spliced. Rule: one chain, one AEAD per entry,
//! identifying data in both.
//!
//! Left out in the weak clients: for each case exactly the rules in its row of [`CASES`] (number and previous hash say the same
//! twice, so both must go); for a spliced body the body hash and the header in the AEAD's data; for a restore its completeness.

use std::cell::Cell;

use regain_e2e::DAY;
use regain_e2e::attacker::{head_at, next_header, resigned, spliced};
use regain_e2e::device::{Device, Verifier, codes};
use regain_e2e::mutator::entries_of;
use regain_log::frame::FrameError;
use regain_log::{BackupId, ChainError, Control, Entry, EntryError, Header, Kind, Rule, hazmat};
use regain_seal::{EpochKey, OpenError, hazmat::open_body_without_commitment};
use regain_sync::hazmat::Omit;
use regain_sync::{Finding, SyncError, follow};
use zeroize::Zeroizing;

use crate::common::{
    assert_found, assert_heals, chain_words, household, pulled, refused, restores, second, serves_entries,
};

/// What is done to three entries that follow; the rule it meets and at which entry (counted from 0); which rules must go; and the
/// words for a person.
struct Case {
    name: &'static str,
    splice: fn(&[Entry]) -> Vec<Entry>,
    rule: Rule,
    at: u64,
    without: &'static [Rule],
    why: &'static str,
    /// The accounts of a client without these rules.
    harm: &'static [&'static str],
}

const NUMBER: &str = "its number does not follow the one before";

const CASES: &[Case] = &[
    Case {
        name: "one is dropped",
        splice: |e| vec![e[0].clone(), e[2].clone()],
        rule: Rule::Number,
        at: 2,
        without: &[Rule::Number, Rule::Previous],
        why: NUMBER,
        harm: &["Bank", "First", "Mail", "Third"],
    },
    Case {
        name: "two are swapped",
        splice: |e| vec![e[1].clone(), e[0].clone(), e[2].clone()],
        rule: Rule::Number,
        at: 1,
        without: &[Rule::Number, Rule::Previous],
        why: NUMBER,
        harm: &["Bank", "First", "Mail", "Second", "Third"],
    },
    Case {
        name: "one is replayed",
        splice: |e| vec![e[0].clone(), e[1].clone(), e[0].clone(), e[2].clone()],
        rule: Rule::Number,
        at: 0,
        without: &[Rule::Number, Rule::Previous],
        why: NUMBER,
        harm: &["Bank", "First", "Mail", "Second", "Third"],
    },
];

#[test]
fn a_device_takes_entries_in_their_order_only() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();
    let known = phone.membership().chain.head().number;
    for issuer in ["First", "Second", "Third"] {
        laptop.add(issuer, "anna@example.org");
        laptop.sync().unwrap();
    }
    let honest = entries_of(&pulled(&mut phone, known));
    assert_eq!(honest.len(), 3);

    for case in CASES {
        let served = (case.splice)(&honest);
        let mut victim = phone.duplicate().behind(serves_entries(&served));
        let number = known + 1 + case.at;
        let finding = Finding::Chain(ChainError { number, rule: case.rule });
        assert_found(&mut victim, &finding, &chain_words(number, case.why));
        assert_heals(&mut victim);
        assert_eq!(victim.codes(), laptop.codes(), "{}", case.name);

        let weak = Verifier::without_rules(case.without);
        let mut weak = phone.duplicate().behind(serves_entries(&served)).verifying(weak);
        let report = weak.sync().unwrap();
        assert_eq!(weak.issuers(), case.harm, "{}", case.name);
        assert_eq!(report.pulled, served.len(), "{}", case.name);
    }

    bodies_are_spliced(&phone, &honest, &laptop);
    another_backups_entry(&phone, &laptop, service.clock().now());
    assert_heals(&mut phone);
}

thread_local! {
    /// Whose body it really is, for the client that does not look.
    static BODY_OF: Cell<Option<Header>> = const { Cell::new(None) };
}

/// Opens a body whatever header stands above it.
fn open_any(key: &EpochKey, header: &Header, body: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    open_body_without_commitment(key, &BODY_OF.get().unwrap_or(*header), body)
}

fn bodies_are_spliced(phone: &Device, honest: &[Entry], laptop: &Device) {
    let raw = spliced(&honest[0], &honest[1]);
    // Other lengths than the header's are another error of the same class.
    assert_eq!(honest[0].body().unwrap().len(), honest[1].body().unwrap().len());
    let head = head_at(&honest[0]);
    let mut victim = phone.duplicate().behind(crate::common::serves(vec![raw.clone()], head));
    assert_found(
        &mut victim,
        &Finding::Frames(FrameError::Entry(EntryError::BodyHash)),
        "the service handed out something that is no entry: the entry's body is not the one that was signed",
    );
    assert_heals(&mut victim);
    assert_eq!(victim.codes(), laptop.codes());

    // Without the body hash the AEAD still refuses it; without both, the wrong records are taken.
    let entry = hazmat::decode_unchecked(&raw).unwrap();
    let (member, device) = (phone.membership(), phone.replica.device);
    let half = regain_sync::hazmat::without([Omit::Commitment(open_body_without_commitment)]);
    let error =
        refused(follow::verify(member, device, std::slice::from_ref(&entry), &half).map_err(SyncError::from));
    assert_eq!(error, SyncError::Finding(Finding::Sealed { number: head.number }));
    BODY_OF.set(Some(*honest[1].header()));
    let none = regain_sync::hazmat::without([Omit::Commitment(open_any)]);
    let followed = follow::verify(member, device, std::slice::from_ref(&entry), &none).ok().unwrap();
    BODY_OF.set(None);
    let mut vault = phone.replica.vault.duplicate();
    followed.changes.iter().for_each(|change| drop(vault.merge(change)));
    let issuers: Vec<_> = codes(&vault).into_iter().map(|(issuer, _)| issuer).collect();
    assert_eq!(issuers, ["Bank", "Mail", "Second"], "the second account stands where the first was signed");
}

fn another_backups_entry(phone: &Device, laptop: &Device, now: u64) {
    let chain = &phone.membership().chain;
    let device = laptop.replica.device;
    let secret = &laptop.membership().secret;
    let own = next_header(chain, Kind::Heartbeat, device, now).sign(Control::Heartbeat.encode(), secret);
    let foreign = resigned(&own, |header| header.backup = BackupId([7; 16]), secret);
    let number = foreign.header().number;
    let served = [foreign];
    let mut victim = phone.duplicate().behind(serves_entries(&served));
    let finding = Finding::Chain(ChainError { number, rule: Rule::Backup });
    assert_found(&mut victim, &finding, &chain_words(number, "it belongs to another backup"));
    assert_heals(&mut victim);
    let mut weak =
        phone.duplicate().behind(serves_entries(&served)).verifying(Verifier::without_rules(&[Rule::Backup]));
    weak.sync().unwrap();
    assert_eq!(
        weak.membership().chain.head(),
        head_at(&served[0]),
        "an entry of another backup is in the chain"
    );
}

#[test]
fn a_restore_takes_the_whole_state_or_nothing() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    for issuer in ["First", "Second"] {
        laptop.add(issuer, "anna@example.org");
        laptop.sync().unwrap();
    }
    service.advance(7 * DAY);
    phone.sync().unwrap();
    let mut prober = Device::new(&service, "Prober");
    let access = prober.access_by_kit(&founded.account, &founded.kit).unwrap();
    let honest = entries_of(&prober.send(access.read()));
    let kinds: Vec<_> = honest.iter().map(|entry| entry.header().kind).collect();
    let change = Kind::Change;
    let expected =
        [Kind::Genesis, Kind::Checkpoint, Kind::MemberAdded, change, change, change, Kind::Heartbeat];
    assert_eq!(kinds, expected);
    let without = |at: usize| {
        let mut entries = honest.clone();
        entries.remove(at);
        entries
    };

    // The checkpoint is left out: everything before the tail would be gone.
    let mut fresh = Device::new(&service, "New").behind(restores(without(1)));
    let error = refused(fresh.open_by_kit(&founded));
    assert_eq!(error, SyncError::Finding(Finding::Incomplete { after: 2 }));
    assert_eq!(error.to_string(), "the service left out entries: what it sent is incomplete after entry 2");
    let weak = Verifier::without(|| vec![Omit::Complete]);
    let mut weak = Device::new(&service, "Weak").behind(restores(without(1))).verifying(weak);
    let opened = weak.open_by_kit(&founded).unwrap();
    assert_eq!(codes(&opened.restored.vault).len(), 2, "Bank and Mail are gone");

    // An entry of the tail is left out.
    let mut fresh = Device::new(&service, "New").behind(restores(without(4)));
    assert_eq!(refused(fresh.open_by_kit(&founded)), SyncError::Finding(Finding::Incomplete { after: 3 }));
    let weak = || {
        let begin = |entry: &Entry, hash| hazmat::begin_without(&[Rule::Body], entry, hash);
        vec![Omit::Complete, Omit::Log(Box::new(begin))]
    };
    let mut weak =
        Device::new(&service, "Weak").behind(restores(without(4))).verifying(Verifier::without(weak));
    let opened = weak.open_by_kit(&founded).unwrap();
    assert_eq!(codes(&opened.restored.vault).len(), 3, "one of four is gone");

    // A change of members is left out: who signs after it must have known it.
    let skipping = vec![honest[0].clone(), honest[1].clone(), honest[6].clone()];
    let mut fresh = Device::new(&service, "New").behind(restores(skipping.clone()));
    let error = refused(fresh.open_by_kit(&founded));
    assert_eq!(error, SyncError::Finding(Finding::Chain(ChainError { number: 6, rule: Rule::Control })));
    assert_eq!(error.to_string(), chain_words(6, "it does not know the newest change of members"));
    let weak = || {
        let begin = |entry: &Entry, hash| hazmat::begin_without(&[Rule::Control], entry, hash);
        vec![Omit::Complete, Omit::Log(Box::new(begin))]
    };
    let mut weak =
        Device::new(&service, "Weak").behind(restores(skipping)).verifying(Verifier::without(weak));
    let opened = weak.open_by_kit(&founded).unwrap();
    assert!(opened.restored.chain.member(laptop.replica.device).is_none(), "a member was hidden");

    fresh.heal();
    fresh.recover(&founded).unwrap();
    phone.sync().unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}
