//! Removals, proposals, leaving.

use regain_log::{Control, Kind, PROPOSAL_WAIT_MS, frame};
use regain_protocol::{Bytes, Problem, ProblemCode};
use regain_seal::RecoveryKit;
use regain_sync::flow::remove;
use regain_sync::hazmat::{self, Omit};
use regain_sync::replica::Intent;
use regain_sync::{Finding, Input, Sync, SyncError};
use regain_vault::exposure;

use crate::common::{DAY, Device, Ended, HOUR, World, service::problem};

/// Three devices that all know each other.
fn three() -> (World, RecoveryKit, [Device; 3]) {
    three_from(7)
}

fn three_from(seed: u8) -> (World, RecoveryKit, [Device; 3]) {
    let (mut world, kit, mut phone) = World::founded_from(seed);
    phone.add(&world, 1, "anna");
    phone.sync(&mut world).report();
    let mut devices = [phone, world.recovered(&kit, "Laptop", 2), world.recovered(&kit, "Tablet", 3)];
    world.now += 4 * DAY;
    for _ in 0..2 {
        for device in &mut devices {
            device.sync(&mut world).report();
        }
    }
    (world, kit, devices)
}

fn remove_by_kit(world: &mut World, kit: &RecoveryKit, target: &Device, lost: bool) {
    let opened = world.open(kit).unwrap();
    let removal = remove::by_slot(&opened, target.id(), lost, &mut world.env()).unwrap();
    world.finish(removal).unwrap();
}

fn propose(world: &mut World, by: &mut Device, target: &Device, lost: bool) {
    let target = target.id();
    by.change(world, |replica, now| remove::propose(replica, target, lost, now)).unwrap();
    by.sync(world).report();
}

fn kinds(world: &World, kind: Kind) -> usize {
    world.service.log.iter().filter(|entry| entry.header().kind == kind).count()
}

#[test]
fn a_removed_device_drops_what_was_synced_and_keeps_what_never_was() {
    let (mut world, kit, [mut phone, mut laptop, mut tablet]) = three();
    laptop.add(&world, 9, "never-uploaded");
    // It is behind by other control entries too: the proof leads over them.
    world.now += 8 * DAY;
    tablet.sync(&mut world).report();
    remove_by_kit(&mut world, &kit, &laptop, true);
    assert_eq!(laptop.sync(&mut world).error(), SyncError::Removed);
    laptop.look(|replica| {
        assert!(replica.membership.is_none() && replica.vault.is_empty());
        assert_eq!(replica.left_behind.len(), 1);
        assert_eq!(replica.removed_from.as_deref(), Some(crate::common::NAME));
    });
    assert_eq!(laptop.sync(&mut world).error(), SyncError::NoBackup);
    phone.sync(&mut world).report();
    assert_eq!(exposure::open(&phone.vault()).len(), 1, "lost: the account is marked as exposed");
    // The marks are sealed in the new epoch.
    assert_eq!(world.service.log.last().unwrap().header().epoch, 2);
    phone.add(&world, 2, "new");
    phone.sync(&mut world).report();
    tablet.sync(&mut world).report();
    assert_eq!(tablet.labels(), ["anna", "new"]);
    // It comes back, with another id, and what it left behind is still its user's to decide about.
    let opened = world.open(&kit).unwrap();
    let mut replica = laptop.replica(world.now);
    world.join(&opened, &mut replica).unwrap();
    assert!(replica.removed_from.is_none() && replica.left_behind.len() == 1);
}

#[test]
fn removed_is_believed_only_with_a_proof_that_continues_this_devices_own_chain() {
    let (mut world, kit, [_, mut laptop, tablet]) = three();
    let (labels, honest) = (laptop.labels(), world.service.clone());
    let says = |entry: Option<Vec<u8>>| Problem {
        entry: entry.map(Bytes),
        ..Problem::new(ProblemCode::MemberRemoved)
    };
    remove_by_kit(&mut world, &kit, &tablet, false);
    let of_another = world.service.removal(tablet.id()).entry.unwrap().0;
    // A history this device is no part of: another backup's, with a removal in it.
    let (mut other, other_kit, [_, other_laptop, _]) = three_from(8);
    remove_by_kit(&mut other, &other_kit, &other_laptop, false);
    let mut changed = of_another.clone();
    *changed.last_mut().unwrap() ^= 1;
    let foreign = other.service.removal(other_laptop.id()).entry.unwrap().0;
    world.service = honest;
    for proof in
        [None, Some(Vec::new()), Some(b"<html>".to_vec()), Some(of_another), Some(changed), Some(foreign)]
    {
        let says = says(proof);
        world.tamper = Some(Box::new(move |_, _| problem(&says)));
        assert_eq!(laptop.sync(&mut world).error(), SyncError::RemovedWithoutProof);
        assert_eq!(laptop.labels(), labels);
    }
    // Without that check the word alone wipes the device.
    assert_eq!(
        laptop.sync_checks(&mut world, hazmat::without([Omit::RemovalProof])).error(),
        SyncError::Removed
    );
    assert!(laptop.labels().is_empty());
}

