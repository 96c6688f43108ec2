//! Passphrase and kit: made, used, replaced. These stories stretch passphrases for real, so they are few.

use regain_log::{MemberId, PROPOSAL_WAIT_MS};
use regain_protocol::{Problem, ProblemCode};
use regain_seal::passphrase::OuterSpace;
use regain_seal::{Passphrase, RecoveryKit};
use regain_sync::flow::replace_slot::{self, By};
use regain_sync::flow::{create, join, read_back};
use regain_sync::replica::Intent;
use regain_sync::{Checks, Finding, Replica, Request, SyncError, restore};

use crate::common::service::problem;
use crate::common::{DAY, Device, NAME, ORIGIN, World};

fn passphrase(text: &str) -> Passphrase {
    Passphrase::typed(text, OuterSpace::Refuse).ok().unwrap()
}

/// Everything up to the request that makes the account, which is not sent yet.
fn creating(world: &mut World, typed: &Passphrase) -> (create::Creating, Request, Device) {
    let mut replica = Replica::new(MemberId([1; 16]), "Pixel 8");
    let mut device = Device::of(&Replica::new(MemberId([1; 16]), "Pixel 8"), 1);
    device.add(world, 1, "from-before");
    replica.vault = device.vault();
    let (step, request) = create::start(NAME.parse().unwrap(), typed, &mut world.rng).unwrap();
    let answer = world.handle(&request);
    let env = &mut world.env();
    let (step, request) = step.answer(&answer, typed, ORIGIN, "Android", &mut replica, env).unwrap();
    (step, request, Device::of(&replica, 1))
}

fn created(world: &mut World, typed: &Passphrase) -> (RecoveryKit, Device) {
    let (step, request, mut device) = creating(world, typed);
    let answer = world.handle(&request);
    let kit = device.change(world, |replica, _| step.answer(&answer, replica)).unwrap();
    (kit, device)
}

fn replace_passphrase(world: &mut World, by: &By<'_>, new: &Passphrase) -> Result<(), SyncError> {
    let (step, request) = replace_slot::passphrase(by, new, &mut world.rng)?;
    let answer = world.handle(&request);
    let step = step.answer(&answer, by, new, NAME, &mut world.env())?;
    world.finish(step)
}

#[test]
fn a_backup_is_made_read_back_through_both_ways_and_recovered() {
    let mut world = World::new();
    let typed = passphrase("quiet maple orbit thunder");
    let (kit, mut phone) = created(&mut world, &typed);
    // Another device recovers, and writes, before the first one has uploaded anything.
    let mut laptop = world.recovered(&kit, "Laptop", 2);
    assert!(laptop.labels().is_empty());
    laptop.sync(&mut world).report();
    phone.sync(&mut world).report();
    laptop.sync(&mut world).report();
    assert_eq!(laptop.labels(), ["from-before"]);
    let access = world.access_by_passphrase(&typed).unwrap();
    let by_passphrase = world.open_with(access, &Checks::default()).unwrap();
    let by_kit = world.open(&kit).unwrap();
    for opened in [&by_passphrase, &by_kit] {
        let back = read_back::through(opened, &phone.replica(world.now)).unwrap();
        assert_eq!((back.accounts, back.backed_up), (1, 1));
    }
    let summary = join::summary(&by_passphrase, world.now + 9 * DAY);
    assert_eq!((summary.accounts, summary.is_stale), (1, true));
    assert_eq!(summary.devices.len(), 2);
    // A device that has accounts of its own keeps them.
    let mut other = Device::of(&Replica::new(MemberId([3; 16]), "Tablet"), 3);
    other.add(&world, 7, "own");
    let mut replica = other.replica(world.now);
    assert_eq!(join::merge_preview(&by_passphrase, &replica).added.len(), 1);
    world.join(&by_passphrase, &mut replica).unwrap();
    let mut tablet = Device::of(&replica, 3);
    tablet.sync(&mut world).report();
    phone.sync(&mut world).report();
    assert_eq!(phone.labels(), ["from-before", "own"]);
    let wrong = world.access_by_passphrase(&passphrase("quiet maple orbit thumper"));
    assert_eq!(wrong.err(), Some(SyncError::WrongSecret));
    let wrong = RecoveryKit::make(&mut world.rng);
    assert_eq!(world.access_by_kit(&wrong).err(), Some(SyncError::WrongSecret));
}

