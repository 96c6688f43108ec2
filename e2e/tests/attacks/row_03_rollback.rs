//! Row 3: an older or shorter log for a device. Rule: pinned head.

use regain_e2e::device::Verifier;
use regain_e2e::mutator::{Answers, is_pull, with_entries};
use regain_sync::Finding;
use regain_sync::hazmat::Omit;
use regain_sync::request::head_text;

use crate::common::{assert_found, assert_heals, household, second};

/// Shows the log as it was at an earlier head: nothing follows, and the head is that one.
fn frozen_at(
    head: regain_log::Head,
) -> Answers<impl FnMut(&regain_sync::Request, regain_sync::Response) -> regain_sync::Response + Send> {
    Answers(move |request: &regain_sync::Request, response| {
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