#[test]
fn a_proof_may_be_the_bare_entry_for_a_device_that_is_up_to_date() {
    let (mut world, kit, [_, mut laptop, _]) = three();
    remove_by_kit(&mut world, &kit, &laptop, false);
    let removal = |entry: &&regain_log::Entry| entry.header().kind == Kind::MemberRemoved;
    let bare = world.service.log.iter().find(removal).unwrap().to_bytes();
    let says = Problem { entry: Some(Bytes(bare)), ..Problem::new(ProblemCode::MemberRemoved) };
    world.tamper = Some(Box::new(move |_, _| problem(&says)));
    assert_eq!(laptop.sync(&mut world).error(), SyncError::Removed);
}

#[test]
fn a_history_in_which_this_device_never_joined_is_no_removal() {
    let (mut world, kit, mut phone) = World::founded();
    phone.add(&world, 1, "anna");
    phone.sync(&mut world).report();
    let before = world.service.clone();
    let mut laptop = world.recovered(&kit, "Laptop", 2);
    laptop.add(&world, 2, "mine");
    // The service goes back, and the phone, which knows nothing of the laptop, writes on.
    world.service = before;
    world.now += 8 * DAY;
    for _ in 0..3 {
        phone.sync(&mut world).report();
        world.now += 8 * DAY;
    }
    // Even with a session that the service lets it have.
    let head = world.service.head();
    let entries = world.service.log[2..].to_vec();
    world.tamper = Some(Box::new(move |request, answer| {
        if request.path.contains("/entries") {
            crate::common::service::framed(200, &entries, head)
        } else if request.path.ends_with("/finish") {
            let session = r#"{"token":"t","expires":1,"backup":"00000000000000000000000000000000"}"#;
            regain_sync::Response { status: 200, body: session.into(), ..answer }
        } else {
            answer
        }
    }));
    let error = laptop.sync(&mut world).error();
    assert!(matches!(error, SyncError::Finding(_)), "{error:?}");
    assert_eq!(laptop.labels(), ["anna", "mine"]);
    assert!(laptop.member(|member| member.finding.is_some()));
}

#[test]
fn a_proposed_removal_waits_72_hours_and_is_carried_out_once_by_whoever_comes_first() {
    let (mut world, _, [mut phone, mut laptop, mut tablet]) = three();
    propose(&mut world, &mut phone, &laptop, true);
    world.now += PROPOSAL_WAIT_MS - HOUR;
    tablet.sync(&mut world).report();
    assert_eq!(kinds(&world, Kind::MemberRemoved), 0);
    world.now += HOUR;
    // The target itself carries nothing out: that would be leaving by itself, and keeping everything.
    laptop.sync(&mut world).report();
    assert_eq!(kinds(&world, Kind::MemberRemoved), 0);
    // Both others at once: each decides before the other has written.
    let (mut one, mut two) = (Sync::default(), Sync::default());
    let mut requests = Vec::new();
    for (device, sync) in [(&mut phone, &mut one), (&mut tablet, &mut two)] {
        let mut input = Input::Begin;
        loop {
            let request = device.step(&mut world, sync, input).ok().unwrap();
            if request.expected_head.is_some() {
                requests.push(request);
                break;
            }
            input = Input::Answer(world.handle(&request));
        }
    }
    let answers: Vec<_> = requests.iter().map(|request| world.handle(request)).collect();
    assert_eq!(answers.iter().map(|answer| answer.status).collect::<Vec<_>>(), [200, 409]);
    for ((device, sync), answer) in [(&mut phone, &mut one), (&mut tablet, &mut two)].into_iter().zip(answers)
    {
        assert!(device.step(&mut world, sync, Input::Answer(answer)).is_ok());
        device.sync(&mut world).report();
    }
    assert_eq!(kinds(&world, Kind::MemberRemoved), 1);
    assert_eq!(laptop.sync(&mut world).error(), SyncError::Removed);
    phone.sync(&mut world).report();
    for device in [&phone, &tablet] {
        assert_eq!(exposure::open(&device.vault()).len(), 1);
        assert_eq!(device.member(|member| member.chain.epoch()), 2);
    }
}

