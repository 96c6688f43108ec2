//! How entries hang on each other, in order and during a restore; and that no bit of them can change.
use super::common::*;
use regain_log::{BackupId, Chain, Control, Entry, Hash, Head, Kind, Rule, Timing, UnsignedHeader};

type Attack = (&'static str, Rule, fn(&mut UnsignedHeader));

const ATTACKS: &[Attack] = &[
    ("another backup", Rule::Backup, |h| h.backup = BackupId([1; 16])),
    ("the same number again", Rule::Number, |h| h.number -= 1),
    ("a number left out", Rule::Number, |h| h.number += 1),
    ("the last number there is", Rule::Number, |h| h.number = u64::MAX),
    ("genesis' number", Rule::Number, |h| h.number = 0),
    ("another history", Rule::Previous, |h| h.previous = Hash([1; 32])),
    ("no history", Rule::Previous, |h| h.previous = Hash::ZERO),
    ("unaware of the newest change of members", Rule::Control, |h| h.control = Hash([1; 32])),
    ("no control", Rule::Control, |h| h.control = Hash::ZERO),
    ("the epoch before", Rule::Epoch, |h| h.epoch -= 1),
    ("an epoch of its own", Rule::Epoch, |h| h.epoch += 1),
    ("the last epoch there is", Rule::Epoch, |h| h.epoch = u32::MAX),
    ("the old epoch's key", Rule::Commitment, |h| h.commitment = commitment(h.epoch - 1)),
    ("a stranger as author", Rule::Author, |h| h.author = stranger().id()),
    ("another member as author", Rule::Signature, |h| h.author = laptop().id()),
];

#[test]
fn a_header_that_does_not_fit_is_refused_by_its_rule() {
    let mut log = Log::with_devices();
    let entry = log.removes(&kit(), &tablet(), None);
    log.take(&entry);
    for (name, rule, change) in ATTACKS {
        for control in [Control::Heartbeat, log.removal(&phone(), None)] {
            if *rule == Rule::Commitment && control != Control::Heartbeat {
                continue;
            }
            let mut header = log.header(&phone(), control.kind());
            change(&mut header);
            let entry = header.sign(control.encode(), &phone());
            assert_eq!(log.follow(&entry), Err(*rule), "{name}");
        }
        let mut header = log.header(&phone(), Kind::Change);
        change(&mut header);
        let entry = header.sign(vec![1; 296], &phone());
        assert_eq!(log.follow(&entry), Err(*rule), "{name}");
    }
    let entry = log.data(&phone(), Kind::Change);
    log.take(&entry);
}

#[test]
fn a_new_epoch_has_a_new_key() {
    let mut log = Log::with_devices();
    let mut header = log.header(&kit(), Kind::MemberRemoved);
    header.commitment = commitment(1);
    let entry = header.sign(log.removal(&phone(), None).encode(), &kit());
    log.refuses(&entry, Rule::Commitment);
    let mut header = log.header(&kit(), Kind::MemberRemoved);
    header.epoch -= 1;
    let entry = header.sign(log.removal(&phone(), None).encode(), &kit());
    log.refuses(&entry, Rule::Epoch);
}

#[test]
fn entries_are_taken_once_and_in_their_order() {
    let mut log = Log::begin();
    let first = log.data(&phone(), Kind::Change);
    log.take(&first);
    log.refuses(&first, Rule::Number);
    let second = log.data(&phone(), Kind::Change);
    let mut ahead = log.clone();
    ahead.take(&second);
    let third = ahead.data(&phone(), Kind::Change);
    log.refuses(&third, Rule::Number);
    let twin = log.header(&phone(), Kind::Change).sign(vec![2; 296], &phone());
    log.take(&twin);
    log.refuses(&third, Rule::Previous);
}

#[test]
fn a_control_entry_needs_the_body_of_its_kind() {
    let mut log = Log::with_devices();
    let heartbeat = log.says(&phone(), &Control::Heartbeat);
    log.refuses(&heartbeat.clone().without_body(), Rule::Body);
    for body in [vec![], vec![0xff], Control::Confirmed(Hash([1; 32])).encode(), vec![0x80, 0x80]] {
        let entry = log.header(&phone(), Kind::Heartbeat).sign(body, &phone());
        log.refuses(&entry, Rule::Body);
    }
    log.take(&heartbeat);
}

#[test]
fn a_client_follows_data_that_was_thinned_out_and_the_service_stores_it_whole() {
    let mut log = Log::begin();
    let thin = log.data(&phone(), Kind::Change).without_body();
    let refusal = log.service.follow(&thin, Timing::Service { now: START }).unwrap_err();
    assert_eq!(refusal.rule, Rule::Body);
    assert!(log.client.follow(&thin, Timing::Client).is_ok());
}

#[test]
fn no_single_bit_of_an_entry_can_change() {
    let mut log = Log::with_devices();
    for next in
        [|log: &Log| log.removes(&kit(), &tablet(), None), |log: &Log| log.data(&phone(), Kind::Change)]
    {
        let entry = next(&log);
        let bytes = entry.to_bytes();
        for bit in 0..bytes.len() * 8 {
            let mut changed = bytes.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let Ok(changed) = Entry::decode(&changed) else { continue };
            let mut chain = log.client.clone();
            assert!(chain.follow(&changed, Timing::Client).is_err(), "bit {bit} changed unnoticed");
            assert!(chain == log.client, "bit {bit} left a trace");
        }
        log.take(&entry);
    }
}

/// A log that a client restores from: data between control entries, a checkpoint, and a tail with both.
fn long_log() -> Log {
    let mut log = Log::with_devices();
    let entry = log.data(&phone(), Kind::Change);
    log.take(&entry);
    let entry = log.removes(&kit(), &tablet(), None);
    log.take(&entry);
    let entry = log.data(&laptop(), Kind::Change);
    log.take(&entry);
    let entry = log.data(&laptop(), Kind::Checkpoint);
    log.take(&entry);
    let entry = log.data(&phone(), Kind::Change);
    log.take(&entry);
    let entry = log.says(&phone(), &Control::Heartbeat);
    log.take(&entry);
    log
}

#[test]
fn a_restore_by_control_entries_checkpoint_and_tail_comes_to_the_same_state() {
    let log = long_log();
    let mut chain = Chain::begin(&log.entries[0], Some(log.client.genesis())).unwrap();
    let checkpoint = log.entries.iter().position(|e| e.header().kind == Kind::Checkpoint).unwrap();
    for entry in log.entries[1..checkpoint].iter().filter(|entry| !entry.header().kind.is_data()) {
        chain.follow_control(entry, Timing::Client).unwrap();
    }
    chain.adopt_checkpoint(&log.entries[checkpoint]).unwrap();
    for entry in &log.entries[checkpoint + 1..] {
        chain.follow(entry, Timing::Client).unwrap();
    }
    assert!(chain == log.client);
}

#[test]
fn a_restore_misses_no_control_entry_and_starts_from_a_checkpoint_only() {
    let log = long_log();
    let controls: Vec<_> = log.entries.iter().filter(|entry| !entry.header().kind.is_data()).collect();
    for left_out in 1..controls.len() - 1 {
        let mut chain = Chain::begin(controls[0], None).unwrap();
        let rules: Vec<_> = (1..controls.len())
            .filter(|number| *number != left_out)
            .filter_map(|number| chain.follow_control(controls[number], Timing::Client).err())
            .map(|error| error.rule)
            .collect();
        assert!(rules.contains(&Rule::Control) || rules.contains(&Rule::Previous), "{left_out} left out");
    }
    let checkpoint = log.entries.iter().find(|e| e.header().kind == Kind::Checkpoint).unwrap();
    let mut chain = Chain::begin(controls[0], None).unwrap();
    assert_eq!(chain.adopt_checkpoint(checkpoint).unwrap_err().rule, Rule::Control);
    assert_eq!(chain.follow_control(checkpoint, Timing::Client).unwrap_err().rule, Rule::Body);
    let mut log = Log::begin();
    let change = log.data(&phone(), Kind::Change);
    assert_eq!(log.client.adopt_checkpoint(&change).unwrap_err().rule, Rule::Body);
    let adjacent = {
        let mut header = log.header(&phone(), Kind::Checkpoint);
        header.previous = Hash([1; 32]);
        header.sign(vec![1; 296], &phone())
    };
    assert_eq!(log.client.adopt_checkpoint(&adjacent).unwrap_err().rule, Rule::Previous);
    let mut last = log.header(&phone(), Kind::Checkpoint);
    last.number = u64::MAX;
    log.client.adopt_checkpoint(&last.sign(vec![1; 296], &phone())).unwrap();
    let next = log.data_at_end(&phone());
    assert_eq!(log.client.follow(&next, Timing::Client).unwrap_err().rule, Rule::Number);
}

impl Log {
    /// What would follow the last number there is.
    fn data_at_end(&self, author: &Person) -> Entry {
        UnsignedHeader {
            backup: BACKUP,
            number: 0,
            previous: self.head().hash,
            control: self.client.control().hash,
            epoch: self.client.epoch(),
            kind: Kind::Change,
            author: author.id(),
            commitment: commitment(self.client.epoch()),
            time: self.now,
        }
        .sign(vec![1; 296], author)
    }
}

#[test]
fn headers_alone_show_whether_one_position_leads_to_another() {
    let log = long_log();
    let at = |number: usize| Head { number: number as u64, hash: log.entries[number].hash() };
    let fronts: Vec<_> = log.entries.iter().cloned().map(Entry::without_body).collect();
    let last = fronts.len() - 1;
    let verify = |from: usize, run: &[Entry], to: Head| {
        Chain::verify_links(at(from), run, to).map_err(|error| error.rule)
    };
    assert_eq!(verify(2, &fronts[3..], at(last)), Ok(()));
    assert_eq!(verify(2, &[], at(2)), Ok(()));
    assert_eq!(verify(2, &[], at(3)), Err(Rule::Previous));
    assert_eq!(verify(2, &fronts[4..], at(last)), Err(Rule::Number));
    assert_eq!(verify(2, &fronts[3..last], at(last)), Err(Rule::Previous));
    assert_eq!(verify(2, &fronts[3..], Head { hash: Hash([1; 32]), ..at(last) }), Err(Rule::Previous));
    let forked = Head { hash: Hash([1; 32]), ..at(2) };
    assert_eq!(Chain::verify_links(forked, &fronts[3..], at(last)).unwrap_err().rule, Rule::Previous);
}

#[test]
fn a_snapshot_of_the_newest_control_entry_goes_on_to_a_later_head() {
    let mut log = Log::with_devices();
    let stored = log.client.to_snapshot();
    let old = log.head();
    for _ in 0..3 {
        let entry = log.data(&phone(), Kind::Change);
        log.take(&entry);
    }
    let mut resumed = Chain::from_snapshot_at(&stored, log.head()).unwrap();
    assert!(resumed == log.client);
    assert_eq!(resumed.to_snapshot(), log.client.to_snapshot());
    let next = log.data(&laptop(), Kind::Change);
    assert!(resumed.follow(&next, Timing::Client).is_ok());
    assert!(Chain::from_snapshot_at(&stored, old).is_ok());
    for wrong in [Head { hash: Hash([1; 32]), ..old }, Head { number: old.number - 1, ..old }] {
        assert!(Chain::from_snapshot_at(&stored, wrong).is_err());
    }
}
