//! Row 14: a removed device or a replaced slot keeps reading and writing, an old epoch comes back. Rule: removal, replacement and
//! rotation are one entry. The real service drops sessions at once; what a lying one lets in, the clients refuse.
//!
//! Left out in the weak client: `Rule::Author`, and for an entry of the old epoch `Rule::Epoch` and `Rule::Commitment` as well.

use regain_e2e::attacker::next_header;
use regain_e2e::device::{Device, Verifier};
use regain_e2e::mutator::{Instead, entries_of};
use regain_log::{ChainError, Kind, Rule};
use regain_protocol::{Bytes, Problem, ProblemCode, Session, SessionSlot, SlotKind, path};
use regain_seal::{RecoveryKit, open_body, seal_body};
use regain_sync::flow::replace_slot::{By, kit};
use regain_sync::{Env, Finding, Request, Response, SyncError};

use crate::common::{
    assert_found, assert_heals, chain_words, household, pulled, refused, second, serves_entries,
};

#[test]
fn a_removed_device_neither_reads_nor_writes() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    let mut tablet = second(&service, &founded, "Tablet");
    phone.sync().unwrap();
    laptop.add("Unsent", "anna@example.org");
    let mut thief = laptop.duplicate();

    // From a borrowed machine, with the kit alone.
    let mut borrowed = Device::new(&service, "Borrowed");
    borrowed.remove_by_kit(&founded, laptop.replica.device, true);
    assert!(borrowed.replica.membership.is_none(), "and without becoming a member");
    phone.sync().unwrap();
    phone.add("After", "anna@example.org");
    phone.sync().unwrap();
    assert_eq!(phone.membership().chain.epoch(), 2);

    // The service: the session is gone, and a signature earns the proof of the removal, nothing else.
    let answer = pulled(&mut thief, 0);
    assert_eq!(answer.problem().unwrap().code, ProblemCode::SignInRequired);

    // A lying service hands it everything: it has no key for what came after.
    let known = laptop.membership().chain.head().number;
    let later = entries_of(&pulled(&mut phone, known));
    let sealed: Vec<_> =
        later.iter().filter(|entry| entry.header().kind.is_data() && entry.header().epoch == 2).collect();
    assert!(sealed.len() >= 2, "the marks of what was exposed, and After");
    assert!(thief.membership().keys.of(2).is_none());
    for entry in sealed {
        assert!(
            open_body(thief.membership().keys.of(1).unwrap(), entry.header(), entry.body().unwrap()).is_err()
        );
    }

    // A lying service lets it write: as of the old epoch, and as of the new one.
    removed_device_writes(&phone, &thief, service.clock().now());

    // The owner's own laptop is told the truth, believes the signed entry, and keeps what it never uploaded. It had slept through
    // other changes of members, so the proof is more than one entry.
    let error = refused(laptop.sync());
    assert_eq!(error, SyncError::Removed);
    assert_eq!(error.to_string(), "this device was removed from the backup");
    assert!(laptop.codes().is_empty());
    assert_eq!(laptop.replica.left_behind.len(), 1);
    assert_eq!(laptop.replica.removed_from.as_deref(), Some("brave-otter-42"));

    tablet.sync().unwrap();
    assert_heals(&mut phone);
    assert_eq!(tablet.codes(), phone.codes());
    assert_eq!(phone.issuers(), ["After", "Bank", "Mail"]);
}

