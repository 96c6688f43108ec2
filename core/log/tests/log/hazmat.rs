//! For each rule: an attack that the real chain refuses by exactly this rule, and that a chain without it accepts.
use super::common::*;
use regain_log::{
    BackupId, Chain, ChainError, Control, Entry, Hash, Kind, Rule, Timing, UnsignedHeader, hazmat,
};

/// Prepares a log; gives the attacking entry.
type Attack = fn(&mut Log) -> Entry;

fn heartbeat(log: &Log, change: fn(&mut UnsignedHeader)) -> Entry {
    let mut header = log.header(&phone(), Kind::Heartbeat);
    change(&mut header);
    header.sign(Control::Heartbeat.encode(), &phone())
}

const ATTACKS: &[(Rule, &str, Attack)] = &[
    (Rule::Backup, "an entry of another backup", |log| heartbeat(log, |h| h.backup = BackupId([1; 16]))),
    (Rule::Number, "the last entry again", |log| {
        let entry = heartbeat(log, |h| h.number -= 1);
        assert_eq!(entry.header().number, log.head().number);
        entry
    }),
    (Rule::Previous, "a branch of another history", |log| heartbeat(log, |h| h.previous = Hash([1; 32]))),
    (Rule::Control, "unaware of a removal", |log| {
        let stale = log.client.control().hash;
        let removal = log.removes(&kit(), &tablet(), None);
        log.take(&removal);
        let mut header = log.header(&phone(), Kind::Change);
        header.control = stale;
        header.sign(vec![1; 296], &phone())
    }),
    (Rule::Epoch, "an old epoch comes back", |log| {
        let removal = log.removes(&kit(), &tablet(), None);
        log.take(&removal);
        heartbeat(log, |h| h.epoch -= 1)
    }),
    (Rule::Commitment, "sealed with the key that a removed device knows", |log| {
        let removal = log.removes(&kit(), &tablet(), None);
        log.take(&removal);
        heartbeat(log, |h| h.commitment = commitment(1))
    }),
    (Rule::Author, "a removed device writes on", |log| {
        let removal = log.removes(&kit(), &tablet(), None);
        log.take(&removal);
        log.data(&tablet(), Kind::Change)
    }),
    (Rule::Author, "a stranger cancels", |log| {
        let proposal = log.proposes_removal(&phone(), &laptop());
        let proposal = log.take(&proposal);
        log.cancels(&stranger(), proposal)
    }),
    (Rule::Signature, "written in a member's name", |log| {
        log.header(&phone(), Kind::Change).sign(vec![1; 296], &stranger())
    }),
    (Rule::Right, "a device adds a member", |log| log.adds(&phone(), &stranger())),
    (Rule::Right, "the passphrase replaces the kit", |log| {
        log.replaces(&passphrase(), Some(&kit()), &new_kit(), None)
    }),
    (Rule::Right, "a device removes another", |log| log.removes(&phone(), &laptop(), None)),
    (Rule::Body, "a removal that says nothing", |log| {
        log.header(&kit(), Kind::MemberRemoved).sign(vec![0x80], &kit())
    }),
    (Rule::Fresh, "a removed device comes back under its old id", |log| {
        let removal = log.removes(&kit(), &tablet(), None);
        log.take(&removal);
        log.adds(&kit(), &tablet())
    }),
    (Rule::Seals, "an epoch that locks the kit out", |log| {
        let Control::MemberRemoved { member, mut seals, previous, .. } = log.removal(&phone(), None) else {
            unreachable!("a removal");
        };
        seals.retain(|seal| seal.member != kit().id());
        log.says(&passphrase(), &Control::MemberRemoved { member, seals, previous, proposal: None })
    }),
    (Rule::Proposal, "a proposal that nobody confirmed and that has not waited", |log| {
        let proposal = log.proposes_slot(&phone(), &kit(), &new_kit());
        let proposal = log.take(&proposal);
        log.replaces(&phone(), Some(&kit()), &new_kit(), Some(proposal))
    }),
    (Rule::Proposal, "a proposal that was cancelled", |log| {
        let proposal = log.proposes_removal(&phone(), &laptop());
        let proposal = log.take(&proposal);
        let cancelled = log.cancels(&laptop(), proposal);
        log.take(&cancelled);
        log.now += WAIT;
        log.removes(&phone(), &laptop(), Some(proposal))
    }),
    (Rule::Closed, "life after the end", |log| {
        let closed = log.says(&kit(), &Control::BackupClosed);
        log.take(&closed);
        log.data(&phone(), Kind::Change)
    }),
];

#[test]
fn each_attack_succeeds_exactly_where_its_rule_is_left_out() {
    for (rule, name, attack) in ATTACKS {
        let mut log = Log::with_devices();
        let entry = attack(&mut log);
        for timing in [Timing::Client, Timing::Service { now: log.now }] {
            let refusal = log.client.clone().follow(&entry, timing).unwrap_err();
            assert_eq!(refusal, ChainError { number: entry.header().number, rule: *rule }, "{name}");
            let mut weak = hazmat::without(&[*rule], log.client.clone());
            assert!(weak.follow(&entry, timing).is_ok(), "{name}: another rule refuses it as well");
            assert_eq!(weak.head().hash, entry.hash(), "{name}");
        }
    }
}

#[test]
fn without_the_genesis_rule_another_beginning_is_taken() {
    let real = genesis_of(&[&kit(), &phone()], &kit());
    let other = genesis_of(&[&new_kit(), &stranger()], &new_kit());
    assert_eq!(Chain::begin(&other, Some(real.hash())).unwrap_err().rule, Rule::Genesis);
    assert!(hazmat::begin_without(&[Rule::Genesis], &other, Some(real.hash())).is_ok());
}

#[test]
fn without_the_body_rule_a_change_passes_for_all_records() {
    let log = Log::begin();
    let change = log.data(&phone(), Kind::Change);
    assert_eq!(log.client.clone().adopt_checkpoint(&change).unwrap_err().rule, Rule::Body);
    assert!(hazmat::without(&[Rule::Body], log.client.clone()).adopt_checkpoint(&change).is_ok());
}

#[test]
fn every_rule_has_an_attack_and_a_name_of_its_own() {
    let rules = [
        Rule::Backup,
        Rule::Number,
        Rule::Previous,
        Rule::Control,
        Rule::Epoch,
        Rule::Commitment,
        Rule::Author,
        Rule::Signature,
        Rule::Right,
        Rule::Body,
        Rule::Fresh,
        Rule::Seals,
        Rule::Proposal,
        Rule::Closed,
    ];
    for rule in rules {
        assert!(ATTACKS.iter().any(|(attacked, ..)| *attacked == rule), "{rule:?} has no attack");
    }
    let names: std::collections::BTreeSet<_> = rules.iter().map(|rule| rule.name()).collect();
    assert_eq!(names.len(), rules.len());
}
