//! What the codecs read: exactly what they write, whole, and nothing else.
use super::common::*;
use proptest::prelude::*;
use regain_log::{
    Action, BackupId, Chain, Control, ControlError, Entry, EntryError, HEADER_LEN, Hash, Header, Kind,
    KindError, MAX_BODY_LEN, MemberId, SIGNATURE_LEN, UnsignedHeader,
    frame::{self, FrameError},
};

fn any_header() -> impl Strategy<Value = Header> {
    let front = (any::<[u8; 16]>(), any::<u64>(), any::<[u8; 32]>(), any::<[u8; 32]>(), any::<u32>());
    let back = (any::<[u8; 16]>(), any::<[u8; 32]>(), 0..=MAX_BODY_LEN, any::<[u8; 32]>(), any::<u64>());
    let kind = prop::sample::select(&Kind::ALL[..]);
    (front, kind, back).prop_map(|((backup, number, previous, control, epoch), kind, back)| {
        let (author, commitment, body_len, body_hash, time) = back;
        Header {
            backup: BackupId(backup),
            number,
            previous: Hash(previous),
            control: Hash(control),
            epoch,
            kind,
            author: MemberId(author),
            commitment,
            body_len: u32::try_from(body_len).unwrap(),
            body_hash: Hash(body_hash),
            time,
        }
    })
}

/// Bytes that look like an entry for a while: a valid header, then anything.
fn near_entry() -> impl Strategy<Value = Vec<u8>> {
    let front = any_header().prop_map(|header| header.encode().to_vec());
    (front, prop::collection::vec(any::<u8>(), 0..300), any::<prop::sample::Index>(), any::<u8>()).prop_map(
        |(mut bytes, rest, at, value)| {
            bytes.extend(rest);
            let at = at.index(bytes.len());
            bytes[at] = value;
            bytes
        },
    )
}

fn read_everything(bytes: &[u8]) {
    Entry::decode(bytes).ok();
    Entry::decode_without_body(bytes).ok();
    frame::read_all(bytes).ok();
    Chain::from_snapshot(bytes).ok();
    for kind in Kind::ALL {
        Control::decode(kind, bytes).ok();
    }
}

proptest! {
    #[test]
    fn a_header_survives_its_bytes(header in any_header()) {
        prop_assert_eq!(Header::decode(&header.encode()), Ok(header));
    }

    #[test]
    fn header_bytes_that_read_are_the_ones_that_are_written(bytes in near_entry()) {
        let bytes: &[u8; HEADER_LEN] = bytes.first_chunk().unwrap();
        if let Ok(header) = Header::decode(bytes) {
            prop_assert_eq!(header.encode(), *bytes);
        }
    }

    #[test]
    fn nothing_panics_on_arbitrary_bytes(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        read_everything(&bytes);
    }

    #[test]
    fn nothing_panics_on_bytes_that_look_right_for_a_while(
        bytes in near_entry(),
        flags in 0u8..3,
        length in prop_oneof![Just(251u32), 0u32..700, any::<u32>()],
    ) {
        read_everything(&bytes);
        let framed = [&[flags][..], &length.to_be_bytes(), &bytes].concat();
        frame::read_all(&framed).ok();
    }

    #[test]
    fn control_bodies_and_snapshots_changed_in_one_place_read_as_themselves_or_not_at_all(
        which in 0usize..10, at in any::<prop::sample::Index>(), value in any::<u8>(),
    ) {
        let (kind, mut body) = controls()[which].clone();
        let at_body = at.index(body.len());
        body[at_body] = value;
        if let Ok(control) = Control::decode(kind, &body) {
            prop_assert_eq!(control.encode(), body);
        }
        let mut snapshot = busy_log().client.to_snapshot();
        let at = at.index(snapshot.len());
        snapshot[at] = value;
        if let Ok(chain) = Chain::from_snapshot(&snapshot) {
            prop_assert_eq!(chain.to_snapshot(), snapshot);
        }
    }

    #[test]
    fn runs_of_entries_survive_their_frames(
        bodies in prop::collection::vec((prop::collection::vec(any::<u8>(), 0..50), any::<bool>()), 0..6),
    ) {
        let log = Log::begin();
        let entries: Vec<Entry> = bodies
            .into_iter()
            .map(|(body, thin)| {
                let entry = log.header(&phone(), Kind::Change).sign(body, &phone());
                if thin { entry.without_body() } else { entry }
            })
            .collect();
        prop_assert_eq!(frame::read_all(&frame::write_all(&entries)), Ok(entries));
    }
}

/// One body of each kind of control entry, proposals of both actions.
fn controls() -> Vec<(Kind, Vec<u8>)> {
    let log = Log::with_devices();
    let members = vec![kit().record, passphrase().record, phone().record];
    [
        Control::Genesis { seals: seals(&members), members },
        Control::MemberAdded { member: laptop().record, seal: seal(laptop().id()) },
        log.removal(&laptop(), None),
        log.removal(&laptop(), Some(Hash([7; 32]))),
        Control::decode(
            Kind::SlotReplaced,
            log.replaces(&kit(), Some(&kit()), &new_kit(), None).body().unwrap(),
        )
        .unwrap(),
        Control::Proposed(Action::Remove(laptop().id())),
        Control::Proposed(Action::ReplaceSlot { old: kit().id(), new: new_kit().record }),
        Control::Confirmed(Hash([7; 32])),
        Control::Heartbeat,
        Control::BackupClosed,
    ]
    .into_iter()
    .map(|control| (control.kind(), control.encode()))
    .collect()
}

