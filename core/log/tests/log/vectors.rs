//! The frozen vectors under `tests/vectors/`: read, followed, written again byte by byte, and made anew from their keys.

use std::collections::BTreeMap;
use std::fmt::Write;

use data_encoding::HEXLOWER;
use regain_log::{Chain, Control, Entry, Hash, Header, Kind, Rule, Timing, frame};

use super::common::*;

const LOG: &str = include_str!("../vectors/log.txt");
const FRAMES: &str = include_str!("../vectors/frames.txt");
const REFUSED: &str = include_str!("../vectors/refused.txt");

/// `[section]` lines, each with its `name = value` lines; `#` starts a comment.
fn sections(text: &str) -> Vec<(&str, BTreeMap<&str, &str>)> {
    let mut sections = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        if let Some(name) = line.strip_prefix('[').and_then(|line| line.strip_suffix(']')) {
            sections.push((name, BTreeMap::new()));
        } else {
            let (name, value) = line.split_once(" = ").unwrap();
            assert!(sections.last_mut().unwrap().1.insert(name, value).is_none(), "{name} stands twice");
        }
    }
    sections
}

fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).unwrap()
}

fn entry_of(fields: &BTreeMap<&str, &str>) -> Entry {
    Entry::decode(&[hex(fields["header"]), hex(fields["signature"]), hex(fields["body"])].concat()).unwrap()
}

fn entries() -> Vec<Entry> {
    sections(LOG)
        .iter()
        .filter(|(name, _)| name.starts_with("entry"))
        .map(|(_, fields)| entry_of(fields))
        .collect()
}

/// What the vectors were made by: every kind of entry once or more.
fn made_anew() -> Log {
    let mut log = Log::begin();
    let mut proposal = Hash::ZERO;
    let steps: &[fn(&Log, Hash) -> Entry] = &[
        |log, _| log.adds(&passphrase(), &laptop()),
        |log, _| log.adds(&kit(), &tablet()),
        |log, _| log.header(&phone(), Kind::Change).sign((0..=255).collect(), &phone()),
        |log, _| log.proposes_removal(&phone(), &laptop()),
        |log, proposal| log.confirms(&tablet(), proposal),
        |log, proposal| log.removes(&phone(), &laptop(), Some(proposal)),
        |log, _| log.says(&tablet(), &Control::Heartbeat),
        |log, _| log.replaces(&kit(), Some(&passphrase()), &new_passphrase(), None),
        |log, _| log.data(&phone(), Kind::Checkpoint),
        |log, _| log.proposes_slot(&tablet(), &kit(), &new_kit()),
        |log, proposal| log.cancels(&phone(), proposal),
        |log, _| log.removes(&new_passphrase(), &tablet(), None),
        |log, _| log.data(&new_passphrase(), Kind::Change),
        |log, _| log.says(&phone(), &Control::MemberLeft),
        |log, _| log.says(&kit(), &Control::BackupClosed),
    ];
    for step in steps {
        log.now += 1000;
        let entry = step(&log, proposal);
        let hash = log.take(&entry);
        if entry.header().kind == Kind::Proposed {
            proposal = hash;
        }
    }
    log
}

/// What must be refused after the first seven entries (genesis to member-removed).
fn made_refusals() -> Vec<(Rule, Entry)> {
    let entries = entries();
    let mut log = Log::of(entries[0].clone());
    for entry in &entries[1..7] {
        log.take(entry);
    }
    log.now = START + 7000;
    let heartbeat = |change: fn(&mut regain_log::UnsignedHeader)| {
        let mut header = log.header(&phone(), Kind::Heartbeat);
        change(&mut header);
        header.sign(Control::Heartbeat.encode(), &phone())
    };
    vec![
        (Rule::Number, heartbeat(|header| header.number += 1)),
        (Rule::Previous, heartbeat(|header| header.previous = Hash([1; 32]))),
        (Rule::Backup, heartbeat(|header| header.backup.0[15] ^= 1)),
        (Rule::Control, heartbeat(|header| header.control = Hash::ZERO)),
        (Rule::Epoch, heartbeat(|header| header.epoch = 1)),
        (Rule::Commitment, heartbeat(|header| header.commitment = commitment(1))),
        (Rule::Author, log.says(&laptop(), &Control::Heartbeat)),
        (Rule::Signature, log.header(&phone(), Kind::Heartbeat).sign(vec![0x80], &tablet())),
        (Rule::Body, log.header(&phone(), Kind::Heartbeat).sign(vec![0x98, 0x00], &phone())),
        (Rule::Right, log.data(&kit(), Kind::Checkpoint)),
        (Rule::Right, log.replaces(&passphrase(), Some(&kit()), &new_kit(), None)),
        (Rule::Fresh, log.adds(&kit(), &laptop())),
        (
            Rule::Seals,
            log.says(&kit(), &Control::MemberAdded { member: stranger().record, seal: seal(phone().id()) }),
        ),
        (Rule::Proposal, log.removes(&phone(), &tablet(), Some(entries[4].hash()))),
    ]
}

fn write_entry(out: &mut String, entry: &Entry) {
    let (front, body) = (entry.front(), entry.body().unwrap());
    let (header, signature) = front.split_at(regain_log::HEADER_LEN);
    for (name, bytes) in [("header", header), ("signature", signature), ("body", body)] {
        writeln!(out, "{name} = {}", HEXLOWER.encode(bytes)).unwrap();
    }
    writeln!(out, "hash = {}\n", HEXLOWER.encode(entry.hash().as_bytes())).unwrap();
}

