//! Row 2: an older format or suite comes back. Rule: never lower than what the program has; one format per major version.
//!
//! Left out in the weak client: the look at format and suite when an entry is read.

use regain_e2e::attacker::{answer_of, head_at, of_suite};
use regain_e2e::mutator::{Instead, is_pull};
use regain_log::{Entry, EntryError, Head, Kind, frame::FrameError, hazmat};
use regain_sync::draft::Draft;
use regain_sync::{Checks, Finding, Request, follow};

use crate::common::{assert_found, assert_heals, household, second};

#[test]
fn an_entry_of_another_format_or_suite_is_refused_by_its_name() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();

    // The laptop's key is in the attacker's hands, as a key of an old version with a broken suite would be.
    laptop.add("Planted", "mallory@example.org");
    let (change, _) = laptop.membership().outbox.joined();
    let membership = laptop.replica.membership.as_ref().unwrap();
    let opener = membership.opener(laptop.replica.device);
    let mut draft = Draft::new(&membership.chain, &membership.keys, opener, service.clock().now());
    let real: Entry = draft.data(Kind::Change, &change, &mut laptop.rng).unwrap().clone();

    for (format, suite, error, words) in [
        (0, 1, EntryError::Format(0), "the entry has format 0, this program reads format 1"),
        (2, 1, EntryError::Format(2), "the entry has format 2, this program reads format 1"),
        (1, 0, EntryError::Suite(0), "the entry uses suite 0, this program has suite 1"),
        (1, 2, EntryError::Suite(2), "the entry uses suite 2, this program has suite 1"),
    ] {
        let old = of_suite(&real, format, suite, &membership.secret);
        let unchecked = hazmat::decode_unchecked(&old).unwrap();
        let head = head_at(&unchecked);
        let served = old.clone();
        let mut victim = phone.duplicate().behind(Instead(move |request: &mut Request| {
            is_pull(request).then(|| answer_of(std::slice::from_ref(&served), head))
        }));
        let finding = Finding::Frames(FrameError::Entry(error));
        assert_found(
            &mut victim,
            &finding,
            &format!("the service handed out something that is no entry: {words}"),
        );
        assert_eq!(victim.issuers(), ["Bank", "Mail"]);
        assert_heals(&mut victim);

        // A client that reads it all the same takes the entry: its author signed exactly these bytes.
        let phone_in = phone.membership();
        let followed =
            follow::verify(phone_in, phone.replica.device, &[unchecked], &Checks::default()).ok().unwrap();
        assert_eq!(followed.head(), Head { number: phone_in.chain.head().number + 1, hash: head.hash });
        assert_eq!(followed.changes.len(), 1, "the planted account is taken");
    }
    assert_heals(&mut phone);
}
