//! Row 10: a body that opens under two keys, so that two members read two things in one entry. Rule: key commitment, compared before
//! anything is decrypted.
//!
//! Left out in the weak client: the commitment (`Omit::Commitment`). It was also given another epoch key than everyone else, which
//! the recomputed seals of row 9 would have prevented; here it just holds it.

use regain_e2e::attacker::{next_header, two_keys};
use regain_e2e::device::Verifier;
use regain_log::Kind;
use regain_seal::hazmat::{expose_body_key, open_body_without_commitment};
use regain_seal::{EpochKey, OpenError, open_body};
use regain_sync::Finding;
use regain_sync::hazmat::Omit;

use crate::common::{assert_found, assert_heals, household, second, serves_entries};

#[test]
fn one_entry_says_one_thing() {
    let (service, mut phone, founded) = household();
    let laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();
    let chain = &phone.membership().chain;
    let (number, now) = (chain.head().number + 1, service.clock().now());

    // The laptop's owner knows the epoch's key, made up a second one, and gave that to the phone.
    let shared = phone.membership().keys.of(1).unwrap();
    let real = EpochKey::from_bytes(chain.backup(), 1, shared.expose_bytes());
    let second_key = EpochKey::from_bytes(chain.backup(), 1, &[0x5e; 32]);
    let header = next_header(chain, Kind::Change, laptop.replica.device, now);
    let keys = (expose_body_key(&real), expose_body_key(&second_key));
    let text = b"what everyone but the phone reads";
    let body = two_keys::seal(keys.0, keys.1, &header.body_aad(), text);
    let entry = header.sign(body, &laptop.membership().secret);

    // One ciphertext, two keys, two texts: the AEAD alone does not mind.
    let body = entry.body().unwrap();
    let under = |key| open_body_without_commitment(key, entry.header(), body);
    let (one, other) = (under(&real).ok().unwrap(), under(&second_key).ok().unwrap());
    assert!(one.starts_with(text));
    assert_ne!(one[..], other[..]);
    // The commitment does.
    assert!(open_body(&real, entry.header(), body).is_ok());
    assert_eq!(open_body(&second_key, entry.header(), body).err(), Some(OpenError));

    let mut victim = phone.duplicate().behind(serves_entries(std::slice::from_ref(&entry)));
    victim.replica.membership.as_mut().unwrap().keys.insert(second_key);
    let words = format!("entry {number} does not open: it was changed, or sealed for something else");
    assert_found(&mut victim, &Finding::Sealed { number }, &words);

    // Without the commitment the phone opens it, to something else than everyone: here it even gets as far as the records.
    let weak = Verifier::without(|| vec![Omit::Commitment(open_body_without_commitment)]);
    let mut weak = phone.duplicate().behind(serves_entries(&[entry])).verifying(weak);
    let second_key = EpochKey::from_bytes(phone.membership().chain.backup(), 1, &[0x5e; 32]);
    weak.replica.membership.as_mut().unwrap().keys.insert(second_key);
    assert_eq!(weak.finding(), Finding::Records { number });

    assert_heals(&mut phone);
}
