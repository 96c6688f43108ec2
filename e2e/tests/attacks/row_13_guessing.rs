//! Row 13: ciphertext for the unauthenticated, accounts enumerated, guesses spread over accounts or reset by a restart. Rules of the
//! service: nothing before proof, the same shape for unknown names, budgets per account and global, counted before the answer and
//! kept; kit and devices never wait. What a lying service could do with a proof, the client's signature over the origin prevents.

use std::time::{Duration, Instant};

use regain_backup::BudgetSettings;
use regain_e2e::device::Device;
use regain_e2e::service::{ORIGIN, Service};
use regain_protocol::{Bytes, Challenge, FinishPassphrase, PassphraseChallenge, ProblemCode, path};
use regain_sync::flow::unlock;
use regain_sync::{Method, Request, Response, SyncError};

use crate::common::{household, refused};

#[test]
fn nothing_is_handed_out_before_a_proof() {
    let (service, phone, _) = household();
    let mut nobody = Device::new(&service, "Nobody");
    let mut other = Device::new(&service, "Other");
    other.found("calm-heron-7");
    let foreign = other.membership().token.clone().unwrap();
    let backup = phone.membership().backup();
    for template in
        [path::RESTORE, path::ENTRIES, path::HEADERS, path::STATES, path::STATUS, path::ALERTS, path::EVENTS]
    {
        let mut query = path::of_backup(template, backup);
        if template == path::HEADERS {
            query += "?from=0&to=1";
        }
        let answer = nobody.wire.send(Request::get(query.clone()));
        assert_eq!(
            (answer.status, answer.problem().unwrap().code),
            (401, ProblemCode::SignInRequired),
            "{query}"
        );
        let invented = nobody.wire.send(Request::get(query.clone()).with_token("invented"));
        assert_eq!(invented.problem().unwrap().code, ProblemCode::SignInRequired, "{query}");
        // Somebody else's session sees no difference to a backup that does not exist.
        let answer = nobody.wire.send(Request::get(query.clone()).with_token(&foreign));
        assert_eq!(answer.problem().unwrap().code, ProblemCode::NotFound, "{query}");
        let none = query.replace(&backup.to_string(), &"0".repeat(32));
        let missing = nobody.wire.send(Request::get(none).with_token(&foreign));
        assert_eq!(answer.body, missing.body, "{query}");
    }
}

fn start_passphrase(device: &mut Device, account: &str) -> Response {
    let passphrase = regain_seal::Passphrase::generate(&mut device.rng);
    let (_, request) = unlock::by_passphrase(account.parse().unwrap(), &passphrase, &mut device.rng).unwrap();
    device.wire.send(request)
}

/// A proof that proves nothing, for an attempt under way.
fn finish_wrongly(device: &mut Device, attempt: String) -> Response {
    let body = FinishPassphrase { attempt, credential_finalization: Bytes(vec![7; 64]) };
    device.wire.send(Request::json(Method::Post, path::PASSPHRASE_FINISH, &body))
}

#[test]
fn an_unknown_name_looks_like_a_known_one() {
    let (service, _, founded) = household();
    let mut nobody = Device::new(&service, "Nobody");
    let mut shapes = Vec::new();
    for account in [founded.account.as_str(), "unknown-otter-1"] {
        let started = start_passphrase(&mut nobody, account);
        let challenge: PassphraseChallenge = started.json().unwrap();
        let finished = finish_wrongly(&mut nobody, challenge.attempt.clone());
        let request = Request::json(Method::Post, path::KIT, &serde_json::json!({"account": account}));
        let kit: Challenge = nobody.wire.send(request).json().unwrap();
        let wrong = serde_json::json!({"attempt": kit.attempt, "signature": Bytes(vec![7; 64])});
        let refused = nobody.wire.send(Request::json(Method::Post, path::KIT_FINISH, &wrong));
        shapes.push((
            challenge.credential_response.0.len(),
            challenge.attempt.len(),
            (finished.status, finished.body),
            (kit.attempt.len(), kit.challenge.0.len()),
            (refused.status, refused.body),
        ));
    }
    assert_eq!(shapes[0], shapes[1]);
}

/// The processor time this process, service included, has used. Unlike the clock on the wall it does not run while the disk or
/// another program keeps everybody waiting, and those were all that a slow machine would measure.
fn worked() -> Duration {
    let time = rustix::time::clock_gettime(rustix::time::ClockId::ProcessCPUTime);
    Duration::new(time.tv_sec.try_into().unwrap(), time.tv_nsec.try_into().unwrap())
}

/// The middle of many answers' work, in turn for two names, so that whatever else the machine does meets both.
fn medians(mut ask: impl FnMut(&str) -> Response) -> [Duration; 2] {
    let mut times = [Vec::new(), Vec::new()];
    for round in 0..61 {
        for (at, account) in ["brave-otter-42", "unknown-otter-1"].into_iter().enumerate() {
            let start = worked();
            let answer = ask(account);
            // The first ones open the connection.
            if round > 5 {
                times[at].push(worked().saturating_sub(start));
            }
            assert!(answer.is_success(), "{:?}", answer.problem());
        }
    }
    times.map(|mut times| {
        times.sort();
        times[times.len() / 2]
    })
}

/// Roughly: an answer that skipped the work for unknown names would be several times as fast.
fn assert_takes_as_long(mut ask: impl FnMut(&str) -> Response) {
    let mut seen = Vec::new();
    for _ in 0..4 {
        let [known, unknown] = medians(&mut ask);
        if known < unknown * 3 / 2 && unknown < known * 3 / 2 {
            return;
        }
        seen.push((known, unknown));
    }
    panic!("known and unknown names differ: {seen:?}");
}

