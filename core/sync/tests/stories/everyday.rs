//! Devices that sync: edits, races, gaps, heartbeats, consent, history.

use regain_sync::flow::{history, read_back};
use regain_sync::{Checks, Input, Sync, SyncError};
use regain_vault::{RecordId, account};

use crate::common::{DAY, Device, World};

/// Two devices with the same account 1.
fn two() -> (World, Device, Device) {
    let (mut world, kit, mut phone) = World::founded();
    phone.add(&world, 1, "anna");
    phone.sync(&mut world).report();
    let laptop = world.recovered(&kit, "Laptop", 2);
    (world, phone, laptop)
}

fn reads_back(world: &mut World, device: &Device) -> Result<read_back::ReadBack, SyncError> {
    let replica = device.replica(world.now);
    let answer = world.handle(&read_back::start(&replica).unwrap());
    read_back::answer(&answer, &replica, &Checks::default())
}

#[test]
fn the_first_sync_writes_a_checkpoint_that_reads_back() {
    let (mut world, _, mut phone) = World::founded();
    phone.sync(&mut world).report();
    assert_eq!(world.service.entry(1).header().kind, regain_log::Kind::Checkpoint, "the device's name");
    phone.add(&world, 1, "anna");
    assert_eq!(phone.sync(&mut world).report().pushed, 1);
    let back = reads_back(&mut world, &phone).unwrap();
    assert_eq!((back.accounts, back.backed_up), (1, 1));
    let before = world.service.head();
    phone.sync(&mut world).report();
    assert_eq!(world.service.head(), before, "nothing to say, nothing written");
}

#[test]
fn reading_back_counts_what_waits_and_names_a_difference() {
    let (mut world, mut phone, mut laptop) = two();
    laptop.sync(&mut world).report();
    phone.sync(&mut world).report();
    phone.add(&world, 2, "waits");
    let back = reads_back(&mut world, &phone).unwrap();
    assert_eq!((back.accounts, back.backed_up), (2, 1));
    // An edit that never went through the outbox is in no backup, and that is said.
    phone.sync(&mut world).report();
    phone.change(&world, |replica, now| {
        account::remove(&mut replica.vault, &mut replica.clock, now, &[RecordId([2; 16])]).unwrap();
    });
    assert_eq!(
        reads_back(&mut world, &phone).unwrap_err(),
        SyncError::Finding(regain_sync::Finding::ReadBack)
    );
}

#[test]
fn edits_made_offline_on_both_sides_survive() {
    let (mut world, mut phone, mut laptop) = two();
    phone.add(&world, 2, "from-phone");
    laptop.add(&world, 3, "from-laptop");
    laptop.rename(&world, 1, "renamed");
    phone.sync(&mut world).report();
    laptop.sync(&mut world).report();
    phone.sync(&mut world).report();
    assert_eq!(phone.labels(), ["from-laptop", "from-phone", "renamed"]);
    assert!(phone.vault() == laptop.vault());
    reads_back(&mut world, &laptop).unwrap();
}

#[test]
fn three_devices_that_write_at_once_all_get_through() {
    let (mut world, kit, mut phone) = World::founded();
    phone.sync(&mut world).report();
    let mut devices = vec![phone, world.recovered(&kit, "Laptop", 2), world.recovered(&kit, "Tablet", 3)];
    for device in &mut devices {
        device.sync(&mut world).report();
    }
    for (id, device) in (10..).zip(&mut devices) {
        device.add(&world, id, &format!("of-{id}"));
    }
    // In lockstep: every device pulls before any of them writes, so all but the first lose each race.
    let mut runs: Vec<_> = devices.iter().map(|_| (Sync::default(), Some(Input::Begin))).collect();
    let mut conflicts = 0;
    while runs.iter().any(|(_, input)| input.is_some()) {
        let mut requests = Vec::new();
        for ((sync, input), device) in runs.iter_mut().zip(&mut devices) {
            let step = input.take().map(|input| device.step(&mut world, sync, input));
            requests.push(step.and_then(|step| step.map_err(|ended| ended.report()).ok()));
        }
        for ((_, input), request) in runs.iter_mut().zip(requests) {
            *input = request.map(|request| {
                let answer = world.handle(&request);
                conflicts += usize::from(answer.status == 409);
                Input::Answer(answer)
            });
        }
    }
    assert!(conflicts >= 2, "{conflicts}");
    for device in &mut devices {
        device.sync(&mut world).report();
        assert_eq!(device.labels(), ["of-10", "of-11", "of-12"]);
    }
}

