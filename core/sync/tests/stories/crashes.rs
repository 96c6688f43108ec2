//! A run may end between any two acts. The next one goes on, and nothing acknowledged or local is lost.

use regain_seal::RecoveryKit;
use regain_sync::flow::replace_slot::{self, By};
use regain_sync::flow::{join, remove};
use regain_sync::replica::Intent;
use regain_sync::{Input, Sync, SyncError};
use regain_vault::account;

use crate::common::{Device, Ended, World};

#[test]
fn a_crash_at_any_step_of_a_sync_loses_nothing_and_writes_nothing_twice() {
    for crash in 0.. {
        let (mut world, kit, mut phone) = World::founded();
        phone.sync(&mut world).report();
        let mut laptop = world.recovered(&kit, "Laptop", 2);
        laptop.add(&world, 1, "theirs");
        laptop.sync(&mut world).report();
        phone.add(&world, 2, "mine");
        world.service.end_sessions();
        phone.crash_in = Some(crash);
        let ended = phone.sync(&mut world);
        phone.crash_in = None;
        // Between the crash and the next run another edit is made, and another device writes.
        phone.add(&world, 3, "later");
        laptop.add(&world, 4, "meanwhile");
        laptop.sync(&mut world).report();
        phone.sync(&mut world).report();
        laptop.sync(&mut world).report();
        assert_eq!(phone.labels(), ["later", "meanwhile", "mine", "theirs"], "crash {crash}");
        assert!(phone.vault() == laptop.vault(), "crash {crash}");
        let by_phone = world.service.log.iter().filter(|entry| entry.header().author == phone.id());
        assert!(
            by_phone.count() <= 3,
            "checkpoint, and two edits at most: an attempt is sent again, not anew"
        );
        if !matches!(ended, Ended::Crashed) {
            assert!(crash > 8);
            return;
        }
    }
}

#[test]
fn an_edit_between_attempt_and_answer_waits_for_the_next_attempt() {
    let (mut world, _, mut phone) = World::founded();
    phone.sync(&mut world).report();
    phone.add(&world, 1, "first");
    let mut sync = Sync::default();
    let pull = phone.step(&mut world, &mut sync, Input::Begin).ok().unwrap();
    let answer = world.handle(&pull);
    let push = phone.step(&mut world, &mut sync, Input::Answer(answer)).ok().unwrap();
    phone.add(&world, 2, "second");
    let answer = world.handle(&push);
    phone.step(&mut world, &mut sync, Input::Answer(answer)).ok().unwrap();
    assert_eq!(phone.member(|member| member.outbox.len()), 1, "only what was in the attempt is acknowledged");
    phone.sync(&mut world).report();
    assert_eq!(phone.member(|member| member.outbox.len()), 0);
}

/// Until the run has made its attempt: the request that carries it.
fn attempt(world: &mut World, phone: &mut Device, sync: &mut Sync) -> regain_sync::Request {
    let pull = phone.step(world, sync, Input::Begin).ok().unwrap();
    let answer = world.handle(&pull);
    let request = phone.step(world, sync, Input::Answer(answer)).ok().unwrap();
    assert!(request.expected_head.is_some());
    request
}

#[test]
fn two_processes_of_one_device_hear_one_answer_each() {
    let (mut world, _, mut phone) = World::founded();
    phone.sync(&mut world).report();
    phone.add(&world, 1, "first");
    let mut slow = Sync::default();
    let push = attempt(&mut world, &mut phone, &mut slow);
    let late = world.handle(&push);
    // The other process sends the same bytes, is done, and makes an attempt of its own.
    phone.sync(&mut world).report();
    phone.add(&world, 2, "second");
    let mut quick = Sync::default();
    let second = attempt(&mut world, &mut phone, &mut quick);
    // Now the slow one hears that the first attempt is durable: that says nothing of the second.
    let next = phone.step(&mut world, &mut slow, Input::Answer(late));
    assert!(next.is_ok(), "no finding, no error");
    assert_eq!(phone.member(|member| (member.outbox.len(), member.outbox.attempt.is_some())), (1, true));
    let answer = world.handle(&second);
    assert!(phone.step(&mut world, &mut quick, Input::Answer(answer)).is_ok());
    assert_eq!(phone.member(|member| member.outbox.len()), 0);
    assert_eq!(phone.sync(&mut world).report().pushed, 0);
}