#[test]
fn an_unknown_name_takes_as_long_as_a_known_one() {
    let budgets = BudgetSettings {
        passphrase_free: 1_000_000,
        passphrase_global: 1_000_000,
        ..BudgetSettings::default()
    };
    let service = Service::with_budgets(budgets);
    Device::new(&service, "Phone").found("brave-otter-42");
    let mut nobody = Device::new(&service, "Nobody");
    // The first message is made beforehand: only the answer is measured.
    let passphrase = regain_seal::Passphrase::generate(&mut nobody.rng);
    let start = |account: &str| {
        let mut rng = rand_core::OsRng;
        let (_, request) = unlock::by_passphrase(account.parse().unwrap(), &passphrase, &mut rng).unwrap();
        request
    };
    let (known, unknown) = (start("brave-otter-42"), start("unknown-otter-1"));
    assert_takes_as_long(|account| {
        let request = if account == "brave-otter-42" { &known } else { &unknown };
        nobody.wire.http.send(request).unwrap()
    });
    // And this is what would be seen of an answer without the work.
    let [hard, easy] = medians(|account| {
        let kit = Request::json(Method::Post, path::KIT, &serde_json::json!({"account": account}));
        nobody.wire.http.send(if account == "brave-otter-42" { &known } else { &kit }).unwrap()
    });
    assert!(hard > easy * 3 / 2, "the measurement sees nothing: {hard:?}, {easy:?}");
    assert_takes_as_long(|account| {
        let request = Request::json(Method::Post, path::KIT, &serde_json::json!({"account": account}));
        nobody.wire.http.send(&request).unwrap()
    });
}

#[test]
fn guesses_are_counted_before_the_answer_and_survive_a_restart() {
    let budgets = BudgetSettings { passphrase_free: 3, ..BudgetSettings::default() };
    let mut service = Service::with_budgets(budgets);
    let mut phone = Device::new(&service, "Phone");
    let founded = phone.found("brave-otter-42");
    phone.add("Bank", "anna@example.org");
    phone.sync().unwrap();
    let mut guesser = Device::new(&service, "Guesser");
    // Started and never finished: that counts too. Three are free, then each waits longer.
    let mut refusals = 0;
    for _ in 0..6 {
        let answer = start_passphrase(&mut guesser, "brave-otter-42");
        refusals += u32::from(answer.problem().is_some_and(|problem| problem.code == ProblemCode::SlowDown));
    }
    assert!((2..=3).contains(&refusals), "{refusals}");
    // A name that nobody has spends a budget of the same kind: it tells nothing.
    for _ in 0..6 {
        start_passphrase(&mut guesser, "unknown-otter-1");
    }
    assert_eq!(start_passphrase(&mut guesser, "unknown-otter-1").status, ProblemCode::SlowDown.status());

    service.restart();
    guesser.wire.http = service.http();
    phone.wire.http = service.http();
    let answer = start_passphrase(&mut guesser, "brave-otter-42");
    let problem = answer.problem().unwrap();
    assert_eq!(problem.code, ProblemCode::SlowDown, "a restart gives no guesses back");
    let words = refused(answer.require_success()).to_string();
    assert!(words.contains("Try again in") && words.contains("seconds"), "{words}");

    // Kit and devices never wait.
    phone.replica.membership.as_mut().unwrap().token = None;
    phone.sync().unwrap();
    let mut fresh = Device::new(&service, "New");
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
    // And after the pause the owner is let in.
    service.advance(2 * regain_e2e::HOUR);
    assert!(start_passphrase(&mut guesser, "brave-otter-42").is_success());
}

#[test]
fn one_guess_each_on_many_accounts_is_slowed_and_alarms() {
    let pause = Duration::from_millis(400);
    let budgets = BudgetSettings { passphrase_global: 5, global_pause: pause, ..BudgetSettings::default() };
    let service = Service::with_budgets(budgets);
    let mut guesser = Device::new(&service, "Guesser");
    for account in 0..5 {
        assert!(start_passphrase(&mut guesser, &format!("otter-{account}")).is_success());
    }
    let start = Instant::now();
    assert!(start_passphrase(&mut guesser, "otter-5").is_success(), "slowed, never stopped");
    assert!(start.elapsed() >= pause);
    let figures = service.admin().send(&Request::get("/metrics")).unwrap();
    let figures = String::from_utf8(figures.body).unwrap();
    assert!(figures.contains("regain_passphrase_alarm_total 1"), "{figures}");
}

#[test]
fn a_proof_made_for_one_service_is_worth_nothing_at_another() {
    let (service, _, founded) = household();
    // The person dialled another service, which passes challenge and proof on.
    let mut device = Device::new(&service, "New");
    let (step, request) = unlock::by_kit(founded.account.clone());
    let challenge = device.send(request);
    let (step, request) = step.answer(&challenge, &founded.kit, "https://evil.example").unwrap();
    let answer = device.send(request);
    assert_eq!(refused(step.answer(&answer, &founded.kit)), SyncError::WrongSecret);
    // The same proof with the origin left out of sight, as a client would make it that signs where it does not look.
    let (step, request) = unlock::by_kit(founded.account.clone());
    let challenge = device.send(request);
    let (step, request) = step.answer(&challenge, &founded.kit, ORIGIN).unwrap();
    assert!(step.answer(&device.send(request), &founded.kit).is_ok(), "that one would be let in");
}
