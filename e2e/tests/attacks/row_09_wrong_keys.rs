//! Row 9: a public key or a sealed blob is substituted; a member seals an epoch wrongly. Rule: keys only from the verified chain, a
//! slot's public keys recomputed from its private ones, everybody's seals recomputed.
//!
//! Left out in the weak clients: the recomputed seals (`Omit::Seals`); for the substituted log `Rule::Genesis` and the comparison of
//! the slot's keys (`Omit::SlotKeys`).

use regain_e2e::attacker::{Stranger, next_header};
use regain_e2e::device::{Device, Verifier, codes};
use regain_e2e::mutator::{Answers, entries_of, is_restore, with_entries};
use regain_log::{ChainError, Control, Entry, Kind, MemberId, MemberKind, Rule, hazmat};
use regain_protocol::{Session, path};
use regain_seal::EpochKey;
use regain_sync::hazmat::Omit;
use regain_sync::{Finding, Request, Response, SyncError, draft};

use crate::common::{assert_found, assert_heals, chain_words, household, refused, second, serves_entries};

/// The laptop is removed by the kit, whose words a thief holds; the new key goes to the thief's liking: garbage to `robbed`.
fn wrong_removal(
    thief: &mut Device,
    founded: &regain_e2e::device::Founded,
    gone: MemberId,
    robbed: MemberId,
) -> Entry {
    let opened = thief.open_by_kit(founded).unwrap();
    let chain = &opened.restored.chain;
    let next = opened.restored.keys.of(chain.epoch()).unwrap().next(&mut thief.rng);
    let mut seals = next.key.seal_to_all(&chain.members_after(Some(gone), None)).unwrap();
    let seal = seals.iter_mut().find(|seal| seal.member == robbed).unwrap();
    seal.bytes[40] ^= 1;
    let control = Control::MemberRemoved { member: gone, seals, previous: next.previous, proposal: None };
    let mut header = next_header(chain, Kind::MemberRemoved, opened.access.slot(), thief.clock.now());
    (header.epoch, header.commitment) = (next.key.epoch(), next.key.commitment());
    header.sign(control.encode(), opened.access.secret())
}

#[test]
fn an_epoch_sealed_wrongly_to_anybody_is_refused_by_everybody() {
    let (service, mut phone, founded) = household();
    let laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();
    let mut thief = Device::new(&service, "Thief");
    let chain = &phone.membership().chain;
    let passphrase = chain.slot(MemberKind::Passphrase).unwrap().id;
    let number = chain.head().number + 1;
    let removal = wrong_removal(&mut thief, &founded, laptop.replica.device, passphrase);

    // The phone's own seal is right, and it refuses the entry for the passphrase's sake.
    let mut victim = phone.duplicate().behind(serves_entries(std::slice::from_ref(&removal)));
    let words = format!("entry {number} seals the new key wrongly: somebody would be shut out, or let in");
    assert_found(&mut victim, &Finding::Seals { number }, &words);
    assert_heals(&mut victim);

    // A fresh device by the kit refuses it as well.
    let appended = {
        let removal = removal.clone();
        move |request: &Request, response: Response| {
            if !is_restore(request) {
                return response;
            }
            let entries = [entries_of(&response), vec![removal.clone()]].concat();
            with_entries(response, &entries)
        }
    };
    let mut fresh = Device::new(&service, "New").behind(Answers(appended.clone()));
    assert_eq!(refused(fresh.open_by_kit(&founded)), SyncError::Finding(Finding::Seals { number }));

    // A client that recomputes nothing goes on in an epoch that the passphrase can't open.
    let seals = || Verifier::without(|| vec![Omit::Seals]);
    let mut weak = phone.duplicate().behind(serves_entries(&[removal])).verifying(seals());
    weak.sync().unwrap();
    assert_eq!(weak.membership().chain.epoch(), 2);
    let mut forgetful = Device::new(&service, "By passphrase").behind(Answers(appended)).verifying(seals());
    let access = forgetful.access_by_passphrase(&founded.account, &founded.passphrase).unwrap();
    let locked_out = refused(forgetful.open(access));
    assert_eq!(locked_out, SyncError::Finding(Finding::Seals { number }), "the way back is gone");

    fresh.heal();
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}