#[test]
fn an_answer_from_before_another_process_went_on_is_no_rollback() {
    let (mut world, kit, mut phone) = World::founded();
    phone.sync(&mut world).report();
    let mut laptop = world.recovered(&kit, "Laptop", 2);
    let mut slow = Sync::default();
    let pull = phone.step(&mut world, &mut slow, Input::Begin).ok().unwrap();
    let old = world.handle(&pull);
    laptop.add(&world, 1, "new");
    laptop.sync(&mut world).report();
    phone.sync(&mut world).report();
    let ended = phone.step(&mut world, &mut slow, Input::Answer(old));
    assert!(!matches!(ended, Err(Ended::Failed(_))));
    assert_eq!(phone.member(|member| member.finding.clone()), None);
    phone.sync(&mut world).report();
    assert_eq!(phone.labels(), ["new"]);
}

#[test]
fn leaving_survives_a_crash_at_any_step_and_keeps_the_accounts() {
    for crash in 0..14 {
        let (mut world, kit, mut phone) = World::founded();
        phone.sync(&mut world).report();
        let mut laptop = world.recovered(&kit, "Laptop", 2);
        laptop.add(&world, 1, "stays");
        laptop.sync(&mut world).report();
        laptop.intend(&world, Intent::Leave);
        laptop.crash_in = Some(crash);
        laptop.sync(&mut world);
        laptop.crash_in = None;
        let again = laptop.sync(&mut world);
        assert!(
            matches!(again, Ended::Done(_) | Ended::Failed(SyncError::NoBackup)),
            "crash {crash}: {again:?}"
        );
        laptop.look(|replica| assert!(replica.membership.is_none() && replica.removed_from.is_none()));
        assert_eq!(laptop.labels(), ["stays"], "crash {crash}");
        let report = phone.sync(&mut world).report();
        assert!(!report.events.is_empty());
        assert_eq!(phone.member(|member| member.chain.members().count()), 2, "kit and phone");
    }
}

#[test]
fn a_damaged_store_is_an_error_and_no_panic() {
    let (mut world, _, mut phone) = World::founded();
    phone.add(&world, 1, "anna");
    phone.sync(&mut world).report();
    phone.add(&world, 2, "waits");
    phone.intend(&world, Intent::Leave);
    let bytes = phone.replica(world.now).encode();
    assert!(regain_sync::Replica::decode(&bytes, world.now).is_ok());
    for length in 0..bytes.len() {
        assert!(regain_sync::Replica::decode(&bytes[..length], world.now).is_err(), "cut at {length}");
    }
    for at in 0..bytes.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut bytes = bytes.to_vec();
            bytes[at] ^= flip;
            // Authenticated before it is read: it need not be noticed, only survived.
            drop(regain_sync::Replica::decode(&bytes, world.now));
        }
    }
}

#[test]
fn a_lost_answer_to_a_slot_is_repeated_without_harm() {
    let (mut world, kit, mut phone) = World::founded();
    phone.add(&world, 1, "anna");
    phone.sync(&mut world).report();
    // Joining: nothing was stored on the device; its second try makes it a member under another id.
    let opened = world.open(&kit).unwrap();
    let lost = join::start(&opened, "Laptop", "Linux", &mut world.env()).unwrap();
    world.handle(&lost.1);
    let mut laptop = world.recovered(&kit, "Laptop", 2);
    laptop.add(&world, 2, "mine");
    laptop.sync(&mut world).report();
    phone.sync(&mut world).report();
    assert_eq!(phone.labels(), ["anna", "mine"]);
    assert_eq!(
        phone.member(|member| member.chain.members().count()),
        4,
        "kit, phone, laptop, and one nobody has"
    );
    // Removing: it is gone already, and that is said.
    let opened = world.open(&kit).unwrap();
    let lost = remove::by_slot(&opened, laptop.id(), true, &mut world.env()).unwrap();
    world.handle(&lost.1);
    let opened = world.open(&kit).unwrap();
    let again = remove::by_slot(&opened, laptop.id(), true, &mut world.env());
    assert_eq!(again.err(), Some(SyncError::Gone("the device")));
    // Replacing the kit: the new words are the ones that count, whether or not the answer came.
    let new = RecoveryKit::make(&mut world.rng);
    let lost = replace_slot::kit(&By::Slot(&opened), &new, &mut world.env()).unwrap();
    world.handle(&lost.1);
    assert!(world.open(&kit).is_err());
    assert_eq!(account::count(&world.open(&new).unwrap().restored.vault), 2);
    phone.sync(&mut world).report();
}