#[test]
fn a_confirmed_removal_counts_at_once_and_what_waited_is_sealed_in_the_new_epoch() {
    let (mut world, _, [mut phone, mut laptop, mut tablet]) = three();
    propose(&mut world, &mut phone, &laptop, false);
    tablet.sync(&mut world).report();
    let hash = tablet.proposal();
    tablet.intend(&world, Intent::Confirm(hash));
    tablet.add(&world, 5, "secret-anew");
    tablet.sync(&mut world).report();
    assert_eq!(kinds(&world, Kind::MemberRemoved), 1);
    phone.add(&world, 6, "waited");
    phone.sync(&mut world).report();
    assert_eq!(world.service.log.last().unwrap().header().epoch, 2);
    assert_eq!(laptop.sync(&mut world).error(), SyncError::Removed);
    assert!(exposure::open(&phone.vault()).is_empty(), "retired, not lost");
}

#[test]
fn a_target_that_cancels_leaves_the_decision_to_a_slot() {
    let (mut world, kit, [mut phone, mut laptop, mut tablet]) = three();
    propose(&mut world, &mut phone, &laptop, true);
    laptop.sync(&mut world).report();
    let hash = laptop.proposal();
    laptop.intend(&world, Intent::Cancel(hash));
    laptop.sync(&mut world).report();
    // Said in the same moment by another: it has no right to it any more, and its records go through all the same.
    tablet.intend(&world, Intent::ProposeRemoval(laptop.id()));
    tablet.add(&world, 7, "goes-through");
    let report = tablet.sync(&mut world).report();
    assert_eq!(report.unsaid, [Intent::ProposeRemoval(laptop.id())]);
    assert_eq!(report.pushed, 1);
    world.now += 4 * DAY;
    phone.sync(&mut world).report();
    assert_eq!(kinds(&world, Kind::MemberRemoved), 0);
    let target = laptop.id();
    let refused = phone.change(&world, |replica, now| remove::propose(replica, target, true, now));
    assert!(matches!(refused, Err(SyncError::NotAtOnce(_))));
    remove_by_kit(&mut world, &kit, &laptop, true);
    assert_eq!(laptop.sync(&mut world).error(), SyncError::Removed);
    phone.sync(&mut world).report();
    assert!(!phone.member(|member| member.chain.devices_suspended()));
}

#[test]
fn a_device_whose_clock_lags_waits_and_its_records_do_not() {
    let (mut world, _, [mut phone, laptop, mut tablet]) = three();
    propose(&mut world, &mut phone, &laptop, false);
    world.now += PROPOSAL_WAIT_MS;
    tablet.clock_ahead = -i64::try_from(HOUR).unwrap();
    tablet.add(&world, 5, "flows");
    assert_eq!(tablet.sync(&mut world).report().pushed, 1);
    assert_eq!(kinds(&world, Kind::MemberRemoved), 0);
    tablet.clock_ahead = 0;
    tablet.sync(&mut world).report();
    assert_eq!(kinds(&world, Kind::MemberRemoved), 1);
}

#[test]
fn a_confirmation_without_the_right_to_it_holds_nothing_up() {
    let (mut world, kit, [mut phone, laptop, _]) = three();
    propose(&mut world, &mut phone, &laptop, false);
    let mut late = world.recovered(&kit, "Late", 9);
    late.sync(&mut world).report();
    let hash = late.proposal();
    late.intend(&world, Intent::Confirm(hash));
    late.add(&world, 5, "flows");
    let report = late.sync(&mut world).report();
    assert_eq!((report.unsaid, report.pushed), (vec![Intent::Confirm(hash)], 1));
    assert_eq!(late.sync(&mut world).report().unsaid, []);
}