/// A log of the service's own making: the kit's id, but keys that the service knows.
fn substituted(real: &[Entry], stranger: &Stranger, now: u64) -> Vec<Entry> {
    let genesis = &real[0];
    let Ok(Control::Genesis { members, .. }) = Control::decode(Kind::Genesis, genesis.body().unwrap()) else {
        panic!("a genesis");
    };
    let real_kit = members.iter().find(|member| member.kind == MemberKind::Kit).unwrap();
    // The kit's opening key stays, so that the kit can open the service's epoch; it signs with the service's.
    let kit = regain_log::MemberRecord { sign: stranger.secret.device(stranger.id).sign, ..*real_kit };
    let device = regain_seal::MemberSecret::make(&mut rand_core::OsRng).device(stranger.id);
    let key = EpochKey::make(genesis.header().backup, &mut rand_core::OsRng);
    vec![draft::genesis(&key, vec![kit, device], (kit.id, &stranger.secret), now).unwrap()]
}

#[test]
fn a_log_with_other_keys_is_not_the_kits() {
    let (service, phone, founded) = household();
    let stranger = Stranger::default();
    let now = service.clock().now();
    let substitutes = move || {
        let stranger = Stranger {
            id: stranger.id,
            secret: regain_seal::MemberSecret::from_bytes(&stranger.secret.expose_bytes()),
        };
        Answers(move |request: &Request, response: Response| {
            if !is_restore(request) {
                return response;
            }
            let entries = substituted(&entries_of(&response), &stranger, now);
            with_entries(response, &entries)
        })
    };
    let mut fresh = Device::new(&service, "New").behind(substitutes());
    let error = refused(fresh.open_by_kit(&founded));
    assert_eq!(error, SyncError::Finding(Finding::Chain(ChainError { number: 0, rule: Rule::Genesis })));
    assert_eq!(error.to_string(), chain_words(0, "the backup does not begin as it should"));

    let genesis = || {
        let begin = |entry: &Entry, hash| hazmat::begin_without(&[Rule::Genesis], entry, hash);
        Omit::Log(Box::new(begin))
    };
    // Even then the slot's own keys tell: they are recomputed from the private ones.
    let half = Verifier::without(move || vec![Omit::Pin, genesis()]);
    let mut half = Device::new(&service, "Half").behind(substitutes()).verifying(half);
    assert_eq!(refused(half.open_by_kit(&founded)), SyncError::Finding(Finding::Slot));

    // Without both the person is in a backup of the service's own: empty, and all that comes is sealed to a key it knows.
    let weak = Verifier::without(move || vec![Omit::Pin, Omit::SlotKeys, genesis()]);
    let mut weak = Device::new(&service, "Weak").behind(substitutes()).verifying(weak);
    let opened = weak.open_by_kit(&founded).unwrap();
    assert!(codes(&opened.restored.vault).is_empty());

    fresh.heal();
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}

#[test]
fn another_accounts_blob_opens_nothing() {
    let (service, phone, founded) = household();
    let mut other = Device::new(&service, "Other");
    let theirs = other.found("calm-heron-7");
    let served = {
        let mut liar = Device::new(&service, "Liar");
        let (step, request) = regain_sync::flow::unlock::by_kit(theirs.account.clone());
        let answer = liar.send(request);
        let (_, request) = step.answer(&answer, &theirs.kit, regain_e2e::service::ORIGIN).unwrap();
        liar.send(request).json::<Session>().unwrap()
    };
    let mut fresh =
        Device::new(&service, "New").behind(Answers(move |request: &Request, response: Response| {
            if request.path == path::KIT_FINISH {
                Response { body: serde_json::to_vec(&served).unwrap(), ..response }
            } else {
                response
            }
        }));
    let error = refused(fresh.access_by_kit(&founded.account, &founded.kit));
    assert_eq!(error, SyncError::Finding(Finding::Slot));
    fresh.heal();
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}
