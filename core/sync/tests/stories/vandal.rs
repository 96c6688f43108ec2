//! A stolen device writes what nobody can open. The service can't tell; its owner must get past it all the same.

use regain_log::{Kind, UnsignedHeader};
use regain_seal::{MemberSecret, RecoveryKit};
use regain_sync::flow::remove;
use regain_sync::flow::unlock::Opened;
use regain_sync::{Checks, Finding, Replica, SyncError};

use crate::common::{Device, World};

/// The owner's phone with accounts 1 and 2 in a checkpoint, and a stolen laptop.
fn stolen() -> (World, RecoveryKit, Device, Device) {
    let (mut world, kit, mut phone) = World::founded();
    phone.add(&world, 1, "one");
    phone.add(&world, 2, "two");
    phone.sync(&mut world).report();
    let laptop = world.recovered(&kit, "Laptop", 2);
    phone.sync(&mut world).report();
    (world, kit, phone, laptop)
}

/// Signed with the laptop's real key; the body is noise.
fn vandalise(world: &mut World, laptop: &Device, kind: Kind) -> u64 {
    let chain = world.service.chain.as_mut().unwrap();
    let header = UnsignedHeader {
        backup: chain.backup(),
        number: chain.head().number + 1,
        previous: chain.head().hash,
        control: chain.control().hash,
        epoch: chain.epoch(),
        kind,
        author: laptop.id(),
        commitment: *chain.commitment(),
        time: world.now,
    };
    let secret = laptop.member(|member| MemberSecret::from_bytes(&member.secret.expose_bytes()));
    let entry = header.sign(vec![7; 300], &secret);
    chain.follow(&entry, regain_log::Timing::Service { now: world.now }).unwrap();
    world.service.log.push(entry);
    header.number
}

fn open_leaving_out(world: &mut World, kit: &RecoveryKit) -> Opened {
    let access = world.access_by_kit(kit).unwrap();
    let answer = world.handle(&access.read());
    let mut opened = access.opened_leaving_out(&answer, &Checks::default()).ok().unwrap();
    while let Some(request) = opened.ask_under() {
        let answer = world.handle(&request);
        opened.put_under(&answer, &Checks::default()).unwrap();
    }
    world.check_links(&opened).unwrap();
    opened
}

fn sealed(number: u64) -> SyncError {
    SyncError::Finding(Finding::Sealed { number })
}

#[test]
fn noise_stops_everyone_until_its_author_is_removed() {
    let (mut world, kit, mut phone, laptop) = stolen();
    let number = vandalise(&mut world, &laptop, Kind::Change);
    assert_eq!(phone.sync(&mut world).error(), sealed(number));
    assert_eq!(phone.labels(), ["one", "two"]);
    assert_eq!(world.open(&kit).err(), Some(sealed(number)), "a restore says so before it restores");

    let opened = open_leaving_out(&mut world, &kit);
    assert_eq!(opened.restored.unopened.len(), 1);
    assert_eq!(
        (opened.restored.unopened[0].number, opened.restored.unopened[0].author),
        (number, laptop.id())
    );
    let removal = remove::by_slot(&opened, laptop.id(), true, &mut world.env()).unwrap();
    world.finish(removal).unwrap();

    phone.add(&world, 3, "three");
    phone.sync(&mut world).report();
    assert_eq!(phone.labels(), ["one", "three", "two"]);
    let tablet = world.recovered(&kit, "Tablet", 3);
    assert_eq!(tablet.labels(), ["one", "three", "two"], "and a restore works as ever");
}

#[test]
fn noise_in_place_of_the_checkpoint_loses_nothing() {
    let (mut world, kit, mut phone, laptop) = stolen();
    let first = vandalise(&mut world, &laptop, Kind::Checkpoint);
    let second = vandalise(&mut world, &laptop, Kind::Checkpoint);
    assert_eq!(
        world.open(&kit).err(),
        Some(sealed(second)),
        "the newest checkpoint is where a restore starts"
    );
    assert_eq!(phone.sync(&mut world).error(), sealed(first));

    let access = world.access_by_kit(&kit).unwrap();
    let answer = world.handle(&access.read());
    let hollow = access.opened_leaving_out(&answer, &Checks::default()).ok().unwrap();
    let mut replica = Replica::new(regain_log::MemberId([9; 16]), "New");
    assert_eq!(world.join(&hollow, &mut replica), Err(sealed(second)), "a hollow state is never joined");

    let opened = open_leaving_out(&mut world, &kit);
    assert_eq!(opened.restored.unopened.iter().map(|one| one.number).collect::<Vec<_>>(), [second, first]);
    let removal = remove::by_slot(&opened, laptop.id(), true, &mut world.env()).unwrap();
    world.finish(removal).unwrap();
    assert_eq!(world.open(&kit).err(), Some(sealed(second)), "its author is gone, the hole is not");

    // Only the kit is left: the state before the noise, on a device that writes a checkpoint anew.
    let opened = open_leaving_out(&mut world, &kit);
    let mut replica = Replica::new(regain_log::MemberId([3; 16]), "Tablet");
    world.join(&opened, &mut replica).unwrap();
    let mut tablet = Device::of(&replica, 3);
    assert_eq!(tablet.labels(), ["one", "two"]);
    tablet.sync(&mut world).report();
    assert_eq!(
        world.recovered(&kit, "Another", 4).labels(),
        ["one", "two"],
        "the next restore is an ordinary one"
    );
    phone.sync(&mut world).report();
    assert_eq!(phone.labels(), ["one", "two"]);
}

#[test]
fn the_state_under_a_missing_checkpoint_must_be_the_one_it_stood_on() {
    let (mut world, kit, _, laptop) = stolen();
    let number = vandalise(&mut world, &laptop, Kind::Checkpoint);
    let access = world.access_by_kit(&kit).unwrap();
    let answer = world.handle(&access.read());
    let mut opened = access.opened_leaving_out(&answer, &Checks::default()).ok().unwrap();
    let mut request = opened.ask_under().unwrap();
    request.path = request.path.replace(&format!("at={}", number - 1), &format!("at={}", number - 2));
    let older = world.handle(&request);
    let refused = opened.put_under(&older, &Checks::default());
    assert_eq!(refused, Err(SyncError::Finding(Finding::Fork { number })));
    assert!(opened.restored.missing_base().is_some());
}
