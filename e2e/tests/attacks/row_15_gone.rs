//! Row 15: the service claims "removed", "empty", "gone". Rule: nothing local is deleted on a server's word.
//!
//! Left out in the weak client: the proof of a removal (`Omit::RemovalProof`).

use regain_e2e::device::{Device, Verifier};
use regain_e2e::mutator::{Instead, problem};
use regain_log::{Head, frame};
use regain_protocol::{Bytes, Problem, ProblemCode};
use regain_sync::hazmat::Omit;
use regain_sync::request::head_text;
use regain_sync::{Finding, Request, Response, SyncError};

use crate::common::{assert_heals, household, pulled, refused, second};

fn page(status: u16, content_type: &str, body: &[u8]) -> Response {
    Response { status, content_type: content_type.to_owned(), head: None, body: body.to_vec() }
}

/// A device that is answered the same whatever it asks.
fn always(phone: &Device, answer: Response) -> Device {
    phone.duplicate().behind(Instead(move |_: &mut Request| Some(answer.clone())))
}

#[test]
fn nothing_is_dropped_on_the_services_word() {
    let (service, mut phone, founded) = household();
    let laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();
    phone.add("Unsent", "anna@example.org");
    let before = phone.codes();
    let known = phone.membership().chain.head().number;
    let refusal = |code| SyncError::Refused(Box::new(Problem::new(code)));
    let empty = Response {
        head: Some(head_text(Head { number: 0, hash: phone.membership().chain.genesis() })),
        ..page(200, regain_protocol::ENTRIES_TYPE, b"")
    };
    let cases = [
        (problem(ProblemCode::MemberRemoved), SyncError::RemovedWithoutProof),
        (problem(ProblemCode::NotFound), refusal(ProblemCode::NotFound)),
        (problem(ProblemCode::AlreadyClosed), refusal(ProblemCode::AlreadyClosed)),
        (problem(ProblemCode::Internal), refusal(ProblemCode::Internal)),
        (page(404, "text/html", b"<h1>Not Found</h1>"), SyncError::NotRegain { status: 404 }),
        (page(410, "text/plain", b"gone"), SyncError::NotRegain { status: 410 }),
        (page(200, "text/html", b""), SyncError::NotRegain { status: 200 }),
        (page(200, "application/json", b"{}"), SyncError::NotRegain { status: 200 }),
        (empty, SyncError::Finding(Finding::Rollback { known, served: 0 })),
    ];
    for (answer, expected) in cases {
        let mut victim = always(&phone, answer.clone());
        let error = refused(victim.sync());
        assert_eq!(error, expected, "{answer:?}");
        assert_eq!(victim.codes(), before, "{answer:?}");
        assert!(victim.replica.membership.is_some(), "{answer:?}");
        assert!(!victim.membership().outbox.is_empty(), "what waits still waits: {answer:?}");
    }
    let words = refused(always(&phone, problem(ProblemCode::MemberRemoved)).sync()).to_string();
    assert_eq!(
        words,
        "the service says that this device was removed, but shows no valid proof; nothing was dropped here"
    );

    // A proof of something else: a real entry, but nobody's removal.
    let entries = pulled(&mut phone, 0).entries().unwrap().0;
    for proof in [entries[0].to_bytes(), frame::write_all(&entries)] {
        let mut lie = Problem::new(ProblemCode::MemberRemoved);
        lie.entry = Some(Bytes(proof));
        let answer = page(403, regain_protocol::PROBLEM_TYPE, &serde_json::to_vec(&lie).unwrap());
        let mut victim = always(&phone, answer);
        assert_eq!(refused(victim.sync()), SyncError::RemovedWithoutProof);
        assert_eq!(victim.codes(), before);
    }
    // The true removal of another device.
    let mut borrowed = Device::new(&service, "Borrowed");
    borrowed.remove_by_kit(&founded, laptop.replica.device, false);
    let removal = pulled(&mut phone, known).entries().unwrap().0.remove(0);
    let mut lie = Problem::new(ProblemCode::MemberRemoved);
    lie.entry = Some(Bytes(frame::write_all([&removal])));
    let answer = page(403, regain_protocol::PROBLEM_TYPE, &serde_json::to_vec(&lie).unwrap());
    let mut victim = always(&phone, answer);
    assert_eq!(refused(victim.sync()), SyncError::RemovedWithoutProof);
    assert_eq!(victim.codes(), before);

    // A client that takes the service's word loses everything it had synced.
    let weak = Verifier::without(|| vec![Omit::RemovalProof]);
    let mut weak = always(&phone, problem(ProblemCode::MemberRemoved)).verifying(weak);
    assert_eq!(refused(weak.sync()), SyncError::Removed);
    assert!(weak.codes().is_empty());

    assert_heals(&mut phone);
    assert_eq!(phone.codes(), before);
}

#[test]
fn a_device_that_empties_the_list_is_not_followed_without_consent() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    laptop.trash("Bank");
    laptop.trash("Mail");
    laptop.sync().unwrap();
    let error = refused(phone.sync());
    let SyncError::NeedsConsent(mut names) = error.clone() else { panic!("{error:?}") };
    names.sort();
    assert_eq!(names, ["Bank (anna@example.org)", "Mail (anna@example.org)"]);
    assert!(error.to_string().starts_with("syncing would move 2 accounts to the trash ("), "{error}");
    assert!(error.to_string().ends_with("); nothing was changed"), "{error}");
    assert_eq!(phone.issuers(), ["Bank", "Mail"]);
    phone.sync_with(true).unwrap();
    assert!(phone.issuers().is_empty());
}
