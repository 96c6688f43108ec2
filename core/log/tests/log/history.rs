//! Long random histories: the snapshot after every step is the chain (`Log::follow` compares), and what holds for members always.
use super::common::*;
use proptest::prelude::*;
use regain_log::{Chain, Control, Entry, Kind, MemberKind, Rule, Timing};

/// One try: who, what, upon whom; an hour count passes before.
type Step = (u8, u8, u8, u8);

fn people() -> Vec<Person> {
    let kinds = [MemberKind::Kit, MemberKind::Passphrase, MemberKind::Device];
    (0..120).map(|seed| Person::new(seed + 1, kinds[usize::from(seed) % 3])).collect()
}

fn attempt(log: &Log, people: &[Person], (who, what, whom, which): Step) -> Entry {
    // Mostly members, sometimes anyone: a history of nothing but strangers would stand still.
    let members: Vec<_> = people.iter().filter(|person| log.client.member(person.id()).is_some()).collect();
    let pick = |number: u8| match number % 8 {
        0 => &people[usize::from(number) / 2 % people.len()],
        _ => members[usize::from(number / 8) % members.len()],
    };
    let (author, other) = (pick(who), pick(whom));
    let new = &people[usize::from(which) % people.len()];
    let proposals: Vec<_> = log.client.proposals().map(|(hash, _)| *hash).collect();
    let proposal = proposals.get(usize::from(which) % proposals.len().max(1)).copied();
    match what % 21 {
        0 => log.data(author, Kind::Change),
        1 => log.data(author, Kind::Checkpoint),
        2 | 14..=17 => log.adds(author, new),
        3 => log.removes(author, other, None),
        4 => log.removes(author, other, proposal),
        5 => log.replaces(author, Some(other), new, None),
        6 => log.replaces(author, Some(other), new, proposal),
        7 | 8 => log.proposes_removal(author, other),
        9 => log.proposes_slot(author, other, new),
        10 | 11 => log.confirms(author, proposal.unwrap_or(log.head().hash)),
        12 => log.cancels(author, proposal.unwrap_or(log.head().hash)),
        18 if which % 4 == 0 => log.says(author, &Control::MemberLeft),
        _ => log.says(author, &Control::Heartbeat),
    }
}

fn holds_always(log: &Log) {
    let count = |kind| log.client.members().filter(|member| member.record.kind == kind).count();
    assert_eq!(count(MemberKind::Kit), 1, "exactly one kit");
    assert!(count(MemberKind::Passphrase) <= 1, "at most one passphrase");
    for (_, proposal) in log.client.proposals() {
        assert!(log.client.member(proposal.author).is_some(), "its author is here");
        assert!(log.client.member(proposal.target()).is_some(), "its target is here");
        assert!(proposal.confirmed_by.is_none_or(|device| log.client.member(device).is_some()));
        assert!(!log.client.devices_suspended(), "nothing is open while devices decide nothing");
    }
    assert!(log.client.proposals().count() <= 8);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn service_client_and_snapshot_agree_after_every_step(steps in prop::collection::vec(any::<(Step, u8)>(), 300)) {
        let people = people();
        let mut log = Log::of(genesis_of(&[&people[0], &people[1], &people[2]], &people[0]));
        for device in people[5..9].iter().filter(|person| person.record.kind == MemberKind::Device) {
            let entry = log.adds(&people[0], device);
            log.take(&entry);
        }
        for (step, hours) in steps {
            log.now += u64::from(hours % 32) * 60 * 60 * 1000;
            let entry = attempt(&log, &people, step);
            if log.follow(&entry) == Err(Rule::Closed) {
                break;
            }
            holds_always(&log);
        }
        let mut again = Chain::begin(&log.entries[0], Some(log.client.genesis())).unwrap();
        for entry in &log.entries[1..] {
            again.follow(entry, Timing::Client).unwrap();
        }
        prop_assert!(again == log.client);
    }
}

#[test]
fn the_random_histories_reach_far() {
    // The property above would say little if nearly every step were refused: count what one fixed history does.
    let people = people();
    let mut log = Log::of(genesis_of(&[&people[0], &people[1], &people[2]], &people[0]));
    let mut seen = std::collections::BTreeSet::new();
    let mut state = 1u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    for _ in 0..6000 {
        log.now += u64::from(next() % 32) * 60 * 60 * 1000;
        let entry = attempt(&log, &people, (next(), next(), next(), next()));
        let kind = entry.header().kind;
        if log.follow(&entry).is_ok() {
            seen.insert(kind);
        }
    }
    let all = Kind::ALL.into_iter().filter(|kind| !matches!(kind, Kind::Genesis | Kind::BackupClosed));
    assert_eq!(seen, all.collect());
}
