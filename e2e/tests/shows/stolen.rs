//! A thief has a device and nothing else. It can ask, and the owner says no; what it signs on its own authority is refused.

use regain_e2e::HOUR;
use regain_e2e::device::Device;
use regain_e2e::service::Service;
use regain_log::hazmat::without;
use regain_log::{MemberId, MemberKind, PROPOSAL_WAIT_MS, Rule};
use regain_protocol::{Bytes, ProblemCode, ReplaceSlot, path};
use regain_seal::{MemberSecret, RecoveryKit};
use regain_sync::draft::Draft;
use regain_sync::flow::{remove, unlock};
use regain_sync::replica::Intent;
use regain_sync::{Method, Request, SyncError};

#[test]
fn a_thiefs_device_alone_gets_nowhere() {
    let service = Service::start();
    let mut phone = Device::new(&service, "Phone");
    let founded = phone.found("brave-otter-42");
    phone.add("Bank", "anna@example.org");
    phone.sync().unwrap();
    let mut thief = Device::new(&service, "Stolen laptop");
    thief.recover(&founded).unwrap();
    phone.sync().unwrap();
    let owner = phone.replica.device;

    signs_without_asking(&mut thief, owner, service.clock().now());

    // It asks for the owner's removal, and for another passphrase. It can't confirm itself.
    remove::propose(&mut thief.replica, owner, true, service.clock().now()).unwrap();
    thief.sync().unwrap();
    let asked = thief.proposal();
    drop(thief.say(Intent::Confirm(asked)));
    drop(thief.sync());
    phone.sync().unwrap();
    assert!(phone.membership().chain.member(owner).is_some(), "asked is not removed");
    phone.say(Intent::Cancel(asked)).unwrap();
    assert!(phone.membership().chain.devices_suspended());
    thief.sync().unwrap();
    let again = remove::propose(&mut thief.replica, owner, true, service.clock().now());
    assert!(matches!(again, Err(SyncError::NotAtOnce(_))), "{again:?}");
    let words = again.unwrap_err().to_string();
    assert!(words.contains("only the passphrase or the recovery kit decides now"), "{words}");
    // However long it waits.
    service.advance(PROPOSAL_WAIT_MS + HOUR);
    thief.sync().unwrap();
    signs_without_asking(&mut thief, owner, service.clock().now());
    phone.sync().unwrap();
    assert!(phone.membership().chain.member(owner).is_some());
    let mut elsewhere = Device::new(&service, "Elsewhere");
    assert!(elsewhere.opens(&founded.account, &founded.passphrase), "no slot was replaced");

    // The owner, from a borrowed machine, with the kit. Nothing stays there.
    let mut borrowed = Device::new(&service, "Borrowed");
    borrowed.remove_by_kit(&founded, thief.replica.device, true);
    assert!(borrowed.replica.membership.is_none());
    assert_eq!(thief.sync().err(), Some(SyncError::Removed));
    assert!(thief.codes().is_empty());
    phone.sync().unwrap();
    assert!(!phone.membership().chain.devices_suspended());
    assert_eq!(phone.issuers(), ["Bank"]);

    let mut third = Device::new(&service, "Third");
    third.recover(&founded).unwrap();
    assert_eq!(third.codes(), phone.codes());
}

/// A removal and a replaced slot that no proposal led to: signed by a member's device, by a program that does not ask its own chain, and
/// sent.
fn signs_without_asking(thief: &mut Device, owner: MemberId, now: u64) {
    let member = thief.membership();
    let (backup, token, expected) = (member.backup(), member.token.clone().unwrap(), member.chain.head());
    let careless = without(&[Rule::Right], member.chain.clone());
    let draft = || Draft::new(&careless, &member.keys, member.opener(thief.replica.device), now);
    let mut rng = rand_core::OsRng;
    let removal = draft().remove_member(owner, None, &mut rng).unwrap().clone();
    let kit = RecoveryKit::make(&mut rng);
    let record = MemberSecret::make(&mut rng).kit_slot(MemberId(unlock::draw_id(&mut rng)), &kit);
    let old = member.chain.slot(MemberKind::Kit).map(|slot| slot.id);
    let replaced = draft().replace_slot(old, record, None, &mut rng).unwrap().clone();

    let frames = regain_log::frame::write_all([&removal]);
    let append = Request::append(path::of_backup(path::ENTRIES, backup), expected, frames);
    let answer = thief.send(append.with_token(&token));
    assert_eq!(answer.problem().unwrap().code, ProblemCode::EntryRefused);
    let body = ReplaceSlot {
        expected_number: expected.number,
        expected_hash: expected.hash,
        entry: Bytes(replaced.to_bytes()),
        registration_upload: None,
        blob: Some(Bytes(vec![7; 200])),
    };
    let request = Request::json(Method::Post, path::of_backup(path::SLOTS, backup), &body);
    let answer = thief.send(request.with_token(&token));
    assert_eq!(answer.problem().unwrap().code, ProblemCode::EntryRefused);
    thief.sync().unwrap();
    assert_eq!(thief.membership().chain.head(), expected, "nothing of it was taken");
}
