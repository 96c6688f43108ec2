//! Row 8: the service injects an entry, a member, an epoch, a slot, a "policy". Rule: only members with the right sign.
//!
//! Left out in the weak client: `Rule::Signature` (the service writes in the kit's name) and the recomputed seals (it does not know
//! the epoch's key, so the seal it makes for its member holds something else).

use regain_e2e::attacker::{Stranger, next_header, says};
use regain_e2e::device::Verifier;
use regain_log::frame::FrameError;
use regain_log::{
    Action, ChainError, Control, Entry, EntryError, Kind, KindError, MemberId, MemberKind, Rule, SEAL_LEN,
    Seal, hazmat,
};
use regain_seal::{MemberSecret, RecoveryKit, open_body};
use regain_sync::Finding;
use regain_sync::draft::Draft;
use regain_sync::hazmat::Omit;

use crate::common::{assert_found, assert_heals, chain_words, household, second, serves, serves_entries};

#[test]
fn nobody_becomes_a_member_by_the_services_word() {
    let (service, mut phone, founded) = household();
    let laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();
    let now = service.clock().now();
    let chain = phone.membership().chain.clone();
    let (number, stranger) = (chain.head().number + 1, Stranger::default());
    let kit = chain.slot(MemberKind::Kit).unwrap().id;
    let member = stranger.secret.device(stranger.id);
    let added = Control::MemberAdded { member, seal: Seal { member: stranger.id, bytes: [7; SEAL_LEN] } };
    let new_kit = stranger.secret.kit_slot(stranger.id, &RecoveryKit::make(&mut rand_core::OsRng));
    let replaced = Control::SlotReplaced {
        old: Some(kit),
        new: new_kit,
        seals: chain
            .members_after(Some(kit), Some(new_kit))
            .iter()
            .map(|m| Seal { member: m.id, bytes: [7; SEAL_LEN] })
            .collect(),
        previous: [7; regain_log::PREVIOUS_LEN],
        proposal: None,
    };
    let in_next_epoch = |author: MemberId, signer: &MemberSecret| {
        let mut header = next_header(&chain, Kind::SlotReplaced, author, now);
        (header.epoch, header.commitment) = (header.epoch + 1, [9; 32]);
        header.sign(replaced.encode(), signer)
    };
    let device = phone.replica.device;
    let secret = &laptop.membership().secret;
    let attempts: [(&str, Entry, Rule, &str); 6] = [
        (
            "an entry of somebody who is no member",
            says(&chain, &Control::Heartbeat, stranger.id, &stranger.secret, now),
            Rule::Author,
            "its author is not a member",
        ),
        (
            "an entry in a device's name",
            says(&chain, &Control::Heartbeat, device, &stranger.secret, now),
            Rule::Signature,
            "its signature is not its author's",
        ),
        (
            "a member added in the kit's name",
            says(&chain, &added, kit, &stranger.secret, now),
            Rule::Signature,
            "its signature is not its author's",
        ),
        (
            "a member added by a device that helps the service",
            says(&chain, &added, laptop.replica.device, secret, now),
            Rule::Right,
            "its author has no right to it",
        ),
        (
            "a kit replaced in the kit's name",
            in_next_epoch(kit, &stranger.secret),
            Rule::Signature,
            "its signature is not its author's",
        ),
        (
            "a kit replaced by a device that helps the service",
            in_next_epoch(laptop.replica.device, secret),
            Rule::Right,
            "its author has no right to it",
        ),
    ];
    for (name, entry, rule, why) in attempts {
        let mut victim = phone.duplicate().behind(serves_entries(&[entry]));
        assert_found(&mut victim, &Finding::Chain(ChainError { number, rule }), &chain_words(number, why));
        assert_heals(&mut victim);
        assert_eq!(victim.membership().chain.members().count(), 4, "{name}");
    }

    // A "policy" of the service's own invention.
    let mut policy = says(&chain, &Control::Heartbeat, device, &stranger.secret, now).to_bytes();
    policy[94] = 42;
    let head = regain_log::Head { number, hash: regain_log::Hash([1; 32]) };
    let mut victim = phone.duplicate().behind(serves(vec![policy], head));
    let kind = FrameError::Entry(EntryError::Kind(KindError(42)));
    let words = "the service handed out something that is no entry: unknown kind of entry 42";
    assert_found(&mut victim, &Finding::Frames(kind), words);
    assert_heals(&mut victim);

    // Against a client without signatures and seals the member comes in, and gets the next epoch's key: everything is open.
    let weak = Verifier::without(|| {
        let begin = |entry: &Entry, hash| hazmat::begin_without(&[Rule::Signature], entry, hash);
        vec![Omit::Seals, Omit::Log(Box::new(begin))]
    });
    let weak = weak.and_without_rules(&[Rule::Signature]);
    let entry = says(&chain, &added, kit, &stranger.secret, now);
    let mut weak = phone.duplicate().behind(serves_entries(&[entry])).verifying(weak);
    weak.sync().unwrap();
    assert!(weak.membership().chain.member(stranger.id).is_some());
    // Then its owner removes the laptop, with the kit.
    let access = phone.access_by_kit(&founded.account, &founded.kit).unwrap();
    let member = weak.replica.membership.as_ref().unwrap();
    let mut draft = Draft::new(&member.chain, &member.keys, access.opener(), now);
    let removal = draft.remove_member(laptop.replica.device, None, &mut weak.rng).unwrap().clone();
    let control = Control::decode(removal.header().kind, removal.body().unwrap()).unwrap();
    let seal = control.seals().iter().find(|seal| seal.member == stranger.id).unwrap();
    let next = stranger.secret.open_seal(seal, chain.backup(), chain.epoch() + 1).unwrap();
    let Control::MemberRemoved { previous, .. } = &control else { panic!("a removal") };
    let current = next.open_previous(previous).unwrap();
    let checkpoint = crate::common::pulled(&mut phone, 0).entries().unwrap().0.remove(0);
    assert!(
        open_body(&current, checkpoint.header(), checkpoint.body().unwrap()).is_ok(),
        "the stranger reads all"
    );

    // And what a device may ask for, it asks for under its own name only.
    let proposal = Control::Proposed(Action::Remove(device));
    let entry = says(&chain, &proposal, laptop.replica.device, &stranger.secret, now);
    let mut victim = phone.duplicate().behind(serves_entries(&[entry]));
    assert_eq!(victim.finding(), Finding::Chain(ChainError { number, rule: Rule::Signature }));
    assert_heals(&mut phone);
}