/// Members, removed members, open and confirmed proposals.
fn busy_log() -> Log {
    let mut log = Log::with_devices();
    for entry in [
        (|log| log.removes(&kit(), &tablet(), None)) as fn(&Log) -> Entry,
        |log| log.proposes_slot(&phone(), &kit(), &new_kit()),
        |log| log.confirms(&laptop(), log.client.proposals().next().map(|(hash, _)| *hash).unwrap()),
        |log| log.proposes_removal(&laptop(), &phone()),
    ] {
        let entry = entry(&log);
        log.take(&entry);
    }
    log
}

#[test]
fn frames_cut_off_at_any_byte_are_refused() {
    let log = busy_log();
    let thin = log.entries[1].clone().without_body();
    let entries = [log.entries[0].clone(), thin, log.entries[2].clone()];
    let bytes = frame::write_all(&entries);
    let mut ends = vec![0];
    for entry in &entries {
        ends.push(ends.last().unwrap() + 5 + entry.to_bytes().len());
    }
    for cut in 0..bytes.len() {
        let read = frame::read_all(&bytes[..cut]);
        match ends.iter().position(|end| *end == cut) {
            Some(whole) => assert_eq!(read.unwrap(), entries[..whole]),
            None => assert_eq!(read, Err(FrameError::Truncated), "cut at {cut}"),
        }
    }
}

#[test]
fn frames_know_one_flag_and_one_limit() {
    let entry = Log::begin().entries[0].clone();
    let framed = |flags: u8, bytes: &[u8]| {
        let length = u32::try_from(bytes.len()).unwrap();
        [&[flags][..], &length.to_be_bytes(), bytes].concat()
    };
    for flags in 2..=u8::MAX {
        assert_eq!(frame::read_all(&framed(flags, &entry.to_bytes())), Err(FrameError::Flags(flags)));
    }
    let length = Err(FrameError::Entry(EntryError::Length));
    assert_eq!(frame::read_all(&framed(1, &entry.to_bytes())), length, "a body where none is announced");
    assert_eq!(frame::read_all(&framed(0, &entry.front())), length, "no body where one is announced");
    assert_eq!(frame::read_all(&framed(0, &[])), length);
    let too_long = u32::try_from(HEADER_LEN + SIGNATURE_LEN + MAX_BODY_LEN + 1).unwrap();
    for length in [too_long, u32::MAX] {
        let bytes = [&[0][..], &length.to_be_bytes()].concat();
        assert_eq!(frame::read_all(&bytes), Err(FrameError::TooLong));
    }
}

#[test]
fn an_entry_is_read_whole_or_not_at_all() {
    let entry = Log::begin().entries[0].clone();
    let bytes = entry.to_bytes();
    assert_eq!(Entry::decode(&bytes), Ok(entry.clone()));
    for cut in 0..bytes.len() {
        assert_eq!(Entry::decode(&bytes[..cut]), Err(EntryError::Length), "cut at {cut}");
    }
    assert_eq!(Entry::decode(&[&bytes[..], &[0]].concat()), Err(EntryError::Length));
    let front = entry.front();
    assert_eq!(Entry::decode_without_body(&front).unwrap(), entry.without_body());
    for wrong in [&front[..front.len() - 1], &[&front[..], &[0]].concat()] {
        assert_eq!(Entry::decode_without_body(wrong), Err(EntryError::Length));
    }
    let changed = |at: usize, value: u8| {
        let mut bytes = bytes.clone();
        bytes[at] = value;
        Entry::decode(&bytes).unwrap_err()
    };
    assert_eq!(changed(0, 2), EntryError::Format(2));
    assert_eq!(changed(0, 0), EntryError::Format(0));
    assert_eq!(changed(1, 0), EntryError::Suite(0));
    assert_eq!(changed(1, 2), EntryError::Suite(2));
    assert_eq!(changed(94, 3), EntryError::Kind(KindError(3)));
    assert_eq!(changed(143, 2), EntryError::BodyTooLong);
    assert_eq!(changed(146, bytes[146] ^ 1), EntryError::Length);
    assert_eq!(changed(bytes.len() - 1, bytes[bytes.len() - 1] ^ 1), EntryError::BodyHash);
}

#[test]
fn what_a_body_is_bound_to_leaves_out_its_own_length_and_hash() {
    let log = Log::begin();
    let header: UnsignedHeader = log.header(&phone(), Kind::Change);
    let entry = header.sign(vec![1; 300], &phone());
    assert_eq!(header.body_aad(), entry.header().body_aad());
    let bytes = entry.header().encode();
    assert_eq!(header.body_aad(), [b"regain/1/body", &bytes[..143], &bytes[179..]].concat());
}