#[test]
fn a_crash_while_the_account_is_made_is_mended_by_the_next_sync() {
    let mut world = World::new();
    let typed = passphrase("quiet maple orbit thunder");
    let (step, request, mut phone) = creating(&mut world, &typed);
    let stored = phone.replica(world.now).encode();
    // Never sent: the service knows nothing of it.
    assert_eq!(phone.sync(&mut world).error(), SyncError::Gone("the new recovery account"));
    phone.look(|replica| assert!(replica.membership.is_none()));
    assert_eq!(phone.labels(), ["from-before"]);
    // Sent, and the answer lost.
    let mut phone = Device::of(&Replica::decode(&stored, world.now).unwrap(), 1);
    world.handle(&request);
    phone.sync(&mut world).report();
    assert!(phone.member(|member| member.created && member.outbox.is_empty()));
    // Refused.
    let mut phone = Device::of(&Replica::decode(&stored, world.now).unwrap(), 1);
    let taken = world.handle(&request);
    let refused = phone.change(&world, |replica, _| step.answer(&taken, replica)).err();
    assert_eq!(refused.unwrap().code(), Some(ProblemCode::AccountTaken));
    phone.look(|replica| assert!(replica.membership.is_none() && !replica.vault.is_empty()));
}

#[test]
fn a_replaced_passphrase_opens_nothing_new_and_never_replaces_the_kit() {
    let mut world = World::new();
    let (old, new) = (passphrase("quiet maple orbit thunder"), passphrase("silver canyon ladder moth"));
    let (kit, mut phone) = created(&mut world, &old);
    phone.sync(&mut world).report();
    // Someone holds an open session by the old passphrase.
    let access = world.access_by_passphrase(&old).unwrap();
    let thief = world.open_with(access, &Checks::default()).unwrap();
    let not_at_once =
        replace_slot::kit(&By::Slot(&thief), &RecoveryKit::make(&mut world.rng.clone()), &mut world.env());
    assert!(matches!(not_at_once.err(), Some(SyncError::NotAtOnce(_))));
    let by_kit = world.open(&kit).unwrap();
    replace_passphrase(&mut world, &By::Slot(&by_kit), &new).unwrap();
    phone.add(&world, 2, "secret");
    phone.sync(&mut world).report();
    assert_eq!(world.access_by_passphrase(&old).err(), Some(SyncError::WrongSecret));
    // Neither through its session, nor with everything the service could hand it.
    assert!(world.handle(&thief.access.read()).problem().is_some());
    let entries = world.service.restore_set(world.service.head().number);
    let opened = restore::verify(
        thief.access.genesis(),
        thief.access.opener(),
        &entries,
        None,
        None,
        &Checks::default(),
    );
    assert_eq!(opened.err(), Some(Finding::Slot));
    let access = world.access_by_passphrase(&new).unwrap();
    let opened = world.open_with(access, &Checks::default()).unwrap();
    assert_eq!(regain_vault::account::count(&opened.restored.vault), 2);
}

#[test]
fn a_proposed_passphrase_is_staged_and_opens_once_another_device_has_carried_it_out() {
    let (mut world, kit, mut phone) = World::founded();
    phone.add(&world, 1, "anna");
    phone.sync(&mut world).report();
    let (first, new) = (passphrase("quiet maple orbit thunder"), passphrase("silver canyon ladder moth"));
    let by_kit = world.open(&kit).unwrap();
    replace_passphrase(&mut world, &By::Slot(&by_kit), &first).unwrap();
    let mut laptop = world.recovered(&kit, "Laptop", 2);
    for device in [&mut phone, &mut laptop] {
        device.sync(&mut world).report();
    }
    let replica = phone.replica(world.now);
    replace_passphrase(&mut world, &By::Device(&replica), &new).unwrap();
    assert_eq!(world.access_by_passphrase(&new).err(), Some(SyncError::WrongSecret), "only staged");
    world.now += PROPOSAL_WAIT_MS;
    laptop.sync(&mut world).report();
    phone.sync(&mut world).report();
    assert_eq!(world.access_by_passphrase(&first).err(), Some(SyncError::WrongSecret));
    let access = world.access_by_passphrase(&new).unwrap();
    world.open_with(access, &Checks::default()).unwrap();
}

