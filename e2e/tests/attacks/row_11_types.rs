//! Row 11: an object of one type where another is expected. Rule: label and type in every signature and every seal.
//!
//! Left out in the weak clients: the kind in the AEAD's data, for a change that poses as all records; `Rule::Signature`, for a
//! sign-in proof that poses as an entry's signature.

use regain_e2e::attacker::{Stranger, head_at, next_header, resigned};
use regain_e2e::device::{Device, Verifier, codes};
use regain_e2e::mutator::{Answers, entries_of, is_restore, with_entries, with_json};
use regain_e2e::service::ORIGIN;
use regain_log::{ChainError, Control, Entry, HEADER_LEN, Header, Kind, MemberKind, Rule, SIGNATURE_LEN};
use regain_protocol::path;
use regain_seal::hazmat::open_body_without_commitment;
use regain_seal::{EpochKey, OpenError};
use regain_sync::hazmat::Omit;
use regain_sync::{Finding, Request, Response, SyncError};
use zeroize::Zeroizing;

use crate::common::{assert_found, assert_heals, chain_words, household, refused, second, serves_entries};

/// Opens a checkpoint as the change it was sealed as.
fn open_as_change(key: &EpochKey, header: &Header, body: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    open_body_without_commitment(key, header, body)
        .or_else(|_| open_body_without_commitment(key, &Header { kind: Kind::Change, ..*header }, body))
}

#[test]
fn a_change_does_not_pass_for_all_records() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    laptop.add("Shop", "anna@example.org");
    laptop.sync().unwrap();
    // The laptop helps the service: it signs its newest change once more, as a checkpoint. A restore would start there.
    let poses = {
        let secret = regain_seal::MemberSecret::from_bytes(&laptop.membership().secret.expose_bytes());
        move || {
            let secret = regain_seal::MemberSecret::from_bytes(&secret.expose_bytes());
            Answers(move |request: &Request, response: Response| {
                if !is_restore(request) {
                    return response;
                }
                let mut entries = entries_of(&response);
                let change = entries.pop().unwrap();
                entries.retain(|entry| !entry.header().kind.is_data());
                entries.push(resigned(&change, |header| header.kind = Kind::Checkpoint, &secret));
                with_entries(response, &entries)
            })
        }
    };
    let number = laptop.membership().chain.head().number;
    let mut fresh = Device::new(&service, "New").behind(poses());
    let error = refused(fresh.open_by_kit(&founded));
    assert_eq!(error, SyncError::Finding(Finding::Sealed { number }));
    let words = format!("entry {number} does not open: it was changed, or sealed for something else");
    assert_eq!(error.to_string(), words);

    let weak = Verifier::without(|| vec![Omit::Commitment(open_as_change)]);
    let mut weak = Device::new(&service, "Weak").behind(poses()).verifying(weak);
    let opened = weak.open_by_kit(&founded).unwrap();
    let issuers: Vec<_> = codes(&opened.restored.vault).into_iter().map(|(issuer, _)| issuer).collect();
    assert_eq!(issuers, ["Shop"], "Bank and Mail are gone");

    fresh.heal();
    fresh.recover(&founded).unwrap();
    phone.sync().unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}

#[test]
fn a_sign_in_does_not_pass_for_an_entry() {
    let (service, mut phone, founded) = household();
    let laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();
    // The service chooses the challenge a device signs: the hash of an entry it wants signed, say.
    let chain = &phone.membership().chain;
    let wanted = next_header(chain, Kind::Heartbeat, laptop.replica.device, service.clock().now());
    let wanted = wanted.sign(Control::Heartbeat.encode(), &Stranger::default().secret);
    let header = &wanted.to_bytes()[..HEADER_LEN];
    let challenge = regain_log::Hash::of(&[header]).0;
    let proof = laptop.membership().secret.prove(ORIGIN, &chain.backup(), &laptop.replica.device, &challenge);
    let mut bytes = wanted.to_bytes();
    bytes[HEADER_LEN..HEADER_LEN + SIGNATURE_LEN].copy_from_slice(&proof);
    let entry = Entry::decode(&bytes).unwrap();
    let number = entry.header().number;

    let mut victim = phone.duplicate().behind(serves_entries(std::slice::from_ref(&entry)));
    let finding = Finding::Chain(ChainError { number, rule: Rule::Signature });
    assert_found(&mut victim, &finding, &chain_words(number, "its signature is not its author's"));
    let weak = Verifier::without_rules(&[Rule::Signature]);
    let mut weak = phone.duplicate().behind(serves_entries(std::slice::from_ref(&entry))).verifying(weak);
    weak.sync().unwrap();
    assert_eq!(weak.membership().chain.head(), head_at(&entry), "a sign of life that the laptop never gave");
    assert_heals(&mut victim);
    assert_heals(&mut phone);
}

#[test]
fn a_passphrases_blob_does_not_pass_for_a_kits() {
    let (service, phone, founded) = household();
    // The kit's blob under the passphrase's name, and the other way round.
    let slots = &phone.membership().chain;
    let passphrase = slots.slot(MemberKind::Passphrase).unwrap().id;
    let mut fresh =
        Device::new(&service, "New").behind(Answers(move |request: &Request, response: Response| {
            if request.path != path::KIT_FINISH {
                return response;
            }
            with_json(response, |json| json["slot"]["id"] = passphrase.to_string().into())
        }));
    let error = refused(fresh.access_by_kit(&founded.account, &founded.kit));
    assert_eq!(error, SyncError::Finding(Finding::Slot));
    fresh = fresh.behind(Answers(move |request: &Request, response: Response| {
        if request.path != path::KIT_FINISH {
            return response;
        }
        with_json(response, |json| json["slot"]["kind"] = "passphrase".into())
    }));
    let error = refused(fresh.access_by_kit(&founded.account, &founded.kit));
    assert_eq!(error, SyncError::Finding(Finding::Slot));
    // A seal for one member does not open as another's: its id is part of what HPKE binds.
    let entries = {
        let mut prober = Device::new(&service, "Prober");
        let access = prober.access_by_kit(&founded.account, &founded.kit).unwrap();
        let genesis = entries_of(&prober.send(access.read())).remove(0);
        let control = Control::decode(Kind::Genesis, genesis.body().unwrap()).unwrap();
        let own = *control.seals().iter().find(|seal| seal.member == access.slot()).unwrap();
        assert!(access.secret().open_seal(&own, genesis.header().backup, 1).is_ok());
        let moved = regain_log::Seal { member: passphrase, ..own };
        assert!(access.secret().open_seal(&moved, genesis.header().backup, 1).is_err());
        assert!(access.secret().open_seal(&own, genesis.header().backup, 2).is_err());
        control.seals().len()
    };
    assert_eq!(entries, 3);
    fresh.heal();
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}
