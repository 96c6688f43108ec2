//! Row 3: an older or shorter log for a device. Rule: pinned head, headers kept for ever: also where the past was thinned out under it.
//!
//! Left out in the weak clients: the pinned head (`Omit::Rollback`); for the whole state that takes the place of thinned bodies
//! `Omit::Complete` and `Rule::Body`.

use regain_e2e::DAY;
use regain_e2e::device::{Device, Verifier};
use regain_e2e::mutator::{Answers, Instead, entries_of, is_pull, is_restore, with_entries};
use regain_e2e::service::Service;
use regain_log::{ChainError, Entry, Kind, Rule, hazmat};
use regain_protocol::path;
use regain_sync::draft::Draft;
use regain_sync::hazmat::Omit;
use regain_sync::request::head_text;
use regain_sync::{Finding, Request, Response};

use crate::common::{assert_found, assert_heals, chain_words, household, pulled, second};

/// Shows the log as it was at an earlier head: nothing follows, and the head is that one.
fn frozen_at(head: regain_log::Head) -> Answers<impl FnMut(&Request, Response) -> Response + Send> {
    Answers(move |request: &Request, response| {
        if !is_pull(request) {
            return response;
        }
        let mut cut = with_entries(response, &[]);
        cut.head = Some(head_text(head));
        cut
    })
}

#[test]
fn a_device_that_has_seen_more_says_so() {
    let (service, mut phone, founded) = household();
    let early = phone.membership().chain.head();
    let mut laptop = second(&service, &founded, "Laptop");
    laptop.add("Shop", "anna@example.org");
    laptop.sync().unwrap();
    phone.sync().unwrap();
    let known = phone.membership().chain.head().number;

    let mut phone = phone.behind(frozen_at(early));
    let finding = Finding::Rollback { known, served: early.number };
    let words = format!(
        "the service shows an older state (entry {}) than this device has seen (entry {known})",
        early.number
    );
    assert_found(&mut phone, &finding, &words);
    assert_eq!(phone.issuers(), ["Bank", "Mail", "Shop"]);

    // Without the pinned head: the device believes that it is in step with a service that lost an account.
    let mut weak =
        phone.duplicate().behind(frozen_at(early)).verifying(Verifier::without(|| vec![Omit::Rollback]));
    service.advance(1000);
    weak.sync().unwrap();
    assert_eq!(weak.membership().finding, None);
    assert_eq!(weak.membership().last_contact, service.clock().now(), "in step, it says");

    assert_heals(&mut phone);
}

/// A history that was thinned out under the phone: it has seen the first entries, and what came then is headers and one checkpoint with
/// what follows. Done by the service's own job, forty days later.
fn thinned_under_a_device() -> (Service, Device, Device) {
    let (mut service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();
    for issuer in ["Shop", "Club"] {
        laptop.add(issuer, "anna@example.org");
        laptop.sync().unwrap();
    }
    append_checkpoint(&mut laptop, service.clock().now());
    service.advance(40 * DAY);
    for issuer in ["Late", "Last"] {
        laptop.add(issuer, "anna@example.org");
        laptop.sync().unwrap();
    }
    // The jobs look at what is due when the service starts.
    service.restart();
    (phone.wire.http, laptop.wire.http) = (service.http(), service.http());
    let known = phone.membership().chain.head().number;
    let start = std::time::Instant::now();
    while entries_of(&pulled(&mut laptop, known)).iter().all(|entry| entry.body().is_some()) {
        assert!(start.elapsed().as_secs() < 20, "the job thins nothing");
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    (service, phone, laptop)
}

fn append_checkpoint(device: &mut Device, now: u64) {
    let member = device.membership();
    let token = member.token.clone().unwrap();
    let path = path::of_backup(path::ENTRIES, member.backup());
    let mut draft = Draft::new(&member.chain, &member.keys, member.opener(device.replica.device), now);
    let records = device.replica.vault.checkpoint();
    draft.data(Kind::Checkpoint, &records, &mut rand_core::OsRng).unwrap();
    let drafted = draft.finish();
    let append = Request::append(path, drafted.expected, regain_log::frame::write_all(&drafted.entries));
    assert!(device.send(append.with_token(&token)).is_success());
    device.sync().unwrap();
}

/// Pretends that everything was thinned out, and leaves the newest change but one out of the whole state that takes its place.
fn leaves_one_out() -> Answers<impl FnMut(&Request, Response) -> Response + Send> {
    Answers(|request: &Request, response: Response| {
        if is_pull(request) && response.is_success() {
            let bare =
                |entry: Entry| if entry.header().kind.is_data() { entry.without_body() } else { entry };
            let entries: Vec<Entry> = entries_of(&response).into_iter().map(bare).collect();
            return with_entries(response, &entries);
        }
        if !is_restore(request) {
            return response;
        }
        let mut entries = entries_of(&response);
        let is_change = |entry: &Entry| entry.header().kind == Kind::Change;
        let newest = entries.iter().rposition(is_change).unwrap();
        let before = entries[..newest].iter().rposition(is_change).unwrap();
        entries.remove(before);
        with_entries(response, &entries)
    })
}

#[test]
fn a_device_that_was_away_while_the_past_was_thinned_still_checks_all_of_it() {
    let (_service, mut phone, mut laptop) = thinned_under_a_device();
    let asleep = phone.duplicate();
    let known = phone.membership().chain.head().number;
    let all = entries_of(&pulled(&mut laptop, known));
    let absent = all.iter().filter(|entry| entry.body().is_none()).count();
    assert!(absent >= 2 && all.iter().any(|entry| entry.body().is_some()), "{absent} of {}", all.len());

    // An old entry among the headers is left out: the number does not follow, whether or not a body hangs on it.
    let mut cut = all.clone();
    let gone = cut.iter().position(|entry| entry.body().is_none()).unwrap();
    let number = cut[gone + 1].header().number;
    cut.remove(gone);
    let answer = with_entries(pulled(&mut laptop, known), &cut);
    let cut = Instead(move |request: &mut Request| is_pull(request).then(|| answer.clone()));
    let mut victim = asleep.duplicate().behind(cut);
    let finding = Finding::Chain(ChainError { number, rule: Rule::Number });
    assert_found(&mut victim, &finding, &chain_words(number, "its number does not follow the one before"));

    // The state that takes the place of the bodies leaves an account out.
    let mut victim = asleep.duplicate().behind(leaves_one_out());
    let finding = victim.finding();
    assert!(matches!(finding, Finding::Incomplete { .. }), "{finding:?}");
    assert_eq!(victim.issuers(), ["Bank", "Mail"], "and nothing of it was merged");
    assert_heals(&mut victim);
    assert_eq!(victim.codes(), laptop.codes());
    // Without asking for completeness the device is in step, it says, and lacks an account.
    let weak = || {
        let begin = |entry: &Entry, hash| hazmat::begin_without(&[Rule::Body], entry, hash);
        vec![Omit::Complete, Omit::Log(Box::new(begin))]
    };
    let mut weak = asleep.duplicate().behind(leaves_one_out()).verifying(Verifier::without(weak));
    weak.sync().unwrap();
    assert_eq!((weak.membership().finding.as_ref(), weak.membership().gap), (None, false));
    assert_eq!(weak.issuers().len() + 1, laptop.issuers().len());

    // Thinned honestly: followed by headers, fetched whole, and the same head.
    phone.sync().unwrap();
    assert!(!phone.membership().gap);
    laptop.sync().unwrap();
    assert_eq!(phone.codes(), laptop.codes());
    assert_eq!(phone.membership().chain.head(), laptop.membership().chain.head());
}