#[test]
fn a_service_that_always_says_conflict_ends_the_run_and_loses_nothing() {
    let (mut world, mut phone, _) = two();
    phone.sync(&mut world).report();
    phone.add(&world, 2, "kept");
    let head = world.service.head();
    world.tamper = Some(Box::new(move |request, answer| {
        if request.expected_head.is_some() { crate::common::service::framed(409, &[], head) } else { answer }
    }));
    world.service.asked.clear();
    // It may store every one of them and lie about it; that is found out by pulling, so this ends either way.
    assert!(!matches!(phone.sync(&mut world), crate::common::Ended::Crashed));
    assert!(world.service.asked.len() < 50, "{:?}", world.service.asked);
    world.tamper = None;
    phone.sync(&mut world).report();
    assert_eq!(phone.labels(), ["anna", "kept"]);
    reads_back(&mut world, &phone).unwrap();
}

#[test]
fn a_long_pull_comes_in_pages_across_an_epoch() {
    let (mut world, kit, mut phone) = World::founded();
    phone.add(&world, 1, "anna");
    phone.sync(&mut world).report();
    let (mut laptop, tablet) = (world.recovered(&kit, "Laptop", 2), world.recovered(&kit, "Tablet", 3));
    for id in 10..30 {
        phone.add(&world, id, &format!("n{id}"));
        phone.sync(&mut world).report();
        if id == 20 {
            // An epoch begins in the middle of it.
            let opened = world.open(&kit).unwrap();
            let removal =
                regain_sync::flow::remove::by_slot(&opened, tablet.id(), true, &mut world.env()).unwrap();
            world.finish(removal).unwrap();
        }
    }
    laptop.add(&world, 40, "waited");
    world.service.page = 3;
    assert!(laptop.sync(&mut world).report().pulled >= 20);
    phone.sync(&mut world).report();
    assert_eq!(laptop.labels().len(), 22);
    assert!(laptop.vault() == phone.vault());
    assert_eq!(world.service.log.last().unwrap().header().epoch, 2);
}

#[test]
fn thinned_bodies_are_made_up_for_by_the_whole_state_even_after_a_crash() {
    for crash in 0..12 {
        let (mut world, mut phone, mut laptop) = two();
        laptop.sync(&mut world).report();
        for id in 10..14 {
            phone.add(&world, id, &format!("n{id}"));
            phone.sync(&mut world).report();
        }
        // A checkpoint, as a long tail would bring one; then everything before it is thinned out.
        write_checkpoint(&mut world, &mut phone);
        let checkpoint = world.service.head().number;
        phone.rename(&world, 10, "after");
        phone.sync(&mut world).report();
        world.service.thin_before(checkpoint);
        laptop.add(&world, 20, "own");
        laptop.crash_in = Some(crash);
        laptop.sync(&mut world);
        laptop.crash_in = None;
        laptop.sync(&mut world).report();
        assert_eq!(laptop.labels(), ["after", "anna", "n11", "n12", "n13", "own"], "crash {crash}");
        assert!(!laptop.member(|member| member.gap));
        reads_back(&mut world, &laptop).unwrap();
    }
}

/// Small edits until the tail is longer than the checkpoint it follows.
fn write_checkpoint(world: &mut World, device: &mut Device) {
    device.change(world, |replica, _| {
        let membership = replica.membership.as_mut().unwrap();
        membership.tail = regain_sync::Tail { checkpoint: 1, entries: 65, bytes: 100 };
    });
    device.sync(world).report();
    assert_eq!(world.service.log.last().unwrap().header().kind, regain_log::Kind::Checkpoint);
}

#[test]
fn a_checkpoint_follows_a_tail_that_has_grown_past_the_last_one() {
    let (mut world, _, mut phone) = World::founded();
    for id in 10..40 {
        phone.add(&world, id, &"x".repeat(40));
    }
    phone.sync(&mut world).report();
    let kinds = |world: &World| {
        let is = |entry: &&regain_log::Entry| entry.header().kind == regain_log::Kind::Checkpoint;
        world.service.log.iter().filter(is).count()
    };
    assert_eq!(kinds(&world), 1);
    for round in 0..70 {
        phone.rename(&world, 10, &format!("round {round}"));
        phone.sync(&mut world).report();
    }
    assert_eq!(kinds(&world), 2);
    assert!(phone.member(|member| member.tail.entries) < 10);
    reads_back(&mut world, &phone).unwrap();
}