#[test]
fn a_service_that_refuses_a_proposal_does_not_hold_records_back() {
    for code in
        [ProblemCode::EntryRefused, ProblemCode::Malformed, ProblemCode::NotAllowed, ProblemCode::TooLarge]
    {
        let (mut world, _, [mut phone, laptop, _]) = three();
        phone.intend(&world, Intent::ProposeRemoval(laptop.id()));
        phone.add(&world, 5, "flows");
        world.tamper = Some(Box::new(move |request, answer| {
            let proposes = frame::read_all(&request.body)
                .is_ok_and(|entries| entries.iter().any(|entry| entry.header().kind == Kind::Proposed));
            if proposes { problem(&Problem::new(code)) } else { answer }
        }));
        // (It stored them, against its word; the engine finds that out by pulling and repeats nothing.)
        assert_eq!(phone.sync(&mut world).error().code(), Some(code));
        assert!(phone.member(|member| member.outbox.is_empty()));
        world.tamper = None;
        phone.sync(&mut world).report();
        assert_eq!(kinds(&world, Kind::Proposed), 1);
    }
}

#[test]
fn records_that_are_refused_wait_and_are_sealed_anew() {
    let (mut world, _, [mut phone, ..]) = three();
    phone.add(&world, 5, "waits");
    let honest = world.service.clone();
    world.tamper = Some(Box::new(|request, answer| {
        let refused = request.expected_head.is_some();
        if refused { problem(&Problem::new(ProblemCode::TooLarge)) } else { answer }
    }));
    assert_eq!(phone.sync(&mut world).error().code(), Some(ProblemCode::TooLarge));
    assert_eq!(phone.member(|member| (member.outbox.len(), member.outbox.attempt.is_some())), (1, false));
    // Busy is no refusal: the same bytes are tried again.
    world.service = honest;
    world.tamper = Some(Box::new(|request, answer| {
        let busy = request.expected_head.is_some();
        if busy { problem(&Problem::new(ProblemCode::Busy)) } else { answer }
    }));
    phone.change(&world, |replica, _| {
        let membership = replica.membership.as_mut().unwrap();
        assert!(membership.chain.head().number >= world.service.head().number);
        membership.chain = world.service.chain().clone();
    });
    assert_eq!(phone.sync(&mut world).error().code(), Some(ProblemCode::Busy));
    assert!(phone.member(|member| member.outbox.attempt.is_some()));
    world.tamper = None;
    assert_eq!(phone.sync(&mut world).report().pushed, 1);
}

#[test]
fn a_removal_is_proposed_once_however_often_it_is_wanted() {
    let (mut world, _, [mut phone, laptop, _]) = three();
    let target = laptop.id();
    phone.change(&world, |replica, now| remove::propose(replica, target, false, now)).unwrap();
    phone.change(&world, |replica, now| remove::propose(replica, target, false, now)).unwrap();
    phone.sync(&mut world).report();
    phone.sync(&mut world).report();
    assert_eq!(kinds(&world, Kind::Proposed), 1);
    let hash = phone.proposal();
    phone.intend(&world, Intent::ProposeRemoval(target));
    phone.sync(&mut world).report();
    assert_eq!((phone.proposal(), kinds(&world, Kind::Proposed)), (hash, 1));
}

#[test]
fn a_closed_backup_takes_nothing_more_and_every_device_keeps_its_accounts() {
    let (mut world, kit, [mut phone, mut laptop, _]) = three();
    let stale = world.open(&kit).unwrap();
    let opened = world.open(&kit).unwrap();
    let now = world.now;
    let closing = regain_sync::flow::close::start(&opened, now).unwrap();
    world.finish(closing).unwrap();
    laptop.add(&world, 5, "stays");
    for _ in 0..2 {
        let error = laptop.sync(&mut world).error();
        assert_eq!(error.code(), Some(ProblemCode::AlreadyClosed));
        assert_eq!(laptop.labels(), ["anna", "stays"]);
    }
    assert_eq!(laptop.member(|member| member.outbox.len()), 1);
    phone.sync(&mut world).error();
    // A slot that had read the backup before is told so, and not to try again for ever.
    let (appending, _) = remove::by_slot(&stale, laptop.id(), false, &mut world.env()).unwrap();
    let closed = problem(&Problem::new(ProblemCode::AlreadyClosed));
    let end = appending.answer(&closed).err().unwrap();
    assert_eq!(end.code(), Some(ProblemCode::AlreadyClosed));
}

#[test]
fn what_others_did_about_members_is_reported_in_order() {
    let (mut world, kit, [mut phone, laptop, _]) = three();
    remove_by_kit(&mut world, &kit, &laptop, false);
    let report = phone.sync(&mut world).report();
    assert!(matches!(&report.events[..], [(_, Control::MemberRemoved { .. })]));
    assert!(!matches!(phone.sync(&mut world), Ended::Failed(SyncError::Finding(Finding::Fork { .. }))));
}
