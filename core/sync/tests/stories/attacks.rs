//! A service that lies. Each finding is provoked and named, nothing local is lost, and without its one check the attack succeeds.

use regain_log::{Action, Control, Entry, Head, Kind, Rule, UnsignedHeader, frame};
use regain_protocol::{Problem, ProblemCode};
use regain_seal::{MemberSecret, RecoveryKit};
use regain_sync::hazmat::{self, Omit};
use regain_sync::{Checks, Finding, Response, SyncError, follow, restore};

use crate::common::service::{Service, framed, problem};
use crate::common::{DAY, Device, Ended, World};

/// Two devices; accounts 1 and 2 came one entry after the other.
fn two() -> (World, RecoveryKit, Device, Device) {
    let (mut world, kit, mut phone) = World::founded();
    phone.sync(&mut world).report();
    let mut laptop = world.recovered(&kit, "Laptop", 2);
    for (id, label) in [(1, "one"), (2, "two")] {
        phone.add(&world, id, label);
        phone.sync(&mut world).report();
    }
    laptop.sync(&mut world).report();
    (world, kit, phone, laptop)
}

/// The finding of a sync that must change nothing.
#[track_caller]
fn finding(device: &mut Device, world: &mut World) -> Finding {
    let labels = device.labels();
    let SyncError::Finding(finding) = device.sync(world).error() else { panic!("no finding") };
    assert_eq!(device.labels(), labels, "everything local stays");
    let noted = device.member(|member| member.finding.clone()).unwrap();
    assert_eq!(noted, (finding.code().to_owned(), finding.to_string()));
    finding
}

fn on_pull(world: &mut World, change: impl Fn(Vec<Entry>, Head) -> (Vec<Entry>, Head) + 'static) {
    on(world, "/entries?", change);
}

fn on_restore(world: &mut World, change: impl Fn(Vec<Entry>, Head) -> (Vec<Entry>, Head) + 'static) {
    on(world, "/restore", change);
}

fn on(
    world: &mut World,
    path: &'static str,
    change: impl Fn(Vec<Entry>, Head) -> (Vec<Entry>, Head) + 'static,
) {
    world.tamper = Some(Box::new(move |request, answer| {
        if request.path.contains(path) {
            let (entries, head) = answer.entries().unwrap();
            let (entries, head) = change(entries, head);
            framed(200, &entries, head)
        } else {
            answer
        }
    }));
}

fn open(world: &mut World, kit: &RecoveryKit, checks: &Checks) -> Result<usize, SyncError> {
    let access = world.access_by_kit(kit)?;
    let opened = world.open_with(access, checks)?;
    Ok(regain_vault::account::count(&opened.restored.vault))
}

fn rolled_back(service: &Service, number: u64) -> Service {
    let mut back = service.clone();
    back.log.truncate(usize::try_from(number).unwrap() + 1);
    let mut chain = regain_log::Chain::begin(&back.log[0], None).unwrap();
    for entry in &back.log[1..] {
        chain.follow(entry, regain_log::Timing::Client).unwrap();
    }
    back.chain = Some(chain);
    back
}

#[test]
fn an_older_log_is_a_rollback() {
    let (mut world, _, mut phone, _) = two();
    let known = world.service.head().number;
    world.service = rolled_back(&world.service, known - 1);
    assert_eq!(finding(&mut phone, &mut world), Finding::Rollback { known, served: known - 1 });
    assert!(matches!(phone.sync_checks(&mut world, hazmat::without([Omit::Rollback])), Ended::Done(_)));
}

#[test]
fn another_history_is_never_merged() {
    let (mut world, _, mut phone, mut laptop) = two();
    let honest = world.service.clone();
    laptop.add(&world, 5, "in-one-history");
    laptop.sync(&mut world).report();
    let split = std::mem::replace(&mut world.service, honest);
    phone.add(&world, 6, "in-the-other");
    phone.sync(&mut world).report();
    world.service = split;
    let number = world.service.head().number;
    assert_eq!(finding(&mut phone, &mut world), Finding::Fork { number });
    assert!(matches!(phone.sync_checks(&mut world, hazmat::without([Omit::Rollback])), Ended::Done(_)));
    // A longer one does not hang on what this device knows.
    laptop.rename(&world, 5, "longer");
    laptop.sync(&mut world).report();
    assert_eq!(finding(&mut phone, &mut world).rule(), Some(Rule::Previous));
}

