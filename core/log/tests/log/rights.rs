//! FORMAT section 6, row by row: what is accepted, and by which rule everything near it is refused.
use super::common::*;
use regain_log::{
    Action, Chain, Control, Hash, Kind, MAX_MEMBERS, MemberId, MemberKind, MemberRecord, PREVIOUS_LEN, Rule,
    Timing,
};

#[test]
fn change_is_written_by_any_member() {
    let mut log = Log::with_devices();
    for author in [phone(), laptop(), kit(), passphrase()] {
        let entry = log.data(&author, Kind::Change);
        log.take(&entry);
    }
    let entry = log.data(&stranger(), Kind::Change);
    log.refuses(&entry, Rule::Author);
    let removal = log.removes(&kit(), &laptop(), None);
    log.take(&removal);
    let entry = log.data(&laptop(), Kind::Change);
    log.refuses(&entry, Rule::Author);
}

#[test]
fn checkpoint_is_written_by_a_device() {
    let mut log = Log::begin();
    for slot in [kit(), passphrase()] {
        let entry = log.data(&slot, Kind::Checkpoint);
        log.refuses(&entry, Rule::Right);
        assert_eq!(log.client.clone().adopt_checkpoint(&entry).unwrap_err().rule, Rule::Right);
    }
    let entry = log.data(&phone(), Kind::Checkpoint);
    log.take(&entry);
}

#[test]
fn heartbeat_is_sent_by_a_device() {
    let mut log = Log::begin();
    for slot in [kit(), passphrase()] {
        let entry = log.says(&slot, &Control::Heartbeat);
        log.refuses(&entry, Rule::Right);
    }
    let entry = log.says(&phone(), &Control::Heartbeat);
    log.take(&entry);
}

#[test]
fn genesis_names_one_kit_at_most_one_passphrase_and_one_device() {
    let begin = |entry| Chain::begin(&entry, None).map_err(|error| error.rule).map(drop);
    assert_eq!(begin(genesis_of(&[&kit(), &passphrase(), &phone()], &kit())), Ok(()));
    assert_eq!(begin(genesis_of(&[&kit(), &phone()], &kit())), Ok(()));
    for members in [
        vec![kit()],
        vec![phone()],
        vec![passphrase(), phone()],
        vec![kit(), passphrase()],
        vec![kit(), new_kit(), phone()],
        vec![kit(), phone(), laptop()],
        vec![passphrase(), new_passphrase(), phone()],
        vec![kit(), phone(), passphrase()],
        vec![phone(), passphrase(), kit()],
        vec![],
    ] {
        let members: Vec<_> = members.iter().collect();
        assert_eq!(begin(genesis_of(&members, &kit())), Err(Rule::Genesis), "{} members", members.len());
    }
    assert_eq!(begin(genesis_of(&[&kit(), &phone()], &phone())), Err(Rule::Genesis), "author is the device");
    let mut twin = phone();
    twin.record.id = kit().id();
    assert_eq!(begin(genesis_of(&[&kit(), &twin], &kit())), Err(Rule::Fresh));
    let mut twin = phone();
    twin.record.sign = kit().record.sign;
    assert_eq!(begin(genesis_of(&[&kit(), &twin], &kit())), Err(Rule::Fresh));
}