fn without_comments(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.starts_with('#') && !line.is_empty()).collect()
}

#[test]
fn the_log_is_read_followed_and_written_again_byte_by_byte() {
    let sections = sections(LOG);
    let mut log: Option<Log> = None;
    let mut kinds = std::collections::BTreeSet::new();
    for (name, fields) in sections.iter().filter(|(name, _)| name.starts_with("entry")) {
        let entry = entry_of(fields);
        let header: [u8; 187] = hex(fields["header"]).try_into().unwrap();
        assert_eq!(Header::decode(&header).unwrap().encode(), header, "{name}");
        let whole = [hex(fields["header"]), hex(fields["signature"]), hex(fields["body"])].concat();
        assert_eq!(entry.to_bytes(), whole, "{name}");
        assert_eq!(entry.hash().as_bytes()[..], hex(fields["hash"]), "{name}");
        let kind = entry.header().kind;
        assert_eq!(*name, format!("entry {} {kind:?}", entry.header().number));
        if !kind.is_data() {
            let control = Control::decode(kind, entry.body().unwrap()).unwrap();
            assert_eq!(control.encode(), hex(fields["body"]), "{name}");
        }
        kinds.insert(kind);
        match &mut log {
            None => log = Some(Log::of(entry)),
            Some(log) => drop(log.take(&entry)),
        }
    }
    assert_eq!(kinds.len(), Kind::ALL.len(), "every kind is there");
    let chain = log.unwrap().client;
    let (_, result) = sections.iter().find(|(name, _)| *name == "result").unwrap();
    assert_eq!(chain.head().number.to_string(), result["head"]);
    assert_eq!(chain.head().hash.as_bytes()[..], hex(result["head hash"]));
    assert_eq!(chain.control().hash.as_bytes()[..], hex(result["control hash"]));
    assert_eq!(chain.epoch().to_string(), result["epoch"]);
    let members: Vec<_> = chain.members().map(|member| member.record.id.to_string()).collect();
    assert_eq!(members.join(" "), result["members"]);
    assert_eq!(chain.is_closed().to_string(), result["closed"]);
}

#[test]
fn the_log_is_what_its_keys_and_statements_make() {
    let log = made_anew();
    let mut text = String::new();
    for entry in &log.entries {
        writeln!(text, "[entry {} {:?}]", entry.header().number, entry.header().kind).unwrap();
        write_entry(&mut text, entry);
    }
    let from = LOG.find("[entry 0").unwrap();
    let to = LOG.find("[result]").unwrap();
    assert_eq!(without_comments(&text), without_comments(&LOG[from..to]));
    for (name, fields) in sections(LOG) {
        let Some(name) = name.strip_prefix("member ") else { continue };
        let people = [
            ("kit", kit()),
            ("passphrase", passphrase()),
            ("phone", phone()),
            ("laptop", laptop()),
            ("tablet", tablet()),
            ("new kit", new_kit()),
            ("new passphrase", new_passphrase()),
        ];
        let (_, person) = people.into_iter().find(|(known, _)| *known == name).unwrap();
        let record = person.record;
        assert_eq!(hex(fields["id"]), record.id.0, "{name}");
        assert_eq!(fields["kind"], (record.kind as u8).to_string(), "{name}");
        let key = ed25519_dalek::SigningKey::from_bytes(&hex(fields["sign seed"]).try_into().unwrap());
        assert_eq!(key.verifying_key().to_bytes(), record.sign, "{name}");
        assert_eq!(hex(fields["sign"]), record.sign, "{name}");
        assert_eq!(hex(fields["open"]), record.open, "{name}");
        let extra = record.kit.map(|kit| [kit.auth, kit.age].concat()).unwrap_or_default();
        assert_eq!(hex(fields.get("extra").unwrap_or(&"")), extra, "{name}");
    }
}

#[test]
fn the_frames_hold_the_first_three_entries_the_middle_one_without_its_body() {
    let (_, fields) = sections(FRAMES).remove(0);
    let bytes = hex(fields["run"]);
    let read = frame::read_all(&bytes).unwrap();
    let [first, second, third] = <[Entry; 3]>::try_from(entries()[..3].to_vec()).unwrap();
    assert_eq!(read, [first, second.without_body(), third]);
    assert_eq!(frame::write_all(&read), bytes);
}

#[test]
fn the_refused_entries_are_refused_by_their_rules() {
    let entries = entries();
    let mut chain = Chain::begin(&entries[0], None).unwrap();
    for entry in &entries[1..7] {
        chain.follow(entry, Timing::Client).unwrap();
    }
    let sections = sections(REFUSED);
    for (name, fields) in &sections {
        let entry = entry_of(fields);
        assert_eq!(entry.hash().as_bytes()[..], hex(fields["hash"]), "{name}");
        let refusal = chain.clone().follow(&entry, Timing::Client).unwrap_err();
        assert_eq!(refusal.rule.name(), fields["rule"], "{name}");
    }
    let mut text = String::new();
    for (number, (rule, entry)) in made_refusals().iter().enumerate() {
        writeln!(text, "[refused {number}]\nrule = {}", rule.name()).unwrap();
        write_entry(&mut text, entry);
    }
    assert_eq!(without_comments(&text), without_comments(REFUSED));
}