#[test]
fn a_service_that_promises_more_than_it_hands_out_is_named_at_once() {
    let (mut world, _, mut phone, mut laptop) = two();
    on_pull(&mut world, |entries, head| (entries, Head { number: head.number + 5, ..head }));
    assert!(matches!(finding(&mut phone, &mut world), Finding::Incomplete { .. }));
    // The same with entries this device has already, over and over.
    let all = world.service.log.clone();
    on_pull(&mut world, move |_, head| (all[1..].to_vec(), Head { number: head.number + 5, ..head }));
    world.service.asked.clear();
    assert!(matches!(finding(&mut phone, &mut world), Finding::Incomplete { .. }));
    assert!(world.service.asked.len() < 3);
    // Dropped, doubled and reordered entries.
    world.tamper = None;
    for id in 10..13 {
        laptop.add(&world, id, "new");
        laptop.sync(&mut world).report();
    }
    on_pull(&mut world, |entries, head| (entries[1..].to_vec(), head));
    assert_eq!(finding(&mut phone, &mut world).rule(), Some(Rule::Number));
    on_pull(&mut world, |entries, head| ([&entries[..1], &entries[..]].concat(), head));
    assert_eq!(finding(&mut phone, &mut world).rule(), Some(Rule::Number));
    on_pull(&mut world, |mut entries, head| {
        entries.reverse();
        (entries, head)
    });
    assert_eq!(finding(&mut phone, &mut world).rule(), Some(Rule::Number));
    world.tamper = None;
    phone.sync(&mut world).report();
    assert_eq!(phone.member(|member| member.finding.clone()), None, "named until a sync finds nothing");
}

#[test]
fn swapped_bodies_and_flipped_bits_open_nowhere() {
    let (mut world, _, mut phone, mut laptop) = two();
    laptop.add(&world, 5, "five");
    laptop.sync(&mut world).report();
    laptop.add(&world, 6, "six");
    laptop.sync(&mut world).report();
    let pulled = frame::write_all(&world.service.log[world.service.log.len() - 2..]);
    let head = world.service.head();
    let answer = move |body: Vec<u8>| Response { body, ..framed(200, &[], head) };
    // Two entries of one length: exchange the bodies.
    let mut swapped = pulled.clone();
    let (one, two) = swapped.split_at_mut(pulled.len() / 2);
    one[256..].swap_with_slice(&mut two[256..]);
    let whole = answer(swapped);
    world.tamper = Some(Box::new(move |_, _| whole.clone()));
    assert_eq!(finding(&mut phone, &mut world).code(), "frames");
    for at in (0..pulled.len()).step_by(7) {
        let mut flipped = pulled.clone();
        flipped[at] ^= 1;
        let whole = answer(flipped);
        world.tamper = Some(Box::new(move |_, _| whole.clone()));
        finding(&mut phone, &mut world);
    }
}

/// What a member with real keys can write and the service can't tell from the truth.
fn by_laptop(world: &mut World, laptop: &Device, kind: Kind, body: Vec<u8>, commitment: Option<[u8; 32]>) {
    let secret = MemberSecret::from_bytes(&laptop.member(|member| member.secret.expose_bytes()));
    let header = header(world, laptop, kind, commitment);
    push(world, header.sign(body, &secret));
}

fn header(world: &World, laptop: &Device, kind: Kind, commitment: Option<[u8; 32]>) -> UnsignedHeader {
    let chain = world.service.chain();
    UnsignedHeader {
        backup: chain.backup(),
        number: chain.head().number + 1,
        previous: chain.head().hash,
        control: chain.control().hash,
        epoch: chain.epoch() + u32::from(kind.starts_epoch()),
        kind,
        author: laptop.id(),
        commitment: commitment.unwrap_or(*chain.commitment()),
        time: world.now,
    }
}

fn push(world: &mut World, entry: Entry) {
    let now = world.now;
    let chain = world.service.chain.as_mut().unwrap();
    chain.follow(&entry, regain_log::Timing::Service { now }).unwrap();
    world.service.log.push(entry);
}