#[test]
fn a_replaced_kit_opens_nothing_new() {
    let (mut world, kit, mut phone) = World::founded();
    phone.sync(&mut world).report();
    let new = RecoveryKit::make(&mut world.rng);
    let old = world.open(&kit).unwrap();
    let replacement = replace_slot::kit(&By::Slot(&old), &new, &mut world.env()).unwrap();
    world.finish(replacement).unwrap();
    phone.add(&world, 1, "secret");
    phone.sync(&mut world).report();
    assert_eq!(world.access_by_kit(&kit).err(), Some(SyncError::WrongSecret));
    let entries = world.service.restore_set(world.service.head().number);
    let opened =
        restore::verify(old.access.genesis(), old.access.opener(), &entries, None, None, &Checks::default());
    assert_eq!(opened.err(), Some(Finding::Slot));
    assert_eq!(regain_vault::account::count(&world.open(&new).unwrap().restored.vault), 1);
}

#[test]
fn a_kit_proposed_by_a_device_counts_only_with_a_seasoned_confirmation_or_after_72_hours() {
    let (mut world, kit, mut phone) = World::founded();
    phone.sync(&mut world).report();
    let mut laptop = world.recovered(&kit, "Laptop", 2);
    laptop.sync(&mut world).report();
    phone.sync(&mut world).report();
    let new = RecoveryKit::make(&mut world.rng);
    let replica = phone.replica(world.now);
    let step = replace_slot::kit(&By::Device(&replica), &new, &mut world.env()).unwrap();
    world.finish(step).unwrap();
    // Its answer may be lost: the next sync tells the device that it asked already, and for which kit.
    assert!(!phone.look(|replica| replace_slot::is_asked(replica, &new)));
    phone.sync(&mut world).report();
    assert!(phone.look(|replica| replace_slot::is_asked(replica, &new)));
    assert!(!phone.look(|replica| replace_slot::is_asked(replica, &kit)));
    laptop.sync(&mut world).report();
    assert!(!laptop.look(|replica| replace_slot::is_asked(replica, &new)), "it was another one");
    let hash = laptop.proposal();
    laptop.intend(&world, Intent::Confirm(hash));
    assert_eq!(laptop.sync(&mut world).report().unsaid, [Intent::Confirm(hash)], "a member for minutes");
    assert!(world.access_by_kit(&new).is_err());
    world.now += PROPOSAL_WAIT_MS;
    laptop.sync(&mut world).report();
    phone.sync(&mut world).report();
    world.open(&new).unwrap();
    assert!(world.access_by_kit(&kit).is_err());
}

#[test]
fn a_race_for_the_head_is_run_again_and_a_stranger_is_told_apart() {
    let (mut world, kit, mut phone) = World::founded();
    phone.sync(&mut world).report();
    let opened = world.open(&kit).unwrap();
    phone.add(&world, 1, "faster");
    phone.sync(&mut world).report();
    let mut replica = Replica::new(MemberId([2; 16]), "Laptop");
    let (joining, request) = join::start(&opened, "Laptop", "Linux", &mut world.env()).unwrap();
    let answer = world.handle(&request);
    let end = joining.answer(&answer, &opened, ORIGIN, &mut replica, &mut world.env()).unwrap();
    assert!(matches!(end, join::JoinEnd::Again) && replica.membership.is_none());
    let answer = world.handle(&opened.access.read());
    let opened = opened.refreshed(&answer, &Checks::default()).unwrap();
    world.join(&opened, &mut replica).unwrap();
    assert_eq!(regain_vault::account::count(&replica.vault), 1);
    // Its own joining is pinned from the first moment on.
    let head = replica.membership.as_ref().unwrap().chain.head();
    assert_eq!(head, world.service.head());
    // Refusals leave no membership behind.
    let mut other = Replica::new(MemberId([3; 16]), "Tablet");
    let (joining, _) = join::start(&opened, "Tablet", "Linux", &mut world.env()).unwrap();
    let busy = problem(&Problem::new(ProblemCode::Busy));
    assert!(joining.answer(&busy, &opened, ORIGIN, &mut other, &mut world.env()).is_err());
    assert!(other.membership.is_none());
}