#[test]
fn genesis_stands_at_the_very_beginning_and_is_the_expected_one() {
    let body = || {
        let members = vec![kit().record, phone().record];
        Control::Genesis { seals: seals(&members), members }.encode()
    };
    let begin = |change: &dyn Fn(&mut regain_log::UnsignedHeader)| {
        let mut header = genesis_header(&kit());
        change(&mut header);
        Chain::begin(&header.sign(body(), &kit()), None).map_err(|error| error.rule).map(drop)
    };
    assert_eq!(begin(&|_| ()), Ok(()));
    assert_eq!(begin(&|header| header.number = 1), Err(Rule::Genesis));
    assert_eq!(begin(&|header| header.epoch = 2), Err(Rule::Genesis));
    assert_eq!(begin(&|header| header.epoch = 0), Err(Rule::Genesis));
    assert_eq!(begin(&|header| header.previous = Hash([1; 32])), Err(Rule::Genesis));
    assert_eq!(begin(&|header| header.control = Hash([1; 32])), Err(Rule::Genesis));
    assert_eq!(begin(&|header| header.kind = Kind::Heartbeat), Err(Rule::Genesis));
    let header = genesis_header(&kit());
    let refusal = |entry, expected| Chain::begin(&entry, expected).unwrap_err().rule;
    assert_eq!(refusal(header.sign(body(), &phone()), None), Rule::Signature);
    assert_eq!(refusal(header.sign(body(), &kit()), Some(Hash([7; 32]))), Rule::Genesis);
    assert_eq!(refusal(header.sign(body(), &kit()).without_body(), None), Rule::Body);
    assert_eq!(refusal(header.sign(vec![0x80], &kit()), None), Rule::Body);
    let members = vec![kit().record, phone().record];
    for wrong in [vec![], seals([&members[0]]), seals([&members[1], &members[0]])] {
        let body = Control::Genesis { members: members.clone(), seals: wrong }.encode();
        assert_eq!(refusal(header.sign(body, &kit()), None), Rule::Seals);
    }
    let mut log = Log::begin();
    let members = vec![new_kit().record, laptop().record];
    let second = Control::Genesis { seals: seals(&members), members };
    let entry = log.says(&kit(), &second);
    log.refuses(&entry, Rule::Genesis);
}

#[test]
fn member_added_is_signed_by_a_slot_and_adds_a_device() {
    let mut log = Log::begin();
    for (author, device) in [(kit(), laptop()), (passphrase(), tablet())] {
        let entry = log.adds(&author, &device);
        log.take(&entry);
        assert_eq!(log.client.member(device.id()).unwrap().since, log.head().number);
    }
    assert_eq!(log.client.epoch(), 1, "a newcomer joins the running epoch");
    let entry = log.adds(&phone(), &stranger());
    log.refuses(&entry, Rule::Right);
    let entry = log.adds(&stranger(), &stranger());
    log.refuses(&entry, Rule::Author);
    for slot in [new_kit(), new_passphrase()] {
        let entry = log.adds(&kit(), &slot);
        log.refuses(&entry, Rule::Right);
    }
}

#[test]
fn member_added_seals_to_the_newcomer_only() {
    let mut log = Log::begin();
    for wrong in [phone().id(), stranger().id()] {
        let entry = log.says(&kit(), &Control::MemberAdded { member: laptop().record, seal: seal(wrong) });
        log.refuses(&entry, Rule::Seals);
    }
}

#[test]
fn ids_and_keys_are_never_used_twice() {
    let mut log = Log::with_devices();
    let removal = log.removes(&kit(), &laptop(), None);
    log.take(&removal);
    let replaced = log.replaces(&kit(), Some(&kit()), &new_kit(), None);
    log.take(&replaced);
    let taken = [phone().record, laptop().record, kit().record, passphrase().record];
    for old in taken {
        for change in [
            (|new, old| new.id = old.id) as fn(&mut MemberRecord, MemberRecord),
            |new, old| new.sign = old.sign,
            |new, old| new.open = old.open,
        ] {
            let mut device = stranger();
            change(&mut device.record, old);
            let entry = log.adds(&new_kit(), &device);
            log.refuses(&entry, Rule::Fresh);
            let mut slot = new_passphrase();
            change(&mut slot.record, old);
            let entry = log.replaces(&new_kit(), Some(&passphrase()), &slot, None);
            // A member that is there already would be counted once among those sealed to; freshness comes first.
            log.refuses(&entry, Rule::Fresh);
            let entry = log.proposes_slot(&phone(), &passphrase(), &slot);
            log.refuses(&entry, Rule::Fresh);
        }
    }
    let mut same_words = Person::new(9, MemberKind::Kit);
    same_words.record.kit = kit().record.kit;
    let entry = log.replaces(&new_kit(), Some(&new_kit()), &same_words, None);
    log.refuses(&entry, Rule::Fresh);
}

#[test]
fn so_many_members_that_a_removal_could_not_seal_to_them_are_never_reached() {
    let mut log = Log::begin();
    let mut chain = log.client.clone();
    for number in 0u32.. {
        let mut device = stranger();
        device.record.id.0[..4].copy_from_slice(&number.to_be_bytes());
        device.record.sign[..4].copy_from_slice(&number.to_be_bytes());
        device.record.open[..4].copy_from_slice(&number.to_be_bytes());
        log.client = chain.clone();
        let entry = log.adds(&passphrase(), &device);
        match chain.follow(&entry, Timing::Client) {
            Ok(_) => continue,
            Err(error) => assert_eq!(error.rule, Rule::Right),
        }
        break;
    }
    assert_eq!(chain.members().count(), MAX_MEMBERS);
    log.client = chain.clone();
    let removal = log.removes(&kit(), &phone(), None);
    assert!(chain.follow(&removal, Timing::Client).is_ok(), "a full log can still shrink");
}