#[test]
fn a_body_that_is_not_sealed_records_is_named_with_its_number() {
    let (mut world, kit, mut phone, laptop) = two();
    let (honest, number) = (world.service.clone(), world.service.head().number + 1);
    by_laptop(&mut world, &laptop, Kind::Change, vec![7; 300], None);
    assert_eq!(finding(&mut phone, &mut world), Finding::Sealed { number });
    assert_eq!(
        open(&mut world, &kit, &Checks::default()),
        Err(SyncError::Finding(Finding::Sealed { number }))
    );
    world.service = honest;
    let header = header(&world, &laptop, Kind::Change, None);
    let sealed = laptop.member(|member| {
        let key = member.keys.of(1).unwrap();
        regain_seal::seal_body(key, &header, b"no records", &mut world.rng).unwrap()
    });
    by_laptop(&mut world, &laptop, Kind::Change, sealed, None);
    assert_eq!(finding(&mut phone, &mut world), Finding::Records { number });
}

#[test]
fn an_epoch_sealed_wrongly_to_somebody_else_is_refused_by_everyone() {
    let (mut world, kit, mut phone, laptop) = two();
    // A slot's holder removes the laptop, and seals garbage to the kit: from then on the kit would open nothing.
    let (target, slot) = (laptop.id(), world.open(&kit).unwrap());
    let (control, commitment) = laptop.member(|member| {
        let next = member.keys.of(1).unwrap().next(&mut world.rng);
        let mut seals = next.key.seal_to_all(&member.chain.members_after(Some(target), None)).unwrap();
        let to_kit = member.chain.slot(regain_log::MemberKind::Kit).unwrap().id;
        let seal = seals.iter_mut().find(|seal| seal.member == to_kit).unwrap();
        seal.bytes[40] ^= 1;
        let previous = next.previous;
        let control = Control::MemberRemoved { member: target, seals, previous, proposal: None };
        (control, next.key.commitment())
    });
    let number = world.service.head().number + 1;
    let header = UnsignedHeader {
        author: slot.access.slot(),
        ..header(&world, &laptop, Kind::MemberRemoved, Some(commitment))
    };
    push(&mut world, header.sign(control.encode(), slot.access.secret()));
    assert_eq!(finding(&mut phone, &mut world), Finding::Seals { number });
    assert!(matches!(phone.sync_checks(&mut world, hazmat::without([Omit::Seals])), Ended::Done(_)));
    let shut_out = open(&mut world, &kit, &hazmat::without([Omit::Seals]));
    assert_eq!(shut_out, Err(SyncError::Finding(Finding::Seals { number })), "the harm it does");
}

#[test]
fn a_stranger_and_a_device_without_the_right_are_refused_by_the_log() {
    let (mut world, _, phone, laptop) = two();
    let checks = Checks::default();
    let stranger = MemberSecret::make(&mut world.rng);
    let header = UnsignedHeader {
        author: regain_log::MemberId([9; 16]),
        ..header(&world, &laptop, Kind::Heartbeat, None)
    };
    let entry = header.sign(Control::Heartbeat.encode(), &stranger);
    let follow = |member: &regain_sync::Membership| {
        follow::verify(member, phone.id(), std::slice::from_ref(&entry), &checks).err()
    };
    assert_eq!(phone.member(follow).unwrap().rule(), Some(Rule::Author));
    // A device alone removes nobody.
    let secret = laptop.member(|member| MemberSecret::from_bytes(&member.secret.expose_bytes()));
    let propose = Control::Proposed(Action::Remove(laptop.id())).encode();
    let entry = self::header(&world, &laptop, Kind::Proposed, None).sign(propose, &secret);
    let refused = phone.member(|member| follow::verify(member, phone.id(), &[entry], &checks).err());
    assert_eq!(refused.unwrap().rule(), Some(Rule::Right), "it does not even propose its own");
}

