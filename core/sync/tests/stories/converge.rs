//! Whatever three devices do, and whatever gets lost, they end with equal vaults.

use proptest::prelude::*;

use crate::common::{Device, Ended, World};

#[derive(Debug, Clone)]
enum Act {
    Add(usize, u8),
    Rename(usize, u8, u8),
    Remove(usize, u8),
    Sync(usize),
    /// A sync that crashes after so many acts: answers get lost, or what was stepped is never stored.
    Crash(usize, usize),
    Checkpoint(usize),
    Thin,
}

fn acts() -> impl Strategy<Value = Vec<Act>> {
    let act = prop_oneof![
        4 => (0..3usize, 1..6u8).prop_map(|(device, id)| Act::Add(device, id)),
        4 => (0..3usize, 1..6u8, 0..9u8).prop_map(|(device, id, label)| Act::Rename(device, id, label)),
        2 => (0..3usize, 1..6u8).prop_map(|(device, id)| Act::Remove(device, id)),
        5 => (0..3usize).prop_map(Act::Sync),
        5 => (0..3usize, 0..10usize).prop_map(|(device, step)| Act::Crash(device, step)),
        1 => (0..3usize).prop_map(Act::Checkpoint),
        1 => Just(Act::Thin),
    ];
    prop::collection::vec(act, 1..40)
}

fn run(acts: Vec<Act>) {
    let (mut world, kit, mut phone) = World::founded();
    phone.sync(&mut world).report();
    let mut devices = [phone, world.recovered(&kit, "Laptop", 2), world.recovered(&kit, "Tablet", 3)];
    for act in acts {
        world.now += 1000;
        match act {
            // Each device has its own ids, so that no two add the same.
            Act::Add(device, id) => {
                let id = id + 10 * u8::try_from(device).unwrap();
                if devices[device].vault().record(regain_vault::RecordId([id; 16])).is_none() {
                    devices[device].add(&world, id, "new");
                }
            }
            Act::Rename(device, id, label) => {
                for owner in 0..3 {
                    devices[device].rename(&world, id + 10 * owner, &format!("label{label}"));
                }
            }
            Act::Remove(device, id) => devices[device].remove(&world, &[id, id + 10, id + 20]),
            Act::Sync(device) => drop(sync(&mut devices[device], &mut world)),
            Act::Crash(device, step) => {
                devices[device].crash_in = Some(step);
                sync(&mut devices[device], &mut world);
                devices[device].crash_in = None;
            }
            Act::Checkpoint(device) => devices[device].change(&world, |replica, _| {
                let membership = replica.membership.as_mut().unwrap();
                membership.tail = regain_sync::Tail { checkpoint: 0, entries: 100, bytes: 1 };
            }),
            Act::Thin => {
                let log = &world.service.log;
                let newest =
                    log.iter().rev().find(|entry| entry.header().kind == regain_log::Kind::Checkpoint);
                let before = newest.map_or(0, |entry| entry.header().number);
                world.service.thin_before(before);
            }
        }
    }
    for _ in 0..3 {
        for device in &mut devices {
            assert!(matches!(sync(device, &mut world), Ended::Done(_)));
        }
    }
    for device in &devices {
        assert!(device.vault() == devices[0].vault());
        device.member(|member| {
            assert_eq!(member.chain.head(), world.service.head());
            assert!(member.outbox.is_empty() && member.outbox.attempt.is_none() && member.finding.is_none());
        });
    }
    let opened = world.open(&kit).unwrap();
    assert!(
        opened.restored.vault == devices[0].vault(),
        "what a person would get back is what the devices have"
    );
}

fn sync(device: &mut Device, world: &mut World) -> Ended {
    let ended = device.sync_with(world, regain_sync::Sync::new(true, regain_sync::Checks::default()));
    assert!(!matches!(ended, Ended::Failed(_)), "{ended:?}");
    ended
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn three_devices_converge(acts in acts()) {
        run(acts);
    }
}
