//! Row 7: any bit of header, signature, body, slot blob or OPAQUE message is flipped. Rule: the same class of error everywhere, and
//! nothing to observe.
//!
//! Left out in the weak client: `Rule::Signature` of the log, for one flipped bit of an entry's time.

use regain_e2e::DAY;
use regain_e2e::device::{Device, Verifier};
use regain_e2e::mutator::{Answers, entries_of, head_of, with_entries, with_json};
use regain_log::{ChainError, Entry, HEADER_LEN, Head, Kind, Rule};
use regain_protocol::{Session, path};
use regain_sync::flow::join::summary;
use regain_sync::{Checks, Finding, Request, Response, SyncError, follow};

use crate::common::{assert_found, assert_heals, chain_words, household, pulled, refused, second, serves};

#[test]
fn no_bit_of_an_entry_can_be_flipped() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();
    let known = phone.membership().chain.head().number;
    laptop.add("Shop", "anna@example.org");
    laptop.sync().unwrap();
    let honest = pulled(&mut phone, known);

    // Every third bit of the answer, frame included, so that each byte is met: always a finding, and nothing is taken.
    let mut classes = std::collections::BTreeMap::new();
    for bit in (0..honest.body.len() * 8).step_by(3) {
        let mut response = honest.clone();
        response.body[bit / 8] ^= 1 << (bit % 8);
        let finding = match response.entries() {
            Err(SyncError::Finding(finding)) => finding,
            Err(other) => panic!("bit {bit}: {other:?}"),
            Ok((entries, _)) => {
                let verified =
                    follow::verify(phone.membership(), phone.replica.device, &entries, &Checks::default());
                verified.err().unwrap_or_else(|| panic!("bit {bit} was not noticed"))
            }
        };
        *classes.entry(finding.code()).or_insert(0) += 1;
    }
    assert!(classes.len() > 4, "flips meet different checks: {classes:?}");

    // One of them through the whole client: a flipped bit of a body asks the service nothing further.
    let mut raw = entries_of(&honest)[0].to_bytes();
    *raw.last_mut().unwrap() ^= 1;
    let mut victim = phone.duplicate().behind(serves(vec![raw], head_of(&honest).unwrap()));
    let words =
        "the service handed out something that is no entry: the entry's body is not the one that was signed";
    let body_hash = regain_log::frame::FrameError::Entry(regain_log::EntryError::BodyHash);
    assert_found(&mut victim, &Finding::Frames(body_hash), words);
    assert!(victim.wire.tape.is_empty(), "nothing was asked after the flipped answer");
    assert_heals(&mut victim);
    assert_eq!(victim.codes(), laptop.codes());
}

/// The heartbeat with its time moved on by flipping bits, no key in hand.
fn postponed(entry: &Entry, by: u64) -> Entry {
    let mut bytes = entry.to_bytes();
    let time = HEADER_LEN - 8;
    bytes[time..HEADER_LEN].copy_from_slice(&(entry.header().time + by).to_be_bytes());
    Entry::decode(&bytes).unwrap()
}

#[test]
fn without_signatures_an_old_backup_looks_alive() {
    let (service, mut phone, founded) = household();
    service.advance(7 * DAY);
    phone.sync().unwrap();
    service.advance(20 * DAY);
    let forges = || {
        Answers(|request: &Request, response: Response| {
            if !request.path.ends_with("/restore") {
                return response;
            }
            let mut entries = entries_of(&response);
            let last = entries.pop().unwrap();
            assert_eq!(last.header().kind, Kind::Heartbeat);
            entries.push(postponed(&last, 19 * DAY));
            with_entries(response, &entries)
        })
    };
    let number = phone.membership().chain.head().number;
    let mut fresh = Device::new(&service, "New").behind(forges());
    let error = refused(fresh.open_by_kit(&founded));
    assert_eq!(error, SyncError::Finding(Finding::Chain(ChainError { number, rule: Rule::Signature })));
    assert_eq!(error.to_string(), chain_words(number, "its signature is not its author's"));

    let weak = Verifier::without_rules(&[Rule::Signature]);
    let mut weak = Device::new(&service, "Weak").behind(forges()).verifying(weak);
    let opened = weak.open_by_kit(&founded).unwrap();
    assert!(!summary(&opened, service.clock().now()).is_stale, "a sign of life that nobody gave");

    fresh.heal();
    let opened = fresh.open_by_kit(&founded).unwrap();
    assert!(summary(&opened, service.clock().now()).is_stale);
    fresh.join(&opened).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}

#[test]
fn no_bit_of_a_blob_or_an_opaque_message_can_be_flipped() {
    let (service, phone, founded) = household();
    let mut fresh = Device::new(&service, "New");
    for bit in (0..1600).step_by(163) {
        fresh = fresh.behind(Answers(move |request: &Request, response: Response| {
            if request.path != path::KIT_FINISH {
                return response;
            }
            let mut session: Session = response.json().unwrap();
            let blob = &mut session.slot.as_mut().unwrap().blob.0;
            let bit = bit % (blob.len() * 8);
            blob[bit / 8] ^= 1 << (bit % 8);
            Response { body: serde_json::to_vec(&session).unwrap(), ..response }
        }));
        let error = refused(fresh.access_by_kit(&founded.account, &founded.kit));
        assert_eq!(error, SyncError::Finding(Finding::Slot), "bit {bit}");
        assert_eq!(
            error.to_string(),
            "what the service keeps for this recovery kit or passphrase does not belong to this backup"
        );
    }
    // A flipped bit of OPAQUE's answer looks like a wrong passphrase: to the client, and so to whoever flipped it.
    for at in [5, 200] {
        fresh = fresh.behind(Answers(move |request: &Request, response: Response| {
            if request.path != path::PASSPHRASE {
                return response;
            }
            with_json(response, |json| {
                let text = json["credential_response"].as_str().unwrap();
                let mut bytes = data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
                bytes[at] ^= 1;
                json["credential_response"] = data_encoding::BASE64URL_NOPAD.encode(&bytes).into();
            })
        }));
        let before = fresh.wire.tape.len();
        let error = refused(fresh.access_by_passphrase(&founded.account, &founded.passphrase));
        assert_eq!(error, SyncError::WrongSecret);
        assert_eq!(fresh.wire.tape.len(), before + 1, "no proof is sent");
    }
    fresh.heal();
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
    let head: Head = fresh.membership().chain.head();
    assert!(head.number > phone.membership().chain.head().number);
}