#[test]
fn a_device_is_removed_by_a_slot_or_leaves_by_itself() {
    for slot in [kit(), passphrase()] {
        let mut log = Log::with_devices();
        let entry = log.removes(&slot, &laptop(), None);
        log.take(&entry);
        assert_eq!(log.client.epoch(), 2);
        assert!(log.client.member(laptop().id()).is_none());
    }
    let mut log = Log::with_devices();
    let entry = log.removes(&laptop(), &phone(), None);
    log.refuses(&entry, Rule::Right);
    let entry = log.removes(&laptop(), &laptop(), None);
    log.refuses(&entry, Rule::Right);
    let entry = log.says(&kit(), &Control::MemberLeft);
    log.refuses(&entry, Rule::Right);
    let entry = log.says(&laptop(), &Control::MemberLeft);
    log.take(&entry);
    assert_eq!(log.client.epoch(), 1, "a leaver makes no key for those who stay");
    assert!(log.client.member(laptop().id()).is_none());
    let again = log.removes(&kit(), &laptop(), None);
    log.refuses(&again, Rule::Right);
    for slot in [kit(), passphrase()] {
        let entry = log.removes(&kit(), &slot, None);
        log.refuses(&entry, Rule::Right);
    }
    let entry = log.removes(&kit(), &stranger(), None);
    log.refuses(&entry, Rule::Right);
}

#[test]
fn a_removal_seals_to_exactly_those_who_remain() {
    let mut log = Log::with_devices();
    let Control::MemberRemoved { seals: right, .. } = log.removal(&laptop(), None) else { unreachable!() };
    let mut without_kit = right.clone();
    without_kit.retain(|seal| seal.member != kit().id());
    let mut with_removed = right.clone();
    with_removed.push(seal(laptop().id()));
    with_removed.sort_by_key(|seal| seal.member);
    let doubled = [&right[..1], &right].concat();
    let reversed = right.iter().rev().copied().collect();
    let only_itself = vec![seal(phone().id())];
    for wrong in [without_kit, with_removed, doubled, reversed, only_itself, vec![]] {
        let control = Control::MemberRemoved {
            member: laptop().id(),
            seals: wrong,
            previous: [0; PREVIOUS_LEN],
            proposal: None,
        };
        let entry = log.says(&kit(), &control);
        log.refuses(&entry, Rule::Seals);
    }
}

#[test]
fn the_kit_replaces_every_slot_and_the_passphrase_only_itself() {
    let mut log = Log::begin();
    let entry = log.replaces(&passphrase(), Some(&kit()), &new_kit(), None);
    log.refuses(&entry, Rule::Right);
    for device in [phone(), stranger()] {
        let entry = log.replaces(&device, Some(&passphrase()), &new_passphrase(), None);
        let rule = if device.id() == phone().id() { Rule::Right } else { Rule::Author };
        log.refuses(&entry, rule);
    }
    let entry = log.replaces(&passphrase(), Some(&passphrase()), &new_passphrase(), None);
    log.take(&entry);
    let entry = log.replaces(&kit(), Some(&kit()), &new_kit(), None);
    log.take(&entry);
    assert_eq!(log.client.epoch(), 3);
    let entry = log.says(&kit(), &Control::BackupClosed);
    log.refuses(&entry, Rule::Author);
}

#[test]
fn a_slot_is_replaced_by_one_of_its_kind_so_there_is_always_one_kit() {
    let mut log = Log::begin();
    for (old, new) in [
        (Some(passphrase()), new_kit()),
        (Some(kit()), new_passphrase()),
        (Some(kit()), laptop()),
        (Some(phone()), laptop()),
        (Some(phone()), new_kit()),
        (Some(stranger()), new_kit()),
        (None, new_kit()),
        (None, laptop()),
        (None, new_passphrase()),
    ] {
        let entry = log.replaces(&kit(), old.as_ref(), &new, None);
        log.refuses(&entry, Rule::Right);
    }
}