#[test]
fn control_bodies_survive_their_bytes_and_belong_to_one_kind() {
    for (kind, body) in controls() {
        let control = Control::decode(kind, &body).unwrap();
        assert_eq!((control.kind(), control.encode()), (kind, body.clone()));
        for data in [Kind::Change, Kind::Checkpoint] {
            assert_eq!(Control::decode(data, &body), Err(ControlError::NotControl(data)));
        }
        for cut in 0..body.len() {
            assert_eq!(
                Control::decode(kind, &body[..cut]),
                Err(ControlError::Malformed(kind)),
                "cut at {cut}"
            );
        }
        let trailing = [&body[..], &[0]].concat();
        assert_eq!(Control::decode(kind, &trailing), Err(ControlError::Malformed(kind)), "trailing byte");
    }
}

/// Every way to write one CBOR item's head longer than needed or without its length.
fn second_heads(head: u8) -> Vec<Vec<u8>> {
    let (major, value) = (head & 0xe0, head & 0x1f);
    let mut out: Vec<Vec<u8>> = (1..=3)
        .map(|power: u32| {
            let bytes = 1 << power >> 1;
            let mut longer = vec![major | (23 + u8::try_from(power).unwrap())];
            longer.resize(bytes, 0);
            longer.push(value);
            longer
        })
        .collect();
    out.push(vec![major | 0x1f]);
    out
}

#[test]
fn a_control_body_has_no_second_encoding() {
    for (kind, body) in controls() {
        let nested = body.get(1).is_some_and(|head| head >> 5 == 4);
        for at in 0..if nested { 3 } else { 2 } {
            let Some(head) = body.get(at).filter(|head| **head & 0x1f < 24) else { continue };
            for longer in second_heads(*head) {
                let mut second = [&body[..at], &longer, &body[at + 1..]].concat();
                assert_eq!(
                    Control::decode(kind, &second),
                    Err(ControlError::Malformed(kind)),
                    "{kind:?} {at}"
                );
                second.push(0xff);
                assert_eq!(
                    Control::decode(kind, &second),
                    Err(ControlError::Malformed(kind)),
                    "{kind:?} {at}"
                );
            }
        }
    }
    // [action] with action [1, id], the number 1 in two bytes.
    let id = [&[0x50][..], &[4; 16]].concat();
    let one = |number: &[u8]| [&[0x81, 0x82][..], number, &id].concat();
    assert!(Control::decode(Kind::Proposed, &one(&[0x01])).is_ok());
    for number in [&[0x18, 0x01][..], &[0x19, 0, 1], &[0x1a, 0, 0, 0, 1], &[0xc1, 0x01], &[0x41, 0x01]] {
        assert!(Control::decode(Kind::Proposed, &one(number)).is_err());
    }
    // The hash of a confirmation as bytes of indefinite length, in two pieces, and as text.
    let hash = [7; 32];
    let whole = [&[0x81, 0x58, 32][..], &hash].concat();
    assert!(Control::decode(Kind::Confirmed, &whole).is_ok());
    let pieces = [&[0x81, 0x5f, 0x50][..], &hash[..16], &[0x50], &hash[16..], &[0xff]].concat();
    let text = [&[0x81, 0x78, 32][..], &hash].concat();
    let longer = [&[0x81, 0x59, 0, 32][..], &hash].concat();
    let open_array = [&[0x9f, 0x58, 32][..], &hash, &[0xff]].concat();
    let map = [&[0xa1, 0x58, 32][..], &hash, &[0x00]].concat();
    for second in [pieces, text, longer, open_array, map] {
        assert!(Control::decode(Kind::Confirmed, &second).is_err());
    }
    for second in [&[0x9f, 0xff][..], &[0x98, 0x00], &[0xa0], &[0xf6], &[0x80, 0x00], &[]] {
        assert!(Control::decode(Kind::Heartbeat, second).is_err());
    }
}

#[test]
fn lists_are_bounded_before_they_are_read() {
    let members = vec![kit().record, passphrase().record, phone().record, laptop().record];
    let four = Control::Genesis { seals: seals(&members), members }.encode();
    assert!(Control::decode(Kind::Genesis, &four).is_err());
    let removal = |count: usize| {
        let seals = (0..count).map(|_| seal(MemberId([0; 16]))).collect();
        let control =
            Control::MemberRemoved { member: phone().id(), seals, previous: [0; 72], proposal: None };
        Control::decode(Kind::MemberRemoved, &control.encode()).is_ok()
    };
    assert!(removal(1024));
    assert!(!removal(1025));
}

#[test]
fn a_snapshot_is_read_whole_and_of_this_version_only() {
    let bytes = busy_log().client.to_snapshot();
    assert!(Chain::from_snapshot(&bytes).is_ok());
    for cut in 0..bytes.len() {
        assert!(Chain::from_snapshot(&bytes[..cut]).is_err(), "cut at {cut}");
    }
    assert!(Chain::from_snapshot(&[&bytes[..], &[0]].concat()).is_err());
    let mut other = bytes;
    other[1] = 2;
    assert!(Chain::from_snapshot(&other).is_err());
}