#[test]
fn a_state_from_before_the_slot_was_last_used_is_refused() {
    let (mut world, kit, mut phone, _) = two();
    let opened = world.open(&kit).unwrap();
    let (checkpoint, request) = opened.refresh_checkpoint(&mut world.rng);
    assert_eq!(world.handle(&request).status, 204);
    let served = checkpoint.number - 1;
    let honest = world.service.clone();
    world.service = rolled_back(&honest, served);
    let older = Finding::OlderThanSlot { known: checkpoint.number, served };
    assert_eq!(open(&mut world, &kit, &Checks::default()), Err(older.into()));
    assert_eq!(open(&mut world, &kit, &hazmat::without([Omit::Pin])), Ok(1), "one account of two");
    // As long as what the slot knows, and another history.
    world.now += 8 * DAY;
    phone.change(&world, |replica, _| {
        let membership = replica.membership.as_mut().unwrap();
        membership.chain = world.service.chain().clone();
    });
    phone.add(&world, 8, "other");
    phone.sync(&mut world).report();
    let fork = Finding::Fork { number: checkpoint.number };
    assert_eq!(open(&mut world, &kit, &Checks::default()), Err(fork.into()));
    // And far longer: the headers from the checkpoint on do not hang together.
    world.service = honest;
    phone.change(&world, |replica, _| {
        replica.membership.as_mut().unwrap().chain = world.service.chain().clone();
    });
    phone.rename(&world, 1, "on");
    phone.sync(&mut world).report();
    let access = world.access_by_kit(&kit).unwrap();
    let opened = world.open_with(access, &Checks::default()).unwrap();
    let (links, request) = opened.links().unwrap();
    let mut fronts = world.handle(&request);
    fronts.body[60] ^= 1;
    assert!(matches!(links.answer(&fronts, &opened).err(), Some(SyncError::Finding(_))));
    world.check_links(&opened).unwrap();
}

#[test]
fn a_restore_that_leaves_records_out_is_incomplete() {
    let (mut world, kit, mut phone, _) = two();
    world.now += 8 * DAY;
    phone.sync(&mut world).report();
    assert_eq!(world.service.log.last().unwrap().header().kind, Kind::Heartbeat);
    let incomplete = |result: Result<usize, SyncError>| {
        assert!(matches!(result, Err(SyncError::Finding(Finding::Incomplete { .. }))), "{result:?}");
    };
    // Control entries hang on each other, so this can be seen only by what is missing between them.
    let no_data = |entries: Vec<Entry>, head: Head| {
        let kept = |entry: &Entry| entry.header().kind != Kind::Change;
        (entries.into_iter().filter(kept).collect(), head)
    };
    on_restore(&mut world, no_data);
    incomplete(open(&mut world, &kit, &Checks::default()));
    assert_eq!(
        open(&mut world, &kit, &hazmat::without([Omit::Complete])),
        Ok(0),
        "a restore without its accounts"
    );
    // One dropped in the middle, a body thinned out, an end cut off, a head that is not the last entry's.
    let number = world.service.head().number;
    on_restore(&mut world, move |mut entries, head| {
        entries.retain(|entry| entry.header().number != number - 2);
        (entries, head)
    });
    incomplete(open(&mut world, &kit, &Checks::default()));
    on_restore(&mut world, move |entries, head| {
        let thin =
            |entry: Entry| if entry.header().kind == Kind::Change { entry.without_body() } else { entry };
        (entries.into_iter().map(thin).collect(), head)
    });
    incomplete(open(&mut world, &kit, &Checks::default()));
    on_restore(&mut world, |mut entries, head| {
        entries.pop();
        (entries, head)
    });
    incomplete(open(&mut world, &kit, &Checks::default()));
    on_restore(&mut world, |_, head| (Vec::new(), head));
    incomplete(open(&mut world, &kit, &Checks::default()));
    on_restore(&mut world, |entries, head| (entries[1..].to_vec(), head));
    assert!(matches!(open(&mut world, &kit, &Checks::default()), Err(SyncError::Finding(Finding::Chain(_)))));
}

#[test]
fn a_blob_that_was_swapped_belongs_to_nothing() {
    let (mut world, kit, ..) = two();
    world.tamper = Some(Box::new(|request, mut answer| {
        if request.path.ends_with("/kit/finish") {
            let mut session: regain_protocol::Session = answer.json().unwrap();
            let blob = &mut session.slot.as_mut().unwrap().blob.0;
            blob[30] ^= 1;
            answer.body = serde_json::to_vec(&session).unwrap();
        }
        answer
    }));
    assert_eq!(world.access_by_kit(&kit).err(), Some(Finding::Slot.into()));
    // Another backup under the same name: the blob names its own genesis.
    world.tamper = None;
    let access = world.access_by_kit(&kit).unwrap();
    let (other, ..) = World::founded_from(9);
    let entries = other.service.restore_set(other.service.head().number);
    let refused =
        restore::verify(access.genesis(), access.opener(), &entries, None, None, &Checks::default());
    assert_eq!(refused.err().unwrap().rule(), Some(Rule::Genesis));
}