#[test]
fn a_first_passphrase_comes_from_the_kit() {
    let mut log = Log::of(genesis_of(&[&kit(), &phone()], &kit()));
    let entry = log.replaces(&phone(), None, &new_passphrase(), None);
    log.refuses(&entry, Rule::Right);
    let entry = log.replaces(&kit(), None, &new_passphrase(), Some(Hash([1; 32])));
    log.refuses(&entry, Rule::Proposal);
    let entry = log.replaces(&kit(), None, &new_passphrase(), None);
    log.take(&entry);
    let entry = log.replaces(&kit(), None, &Person::new(9, MemberKind::Passphrase), None);
    log.refuses(&entry, Rule::Right);
}

#[test]
fn a_replacement_seals_to_everyone_the_new_slot_included_and_the_old_one_not() {
    let mut log = Log::begin();
    let old = kit().record;
    let (new, others) = (new_kit().record, [passphrase().record, phone().record]);
    for wrong in [
        seals([&others[0], &others[1]]),
        seals([&old, &others[0], &others[1], &new]),
        seals([&others[1], &others[0], &new]),
        seals([&new]),
    ] {
        let control = Control::SlotReplaced {
            old: Some(old.id),
            new,
            seals: wrong,
            previous: [0; PREVIOUS_LEN],
            proposal: None,
        };
        let entry = log.says(&kit(), &control);
        log.refuses(&entry, Rule::Seals);
    }
}

#[test]
fn a_backup_is_closed_by_a_slot_and_nothing_follows() {
    let mut log = Log::begin();
    let entry = log.says(&phone(), &Control::BackupClosed);
    log.refuses(&entry, Rule::Right);
    let entry = log.says(&passphrase(), &Control::BackupClosed);
    log.take(&entry);
    assert!(log.client.is_closed());
    for entry in [
        log.data(&phone(), Kind::Change),
        log.says(&phone(), &Control::Heartbeat),
        log.adds(&kit(), &laptop()),
        log.says(&kit(), &Control::BackupClosed),
    ] {
        log.refuses(&entry, Rule::Closed);
    }
    let checkpoint = log.data(&phone(), Kind::Checkpoint);
    assert_eq!(log.client.clone().adopt_checkpoint(&checkpoint).unwrap_err().rule, Rule::Closed);
}

#[test]
fn a_proposal_comes_from_a_device_and_names_another_member() {
    let mut log = Log::with_devices();
    for slot in [kit(), passphrase()] {
        let entry = log.proposes_removal(&slot, &laptop());
        log.refuses(&entry, Rule::Right);
    }
    for target in [phone(), kit(), passphrase(), stranger()] {
        let entry = log.proposes_removal(&phone(), &target);
        log.refuses(&entry, Rule::Right);
    }
    for (old, new) in [
        (passphrase(), new_kit()),
        (kit(), new_passphrase()),
        (laptop(), stranger()),
        (laptop(), new_kit()),
        (new_kit(), Person::new(9, MemberKind::Kit)),
    ] {
        let entry = log.proposes_slot(&phone(), &old, &new);
        log.refuses(&entry, Rule::Right);
    }
    let before = log.client.epoch();
    for entry in [
        |log: &Log| log.proposes_removal(&phone(), &laptop()),
        |log: &Log| log.proposes_slot(&phone(), &kit(), &new_kit()),
        |log: &Log| log.proposes_slot(&phone(), &passphrase(), &new_passphrase()),
    ] {
        let entry = entry(&log);
        log.take(&entry);
    }
    assert_eq!((log.client.epoch(), log.client.members().count()), (before, 5), "asking changes nothing");
}

#[test]
fn at_most_eight_proposals_are_open_and_any_member_makes_room() {
    let mut log = Log::with_devices();
    let mut last = Hash::ZERO;
    for _ in 0..8 {
        let entry = log.proposes_removal(&phone(), &laptop());
        last = log.take(&entry);
    }
    let entry = log.proposes_removal(&laptop(), &phone());
    log.refuses(&entry, Rule::Proposal);
    let entry = log.cancels(&tablet(), last);
    log.take(&entry);
    let entry = log.proposes_removal(&laptop(), &phone());
    log.take(&entry);
}

