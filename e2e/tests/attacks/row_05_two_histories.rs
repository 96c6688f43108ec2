//! Row 5: two devices are shown two histories. Rule: branches never merge; words are shown with their number, and a device that is
//! ahead can show the words of an earlier number. Stated limit: while the branches are kept apart, only people who compare find out.
//!
//! Left out in the weak client: `Rule::Previous` of the log.

use regain_e2e::device::Verifier;
use regain_log::{Chain, ChainError, Head, Rule};
use regain_protocol::path;
use regain_seal::words::head_words;
use regain_sync::{Finding, Request, flow::status};

use crate::common::{assert_found, assert_heals, household, second};

#[test]
fn two_histories_show_different_words_and_never_become_one() {
    let (mut service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();

    // From here on the operator runs two services.
    let mut other = service.fork();
    phone.wire.http = service.http();
    laptop.wire.http = other.http();
    phone.add("Shop", "anna@example.org");
    phone.sync().unwrap();
    laptop.add("Club", "anna@example.org");
    laptop.sync().unwrap();

    // What people see: one number, different words.
    let (here, there) =
        (status::details(&phone.replica, None).unwrap(), status::details(&laptop.replica, None).unwrap());
    assert_eq!(here.head, there.head);
    let words = status::words(&phone.replica).unwrap();
    assert_ne!(Some(words), status::words(&laptop.replica));
    let common = here.head - 1;

    // The phone goes on; it can still show the words of the number the laptop shows.
    phone.add("Late", "anna@example.org");
    phone.sync().unwrap();
    let head = phone.membership().chain.head();
    let path = path::of_backup(path::HEADERS, phone.membership().backup());
    let token = phone.membership().token.clone().unwrap();
    let request =
        Request::get(format!("{path}?from={}&to={}", here.head + 1, head.number)).with_token(&token);
    let (fronts, _) = phone.send(request).entries().unwrap();
    let earlier = Head { number: here.head, hash: fronts[0].header().previous };
    assert_eq!(Chain::verify_links(earlier, &fronts, head), Ok(()));
    assert_eq!(head_words(earlier.number, &earlier.hash), words);

    // The branches meet: the laptop is shown the phone's.
    laptop.wire.http = service.http();
    let number = here.head + 1;
    let finding = Finding::Chain(ChainError { number, rule: Rule::Previous });
    let words = format!(
        "the service handed out an entry that does not belong there: entry {number} was refused: it does not \
         continue the history known here"
    );
    let mut weak = laptop.duplicate().verifying(Verifier::without_rules(&[Rule::Previous]));
    assert_found(&mut laptop, &finding, &words);
    assert_eq!(laptop.issuers(), ["Bank", "Club", "Mail"]);

    // Without the rule two histories become one, and nobody learns that "Shop" was left out.
    weak.wire.http = service.http();
    weak.sync().unwrap();
    assert_eq!(weak.issuers(), ["Bank", "Club", "Late", "Mail"]);

    // Of the same length: a fork by its name.
    let mut shorter = phone.duplicate();
    shorter.wire.http = other.http();
    laptop.wire.http = other.http();
    laptop.heal();
    laptop.add("More", "anna@example.org");
    laptop.sync().unwrap();
    assert_eq!(laptop.membership().chain.head().number, head.number);
    let words =
        format!("the service shows another history than this device has seen, from entry {} on", head.number);
    assert_found(&mut shorter, &Finding::Fork { number: head.number }, &words);
    assert!(common < head.number);
    other.stop();
    assert_heals(&mut phone);
}
