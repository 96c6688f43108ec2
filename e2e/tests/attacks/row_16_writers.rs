//! Row 16: two writers at once; an answer that lies about what is durable. Rule: conditional append; acknowledged means durable.
//! Kills, torn writes and full disks are in `tests/kill`; a client killed between any two steps is in `core/sync`'s tests.
//!
//! Left out in the weak client: the pinned head (`Omit::Rollback`).

use std::sync::{Arc, Mutex};

use regain_e2e::device::{Device, Verifier};
use regain_e2e::mutator::{Instead, is_append};
use regain_log::frame;
use regain_protocol::{Appended, ProblemCode, path};
use regain_sync::flow::read_back;
use regain_sync::hazmat::Omit;
use regain_sync::request::parse_head;
use regain_sync::{Checks, Finding, Method, Request, Response, SyncError};

use crate::common::{assert_heals, household, refused, second};

#[test]
fn two_devices_that_write_at_once_both_get_through() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();
    let write = |device: &mut Device, who: &str| {
        for round in 0..8 {
            device.add(&format!("{who}{round}"), "anna@example.org");
            device.sync().unwrap();
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(|| write(&mut phone, "Phone"));
        scope.spawn(|| write(&mut laptop, "Laptop"));
    });
    phone.sync().unwrap();
    laptop.sync().unwrap();
    assert_eq!(phone.codes().len(), 2 + 16);
    assert_eq!(phone.codes(), laptop.codes());
    assert_eq!(phone.membership().chain.head(), laptop.membership().chain.head());
    let mut fresh = Device::new(&service, "New");
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}

#[test]
fn the_service_appends_at_the_expected_head_only() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    phone.sync().unwrap();
    // Captured on its way, sent again later: success while these very bytes are in the log, whatever the head is.
    let sent = Arc::new(Mutex::new(None));
    let seen = Arc::clone(&sent);
    phone = phone.behind(Instead(move |request: &mut Request| {
        if is_append(request) && request.method == Method::Post {
            *seen.lock().unwrap() = Some((request.expected_head.clone().unwrap(), request.body.clone()));
        }
        None
    }));
    phone.add("Shop", "anna@example.org");
    phone.sync().unwrap();
    phone.heal();
    laptop.sync().unwrap();
    laptop.add("Club", "anna@example.org");
    laptop.sync().unwrap();
    let (expected, frames) = sent.lock().unwrap().take().unwrap();
    let again = |body: Vec<u8>, device: &mut Device| {
        let path = path::of_backup(path::ENTRIES, device.membership().backup());
        let token = device.membership().token.clone().unwrap();
        let request = Request::append(path, parse_head(&expected).unwrap(), body).with_token(&token);
        device.send(request)
    };
    let appended: Appended = again(frames.clone(), &mut phone).json().unwrap();
    assert_eq!(appended.hash, frame::read_all(&frames).unwrap().last().unwrap().hash());
    // Other bytes at the same place are a conflict, with what the client lacks.
    let other = {
        let mut entries = frame::read_all(&frames).unwrap();
        let secret = &phone.membership().secret;
        entries[0] = regain_e2e::attacker::resigned(&entries[0], |header| header.time += 1, secret);
        frame::write_all(&entries)
    };
    let conflict = again(other, &mut phone);
    assert_eq!(conflict.status, ProblemCode::HeadMoved.status());
    assert_eq!(conflict.framed().unwrap().0.len(), 2);
    phone.sync().unwrap();
    assert_eq!(phone.codes(), laptop.codes());
}

/// Says yes to every append, and keeps it to itself.
struct Withholding(Arc<Mutex<Vec<Request>>>);

impl regain_e2e::mutator::Mutator for Withholding {
    fn request(&mut self, request: &mut Request) -> Option<Response> {
        if !is_append(request) || request.method != Method::Post {
            return None;
        }
        let last = frame::read_all(&request.body).unwrap().pop().unwrap();
        let appended = Appended { number: last.header().number, hash: last.hash() };
        let held = Request {
            method: request.method,
            path: request.path.clone(),
            token: request.token.clone(),
            content_type: request.content_type,
            expected_head: request.expected_head.clone(),
            body: request.body.clone(),
        };
        self.0.lock().unwrap().push(held);
        let body = serde_json::to_vec(&appended).unwrap();
        Some(Response { status: 200, content_type: "application/json".to_owned(), head: None, body })
    }
}

#[test]
fn a_lie_about_what_is_durable_is_noticed_at_once() {
    let (service, mut phone, founded) = household();
    let head = phone.membership().chain.head().number;

    // The wrong hash for a success.
    let mut liar = phone.duplicate().behind(Instead(|request: &mut Request| {
        (is_append(request) && request.method == Method::Post).then(|| {
            let appended = Appended { number: 2, hash: regain_log::Hash([7; 32]) };
            let body = serde_json::to_vec(&appended).unwrap();
            Response { status: 200, content_type: "application/json".to_owned(), head: None, body }
        })
    }));
    liar.add("Shop", "anna@example.org");
    let words = "the service shows another history than this device has seen, from entry 2 on";
    let error = refused(liar.sync());
    assert_eq!(
        (error.to_string().as_str(), &error),
        (words, &SyncError::Finding(Finding::Fork { number: 2 }))
    );
    assert!(!liar.membership().outbox.is_empty(), "not acknowledged");

    // The right hash, but nothing was stored: the very next answer tells.
    let held = Arc::new(Mutex::new(Vec::new()));
    let mut weak = phone.duplicate().behind(Withholding(Arc::default()));
    phone = phone.behind(Withholding(Arc::clone(&held)));
    phone.add("Shop", "anna@example.org");
    let error = refused(phone.sync());
    assert_eq!(error, SyncError::Finding(Finding::Rollback { known: head + 1, served: head }));
    assert_eq!(phone.issuers(), ["Bank", "Mail", "Shop"]);

    // Without the pinned head the person believes it is backed up, and a new phone does not have it.
    weak = weak.verifying(Verifier::without(|| vec![Omit::Rollback]));
    weak.add("Shop", "anna@example.org");
    weak.sync().unwrap();
    let details = regain_sync::flow::status::details(&weak.replica, None).unwrap();
    assert_eq!((details.accounts, details.backed_up, details.waiting), (3, 3, 0));
    let mut prober = Device::new(&service, "New");
    let opened = prober.open_by_kit(&founded).unwrap();
    assert_eq!(regain_e2e::device::codes(&opened.restored.vault).len(), 2);

    // A lie that goes on with every later answer is noticed when the backup is read back, as it is before it counts.
    let answer = weak.send(read_back::start(&weak.replica).unwrap());
    let error = refused(read_back::answer(&answer, &weak.replica, &Checks::default()));
    assert_eq!(error, SyncError::Finding(Finding::ReadBack));
    assert_eq!(error.to_string(), "the backup was read back and differs from what is on this device");

    // The service hands over what it held back.
    for request in held.lock().unwrap().drain(..) {
        assert!(phone.wire.http.send(&request).unwrap().is_success());
    }
    assert_heals(&mut phone);
    let mut fresh = Device::new(&service, "New");
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}