#[test]
fn a_confirmation_comes_from_a_device_that_is_neither_proposer_nor_target_nor_newer() {
    let mut log = Log::with_devices();
    let proposal = log.proposes_removal(&phone(), &laptop());
    let proposal = log.take(&proposal);
    let newcomer = log.adds(&kit(), &stranger());
    log.take(&newcomer);
    for author in [phone(), laptop(), stranger(), kit(), passphrase()] {
        let entry = log.confirms(&author, proposal);
        log.refuses(&entry, Rule::Right);
    }
    let entry = log.confirms(&tablet(), Hash([9; 32]));
    log.refuses(&entry, Rule::Proposal);
    let early = log.removes(&phone(), &laptop(), Some(proposal));
    log.refuses(&early, Rule::Proposal);
    let entry = log.confirms(&tablet(), proposal);
    log.take(&entry);
    let entry = log.removes(&tablet(), &laptop(), Some(proposal));
    log.take(&entry);
    assert_eq!(log.client.proposals().count(), 0, "used, hence closed");
    let entry = log.confirms(&tablet(), proposal);
    log.refuses(&entry, Rule::Proposal);
}

#[test]
fn a_confirmation_is_worth_nothing_once_its_author_is_gone() {
    let mut log = Log::with_devices();
    let proposal = log.proposes_removal(&phone(), &laptop());
    let proposal = log.take(&proposal);
    let entry = log.confirms(&tablet(), proposal);
    log.take(&entry);
    let entry = log.removes(&kit(), &tablet(), None);
    log.take(&entry);
    let entry = log.removes(&phone(), &laptop(), Some(proposal));
    log.refuses(&entry, Rule::Proposal);
}

#[test]
fn a_proposal_ripens_after_72_hours_by_the_services_clock() {
    let mut log = Log::with_devices();
    let proposal = log.proposes_removal(&phone(), &laptop());
    let proposal = log.take(&proposal);
    log.now += WAIT - 1;
    // Its author claims that the time is over; the service knows better.
    let mut header = log.header(&phone(), Kind::MemberRemoved);
    header.time += 2 * WAIT;
    let hasty = header.sign(log.removal(&laptop(), Some(proposal)).encode(), &phone());
    let refusal = log.service.follow(&hasty, Timing::Service { now: log.now }).unwrap_err();
    assert_eq!(refusal.rule, Rule::Proposal);
    log.now += 1;
    let entry = log.removes(&tablet(), &laptop(), Some(proposal));
    log.take(&entry);
}

#[test]
fn the_service_stores_nothing_that_clients_would_refuse_for_its_time() {
    let mut log = Log::with_devices();
    let mut header = log.header(&phone(), Kind::Proposed);
    header.time += 60 * 60 * 1000;
    let proposal = header.sign(Control::Proposed(Action::Remove(laptop().id())).encode(), &phone());
    let proposal = log.take(&proposal);
    log.now += WAIT;
    let entry = log.removes(&tablet(), &laptop(), Some(proposal));
    log.refuses(&entry, Rule::Proposal);
    let mut header = log.header(&tablet(), Kind::MemberRemoved);
    header.time += 56 * 60 * 1000;
    let entry = header.sign(log.removal(&laptop(), Some(proposal)).encode(), &tablet());
    log.take(&entry);
}

#[test]
fn times_at_the_end_of_the_range_do_not_wrap() {
    for time in [0, u64::MAX] {
        let mut log = Log::with_devices();
        let mut header = log.header(&phone(), Kind::Proposed);
        header.time = time;
        let proposal = header.sign(Control::Proposed(Action::Remove(laptop().id())).encode(), &phone());
        let proposal = log.take(&proposal);
        for now in [log.now, log.now + WAIT - 1] {
            let mut header = log.header(&phone(), Kind::MemberRemoved);
            header.time = u64::MAX;
            let entry = header.sign(log.removal(&laptop(), Some(proposal)).encode(), &phone());
            let refusal = log.service.follow(&entry, Timing::Service { now }).unwrap_err();
            assert_eq!(refusal.rule, Rule::Proposal);
        }
        assert!(log.service.proposals().all(|(_, open)| open.ripe_at() >= WAIT));
    }
}