#[test]
fn a_200_for_something_else_acknowledges_nothing() {
    let (mut world, _, mut phone, _) = two();
    phone.add(&world, 5, "mine");
    world.tamper = Some(Box::new(|request, mut answer| {
        if request.expected_head.is_some() {
            let mut appended: regain_protocol::Appended = answer.json().unwrap();
            appended.hash = regain_log::Hash::ZERO;
            answer.body = serde_json::to_vec(&appended).unwrap();
        }
        answer
    }));
    assert_eq!(finding(&mut phone, &mut world).code(), "fork");
    assert_eq!(phone.member(|member| (member.outbox.len(), member.outbox.attempt.is_some())), (1, true));
    world.tamper = None;
    assert_eq!(phone.sync(&mut world).report().pushed, 1);
}

#[test]
fn nothing_local_goes_on_a_servers_word() {
    let (mut world, _, mut phone, _) = two();
    phone.add(&world, 5, "mine");
    let (labels, stored) = (phone.labels(), phone.replica(world.now).encode());
    let answers = [
        (404, "application/problem+json", br#"{"code":"not-found"}"#.to_vec()),
        (410, "text/html", b"<h1>gone</h1>".to_vec()),
        (200, "text/html", b"<h1>It works!</h1>".to_vec()),
        (200, "application/json", b"[]".to_vec()),
        (500, "application/problem+json", br#"{"code":"internal"}"#.to_vec()),
        (503, "", Vec::new()),
        (409, "application/problem+json", br#"{"code":"head-moved"}"#.to_vec()),
        (401, "application/problem+json", br#"{"code":"sign-in-failed"}"#.to_vec()),
        (403, "application/problem+json", br#"{"code":"member-removed"}"#.to_vec()),
        (200, regain_protocol::ENTRIES_TYPE, Vec::new()),
    ];
    for (status, content_type, body) in answers {
        let answer = Response { status, content_type: content_type.into(), head: None, body };
        world.tamper = Some(Box::new(move |_, _| answer.clone()));
        phone.sync(&mut world).error();
        assert_eq!(phone.labels(), labels, "{status}");
        phone.member(|member| assert_eq!(member.outbox.len(), 1));
    }
    world.tamper = None;
    phone.sync(&mut world).report();
    assert!(phone.replica(world.now).encode() != stored);
    assert_eq!(phone.member(|member| member.outbox.len()), 0);
}

#[test]
fn a_body_that_is_withheld_is_asked_for_until_it_comes() {
    let (mut world, _, mut phone, mut laptop) = two();
    laptop.add(&world, 5, "hidden");
    laptop.sync(&mut world).report();
    // The pull shows headers only, and the whole state is not to be had.
    world.tamper = Some(Box::new(|request, answer| {
        if request.path.contains("/entries?") {
            let (entries, head) = answer.entries().unwrap();
            let thin: Vec<_> = entries.into_iter().map(Entry::without_body).collect();
            framed(200, &thin, head)
        } else if request.path.contains("/restore") {
            problem(&Problem::new(ProblemCode::Busy))
        } else {
            answer
        }
    }));
    for _ in 0..2 {
        assert_eq!(phone.sync(&mut world).error().code(), Some(ProblemCode::Busy));
        assert!(phone.member(|member| member.gap));
    }
    // Nor does an older whole state do.
    let known = world.service.head().number;
    let older = framed(200, &world.service.restore_set(known - 1), {
        let entry = world.service.entry(known - 1);
        Head { number: known - 1, hash: entry.hash() }
    });
    world.tamper = Some(Box::new(
        move |request, answer| {
            if request.path.contains("/restore") { older.clone() } else { answer }
        },
    ));
    assert_eq!(finding(&mut phone, &mut world), Finding::Rollback { known, served: known - 1 });
    world.tamper = None;
    phone.sync(&mut world).report();
    assert_eq!(phone.labels(), ["hidden", "one", "two"]);
    assert!(!phone.member(|member| member.gap));
}

#[test]
fn a_run_that_ends_at_another_hash_than_the_one_claimed_is_a_fork() {
    let (mut world, _, mut phone, mut laptop) = two();
    laptop.add(&world, 5, "new");
    laptop.sync(&mut world).report();
    on_pull(&mut world, |entries, head| (entries, Head { hash: regain_log::Hash::ZERO, ..head }));
    let number = world.service.head().number;
    assert_eq!(phone.sync(&mut world).error(), Finding::Fork { number }.into());
    // What came was signed and is kept; the finding stays until the service says the same as its entries.
    world.tamper = None;
    phone.sync(&mut world).report();
    assert_eq!(phone.labels(), ["new", "one", "two"]);
}