#[test]
fn a_silent_device_shows_a_sign_of_life_once_a_week_also_after_its_clock_was_wrong() {
    let (mut world, _, mut phone) = World::founded();
    phone.sync(&mut world).report();
    let heartbeats = |world: &World| {
        let is = |entry: &&regain_log::Entry| entry.header().kind == regain_log::Kind::Heartbeat;
        world.service.log.iter().filter(is).count()
    };
    world.now += 6 * DAY;
    phone.sync(&mut world).report();
    assert_eq!(heartbeats(&world), 0);
    world.now += DAY;
    phone.sync(&mut world).report();
    phone.sync(&mut world).report();
    assert_eq!(heartbeats(&world), 1);
    phone.clock_ahead = i64::try_from(1000 * DAY).unwrap();
    phone.sync(&mut world).report();
    phone.clock_ahead = 0;
    phone.sync(&mut world).report();
    assert_eq!(heartbeats(&world), 3, "neither ahead nor set right again is it silent");
}

#[test]
fn many_removals_ask_first_and_change_nothing_before_the_answer() {
    let (mut world, mut phone, mut laptop) = two();
    for id in 10..16 {
        phone.add(&world, id, &format!("n{id}"));
    }
    phone.sync(&mut world).report();
    laptop.sync(&mut world).report();
    phone.remove(&world, &[10, 11, 12, 13]);
    phone.sync(&mut world).report();
    let (labels, head) = (laptop.labels(), laptop.member(|member| member.chain.head()));
    for _ in 0..2 {
        let SyncError::NeedsConsent(names) = laptop.sync(&mut world).error() else { panic!("asks") };
        assert_eq!(names.len(), 4);
        assert_eq!((laptop.labels(), laptop.member(|member| member.chain.head())), (labels.clone(), head));
    }
    laptop.sync_with(&mut world, Sync::new(true, Checks::default())).report();
    assert_eq!(laptop.labels(), ["anna", "n14", "n15"]);
}

#[test]
fn many_removals_behind_a_gap_ask_too_and_the_gap_stays_until_the_answer() {
    let (mut world, mut phone, mut laptop) = two();
    for id in 10..16 {
        phone.add(&world, id, &format!("n{id}"));
    }
    phone.sync(&mut world).report();
    laptop.sync(&mut world).report();
    phone.remove(&world, &[10, 11, 12, 13]);
    phone.sync(&mut world).report();
    write_checkpoint(&mut world, &mut phone);
    world.service.thin_before(world.service.head().number);
    world.service.page = 1;
    for _ in 0..2 {
        assert!(matches!(laptop.sync(&mut world).error(), SyncError::NeedsConsent(_)));
        assert_eq!((laptop.labels().len(), laptop.member(|member| member.gap)), (7, true));
    }
    laptop.sync_with(&mut world, Sync::new(true, Checks::default())).report();
    assert_eq!((laptop.labels().len(), laptop.member(|member| member.gap)), (3, false));
}

#[test]
fn an_earlier_state_is_read_also_from_before_this_device_joined() {
    let (mut world, kit, mut phone) = World::founded();
    phone.add(&world, 1, "first");
    phone.sync(&mut world).report();
    let then = world.service.head().number;
    let mut lost = world.recovered(&kit, "Old", 8);
    lost.sync(&mut world).report();
    // A new epoch, in which the next device joins.
    let opened = world.open(&kit).unwrap();
    let removal = regain_sync::flow::remove::by_slot(&opened, lost.id(), false, &mut world.env()).unwrap();
    world.finish(removal).unwrap();
    phone.sync(&mut world).report();
    phone.rename(&world, 1, "second");
    phone.sync(&mut world).report();
    let laptop = world.recovered(&kit, "Laptop", 2);
    let mut laptop = laptop;
    laptop.sync(&mut world).report();
    assert_eq!(laptop.labels(), ["second"]);
    let replica = laptop.replica(world.now);
    let states = history::listed(&world.handle(&history::list(&replica).unwrap())).unwrap();
    assert!(states.iter().any(|state| state.number == then));
    let answer = world.handle(&history::state(&replica, then).unwrap());
    let earlier = history::opened(&answer, &replica, then, &Checks::default()).unwrap();
    let label = account::one(&earlier, RecordId([1; 16])).unwrap().ok().unwrap().label;
    assert_eq!(label, "first");
    assert!(
        history::opened(&answer, &replica, then + 1, &Checks::default()).is_err(),
        "another one than asked for"
    );
}