#[test]
fn a_proposal_is_used_once_and_for_exactly_what_it_asks() {
    let mut log = Log::with_devices();
    let removal = log.proposes_removal(&phone(), &laptop());
    let removal = log.take(&removal);
    let kits = log.proposes_slot(&phone(), &kit(), &new_kit());
    let kits = log.take(&kits);
    let passphrases = log.proposes_slot(&phone(), &passphrase(), &new_passphrase());
    let passphrases = log.take(&passphrases);
    log.now += WAIT;
    let other = Person::new(9, MemberKind::Kit);
    for entry in [
        log.removes(&phone(), &tablet(), Some(removal)),
        log.removes(&phone(), &laptop(), Some(kits)),
        log.removes(&phone(), &laptop(), Some(Hash([1; 32]))),
        log.replaces(&phone(), Some(&kit()), &other, Some(kits)),
        log.replaces(&phone(), Some(&kit()), &new_kit(), Some(passphrases)),
        log.replaces(&phone(), Some(&kit()), &new_kit(), Some(removal)),
    ] {
        log.refuses(&entry, Rule::Proposal);
    }
    let entry = log.replaces(&passphrase(), Some(&kit()), &new_kit(), Some(kits));
    log.refuses(&entry, Rule::Right);
    let entry = log.replaces(&tablet(), Some(&kit()), &new_kit(), Some(kits));
    log.take(&entry);
    let entry = log.removes(&phone(), &laptop(), Some(removal));
    log.take(&entry);
    let again = log.adds(&passphrase(), &stranger());
    log.take(&again);
    let entry = log.removes(&phone(), &stranger(), Some(removal));
    log.refuses(&entry, Rule::Proposal);
    let entry = log.replaces(&phone(), Some(&passphrase()), &new_passphrase(), Some(passphrases));
    log.take(&entry);
}

#[test]
fn a_proposal_goes_with_its_author_and_with_its_target() {
    let mut log = Log::with_devices();
    let by_thief = log.proposes_slot(&phone(), &kit(), &new_kit());
    let by_thief = log.take(&by_thief);
    let against_phone = log.proposes_removal(&laptop(), &phone());
    let against_phone = log.take(&against_phone);
    let about_passphrase = log.proposes_slot(&laptop(), &passphrase(), &new_passphrase());
    let about_passphrase = log.take(&about_passphrase);
    let entry = log.removes(&kit(), &phone(), None);
    log.take(&entry);
    let entry = log.replaces(&passphrase(), Some(&passphrase()), &new_passphrase(), None);
    log.take(&entry);
    assert_eq!(log.client.proposals().count(), 0);
    log.now += WAIT;
    let entry = log.replaces(&tablet(), Some(&kit()), &new_kit(), Some(by_thief));
    log.refuses(&entry, Rule::Proposal);
    let entry = log.removes(&tablet(), &phone(), Some(against_phone));
    log.refuses(&entry, Rule::Right);
    let entry = log.cancels(&laptop(), about_passphrase);
    log.refuses(&entry, Rule::Proposal);
}

#[test]
fn every_member_cancels_and_what_was_cancelled_never_ripens() {
    for author in [phone(), tablet(), kit(), passphrase()] {
        let mut log = Log::with_devices();
        let proposal = log.proposes_removal(&phone(), &laptop());
        let proposal = log.take(&proposal);
        let entry = log.cancels(&stranger(), proposal);
        log.refuses(&entry, Rule::Author);
        let entry = log.cancels(&author, proposal);
        log.take(&entry);
        assert!(!log.client.devices_suspended(), "only the target itself suspends");
        log.now += WAIT;
        let entry = log.removes(&phone(), &laptop(), Some(proposal));
        log.refuses(&entry, Rule::Proposal);
        let entry = log.cancels(&author, proposal);
        log.refuses(&entry, Rule::Proposal);
    }
}

#[test]
fn once_a_target_cancelled_no_device_decides_until_a_slot_signs() {
    let mut log = Log::with_devices();
    let ripening = log.proposes_slot(&tablet(), &kit(), &new_kit());
    let ripening = log.take(&ripening);
    let confirmed = log.proposes_removal(&tablet(), &phone());
    let confirmed = log.take(&confirmed);
    let entry = log.confirms(&laptop(), confirmed);
    log.take(&entry);
    let against = log.proposes_removal(&phone(), &laptop());
    let against = log.take(&against);
    let entry = log.cancels(&laptop(), against);
    log.take(&entry);
    assert!(log.client.devices_suspended());
    log.now += WAIT;
    let entry = log.replaces(&tablet(), Some(&kit()), &new_kit(), Some(ripening));
    log.refuses(&entry, Rule::Proposal);
    let entry = log.removes(&tablet(), &phone(), Some(confirmed));
    log.refuses(&entry, Rule::Proposal);
    let entry = log.confirms(&tablet(), against);
    log.refuses(&entry, Rule::Proposal);
    let entry = log.proposes_removal(&phone(), &laptop());
    log.refuses(&entry, Rule::Right);
    // Data of a slot changes nothing about members: a restoring client skips it.
    let entry = log.data(&kit(), Kind::Change);
    log.take(&entry);
    let entry = log.proposes_removal(&phone(), &laptop());
    log.refuses(&entry, Rule::Right);
    let entry = log.adds(&passphrase(), &stranger());
    log.take(&entry);
    assert!(!log.client.devices_suspended());
    let entry = log.proposes_removal(&phone(), &laptop());
    log.take(&entry);
}