fn removed_device_writes(phone: &Device, thief: &Device, now: u64) {
    let chain = &phone.membership().chain;
    let old = thief.membership().keys.of(1).unwrap();
    let (device, secret) = (thief.replica.device, &thief.membership().secret);
    let (change, _) = thief.membership().outbox.joined();
    let number = chain.head().number + 1;

    let mut header = next_header(chain, Kind::Change, device, now);
    (header.epoch, header.commitment) = (1, old.commitment());
    let body = seal_body(old, &header, &change.encode(), &mut rand_core::OsRng).unwrap();
    let of_old_epoch = header.sign(body.clone(), secret);
    let mut victim = phone.duplicate().behind(serves_entries(std::slice::from_ref(&of_old_epoch)));
    let finding = Finding::Chain(ChainError { number, rule: Rule::Epoch });
    assert_found(&mut victim, &finding, &chain_words(number, "its epoch is not the running one"));
    assert_heals(&mut victim);

    let of_new_epoch = next_header(chain, Kind::Change, device, now).sign(body, secret);
    let mut victim = phone.duplicate().behind(serves_entries(std::slice::from_ref(&of_new_epoch)));
    let finding = Finding::Chain(ChainError { number, rule: Rule::Author });
    assert_found(&mut victim, &finding, &chain_words(number, "its author is not a member"));
    assert_heals(&mut victim);
    // Even without that rule it would have to know the new key.
    let weak = Verifier::without_rules(&[Rule::Author]);
    let mut weak = phone.duplicate().behind(serves_entries(&[of_new_epoch])).verifying(weak);
    weak.sync().unwrap();
    assert_eq!(weak.issuers(), ["After", "Bank", "Mail"], "what does not open brings nothing");

    let weak = Verifier::without_rules(&[Rule::Author, Rule::Epoch, Rule::Commitment]);
    let mut weak = phone.duplicate().behind(serves_entries(&[of_old_epoch])).verifying(weak);
    // It can't go on writing in an epoch that is not there, but what the thief planted is taken.
    drop(weak.sync());
    assert!(weak.issuers().contains(&"Unsent".to_owned()), "{:?}", weak.issuers());
}

#[test]
fn a_replaced_kit_opens_nothing_new() {
    let (service, mut phone, founded) = household();
    let mut owner = Device::new(&service, "Owner");
    let old_session: Session = {
        let (step, request) = regain_sync::flow::unlock::by_kit(founded.account.clone());
        let answer = owner.send(request);
        let (_, request) = step.answer(&answer, &founded.kit, regain_e2e::service::ORIGIN).unwrap();
        owner.send(request).json().unwrap()
    };
    let opened = owner.open_by_kit(&founded).unwrap();
    let new_kit = RecoveryKit::make(&mut owner.rng);
    let mut env = Env { now: service.clock().now(), rng: &mut owner.rng };
    let (step, request) = kit(&By::Slot(&opened), &new_kit, &mut env).unwrap();
    owner.finish(step, request);
    phone.sync().unwrap();
    phone.add("After", "anna@example.org");
    phone.sync().unwrap();

    // The real service knows the old words no more.
    let mut finder = Device::new(&service, "Finder");
    let error = refused(finder.access_by_kit(&founded.account, &founded.kit));
    assert_eq!(error, SyncError::WrongSecret);

    // A lying one takes them, with the old blob and a session that reads: the log has no such slot, and no seal for it.
    let SessionSlot { id, blob: Bytes(blob), .. } = old_session.slot.unwrap();
    let token = phone.membership().token.clone().unwrap();
    let backup = phone.membership().backup();
    let mut finder = Device::new(&service, "Finder").behind(Instead(move |request: &mut Request| {
        let session = Session {
            token: token.as_str().to_owned(),
            expires: u64::MAX,
            backup,
            slot: Some(SessionSlot { id, kind: SlotKind::Kit, blob: Bytes(blob.clone()) }),
        };
        (request.path == path::KIT_FINISH).then(|| Response {
            status: 200,
            content_type: "application/json".to_owned(),
            head: None,
            body: serde_json::to_vec(&session).unwrap(),
        })
    }));
    let access = finder.access_by_kit(&founded.account, &founded.kit).unwrap();
    let old_keys = regain_seal::MemberSecret::from_bytes(&access.secret().expose_bytes());
    let error = refused(finder.open(access));
    assert_eq!(error, SyncError::Finding(Finding::Slot));
    // Nor do the old keys open any seal of the new epoch.
    for entry in entries_of(&pulled(&mut phone, 0)) {
        if entry.header().epoch == 2 && !entry.header().kind.is_data() {
            let control = regain_log::Control::decode(entry.header().kind, entry.body().unwrap()).unwrap();
            for seal in control.seals() {
                assert!(old_keys.open_seal(seal, entry.header().backup, 2).is_err());
            }
        }
    }

    let mut fresh = Device::new(&service, "New");
    let access = fresh.access_by_kit(&founded.account, &new_kit).unwrap();
    let opened = fresh.open(access).unwrap();
    fresh.join(&opened).unwrap();
    fresh.sync().unwrap();
    assert_eq!(fresh.codes(), phone.codes());
    assert_eq!(Problem::new(ProblemCode::SignInFailed).status, 401);
}