#[test]
fn a_passphrase_alone_does_not_replace_the_kit_through_devices_it_adds() {
    let mut log = Log::begin();
    log.now += WAIT;
    for device in [laptop(), tablet()] {
        let entry = log.adds(&passphrase(), &device);
        log.take(&entry);
    }
    // Two newcomers, or a newcomer and a stolen phone in either role.
    for (proposer, confirmer) in [(laptop(), tablet()), (laptop(), phone()), (phone(), tablet())] {
        let mut log = log.clone();
        let proposal = log.proposes_slot(&proposer, &kit(), &new_kit());
        let proposal = log.take(&proposal);
        log.now += WAIT - 6 * 60 * 1000;
        let entry = log.confirms(&confirmer, proposal);
        log.refuses(&entry, Rule::Right);
        let mut liar = log.header(&confirmer, Kind::Confirmed);
        liar.time += WAIT;
        let entry = liar.sign(Control::Confirmed(proposal).encode(), &confirmer);
        let refusal = log.service.follow(&entry, Timing::Service { now: log.now }).unwrap_err();
        assert_eq!(refusal.rule, Rule::Right);
    }
    // After 72 hours they are devices like any other; everyone was told of them meanwhile.
    log.now += WAIT;
    let proposal = log.proposes_slot(&laptop(), &kit(), &new_kit());
    let proposal = log.take(&proposal);
    let entry = log.confirms(&tablet(), proposal);
    log.take(&entry);
    let entry = log.replaces(&laptop(), Some(&kit()), &new_kit(), Some(proposal));
    log.take(&entry);
}

#[test]
fn newcomers_may_confirm_other_proposals_at_once() {
    let mut log = Log::begin();
    for device in [laptop(), tablet()] {
        let entry = log.adds(&passphrase(), &device);
        log.take(&entry);
    }
    let proposal = log.proposes_slot(&phone(), &passphrase(), &new_passphrase());
    let proposal = log.take(&proposal);
    let entry = log.confirms(&tablet(), proposal);
    log.take(&entry);
}

#[test]
fn a_thief_with_one_device_gets_nothing_at_once() {
    let mut log = Log::with_devices();
    let thief = phone();
    for entry in [
        log.adds(&thief, &stranger()),
        log.removes(&thief, &laptop(), None),
        log.replaces(&thief, Some(&kit()), &new_kit(), None),
        log.replaces(&thief, Some(&passphrase()), &new_passphrase(), None),
        log.says(&thief, &Control::BackupClosed),
    ] {
        log.refuses(&entry, Rule::Right);
    }
    let proposal = log.proposes_slot(&thief, &kit(), &new_kit());
    let proposal = log.take(&proposal);
    let entry = log.confirms(&thief, proposal);
    log.refuses(&entry, Rule::Right);
    let entry = log.replaces(&thief, Some(&kit()), &new_kit(), Some(proposal));
    log.refuses(&entry, Rule::Proposal);
    let entry = log.cancels(&kit(), proposal);
    log.take(&entry);
    let entry = log.removes(&kit(), &thief, None);
    log.take(&entry);
    for kind in [Kind::Change, Kind::Checkpoint] {
        let entry = log.data(&thief, kind);
        log.refuses(&entry, Rule::Author);
    }
}

#[test]
fn member_ids_of_zero_are_ids_like_any_other() {
    let mut log = Log::begin();
    let mut device = laptop();
    device.record.id = MemberId([0; 16]);
    let entry = log.adds(&kit(), &device);
    log.take(&entry);
    let entry = log.data(&device, Kind::Change);
    log.take(&entry);
}
