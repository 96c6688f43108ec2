//! What those get who should get nothing: no session, another backup's session, a name nobody has; and what the log keeps.

use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::http::Method;
use regain_protocol::{
    AlertAddress, Appended, Bytes, FinishPassphrase, FinishSignature, PassphraseChallenge,
    RegistrationRequest, RegistrationResponse, SignInByKit, SignInByPassphrase, SlotBlob, path,
};
use regain_seal::Passphrase;
use regain_seal::opaque::{Registration, SignIn};

use crate::person::{Member, Person, found_with};
use crate::support::{Answer, House, ORIGIN};

/// Every operation that asks for a session, from the document that is made from the handlers: `(method, path template)`.
fn behind_a_session() -> Vec<(Method, String)> {
    let document = serde_json::to_value(regain_backup::openapi()).unwrap();
    let mut found = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, operation) in item.as_object().unwrap() {
            let open = operation.get("security").is_none();
            // A path of a backup that asks nobody who he is would be left out below.
            assert!(!(open && path.contains("{backup}")), "{method} {path} asks for no session");
            if !open {
                found.push((method.to_uppercase().parse().unwrap(), path.clone()));
            }
        }
    }
    found
}

#[tokio::test]
async fn no_session_opens_another_backup_and_none_opens_any() {
    let house = House::new();
    let one = Person::join(&house, 1, "brave-otter-42").await;
    let other = Person::join(&house, 2, "sly-fox-1").await;
    let operations = behind_a_session();
    assert!(operations.len() >= 13, "{operations:?}");
    for (method, template) in operations {
        let path = other.path(&template).replace("{slot}", &other.slot.id.to_string());
        // A query and a body that would do, so that nothing else is refused first.
        let path = if template.ends_with("/headers") { format!("{path}?from=0&to=9") } else { path };
        let ask = async |token: &str| {
            house.raw(method.clone(), &path, token, "application/json", &[], b"{}".to_vec()).await
        };
        for token in ["", "nonsense", &"A".repeat(43)] {
            ask(token).await.problem(401, "sign-in-required");
        }
        if template.contains("{backup}") {
            ask(&one.token).await.problem(404, "not-found");
        }
    }
    // Nothing happened to either.
    for person in [&one, &other] {
        assert_eq!(house.get(&person.path(path::STATUS), &person.token).await.status, 200);
    }
}

/// Everything a stranger sees, but for what is random: status, headers, and the length of the body.
fn shape(answer: &Answer) -> (u16, Vec<(String, String)>, usize) {
    let headers = answer.headers.iter();
    let headers = headers.map(|(name, value)| (name.to_string(), value.to_str().unwrap().to_owned()));
    (answer.status, headers.collect(), answer.body.len())
}

/// Asks about a name that is known and one that is not, in turn. The shapes are the same, and so is the time, roughly: half
/// and double leave room for a busy machine, and none for a signature check or a database read that one of them lacks many of.
async fn alike(rounds: usize, ask: impl AsyncFn(&str) -> Vec<(Answer, Duration)>) {
    let names = ["brave-otter-42", "never-otter-42"];
    let mut times: [Vec<Vec<Duration>>; 2] = [Vec::new(), Vec::new()];
    for _ in 0..rounds {
        let mut shapes = Vec::new();
        for (name, times) in names.iter().zip(&mut times) {
            let (answers, took): (Vec<_>, Vec<_>) = ask(name).await.into_iter().unzip();
            shapes.push(answers.iter().map(shape).collect::<Vec<_>>());
            times.push(took);
        }
        assert_eq!(shapes[0], shapes[1]);
    }
    for step in 0..times[0][0].len() {
        let median = |side: usize| {
            let mut all: Vec<Duration> = times[side].iter().map(|took| took[step]).collect();
            all.sort();
            all[all.len() / 2].as_secs_f64()
        };
        let ratio = median(0) / median(1);
        assert!((0.5..=2.0).contains(&ratio), "step {step}: a known name takes {ratio:.2} times as long");
    }
}

async fn timed(answer: impl Future<Output = Answer>) -> (Answer, Duration) {
    let start = Instant::now();
    let answer = answer.await;
    (answer, start.elapsed())
}

#[tokio::test]
async fn a_name_nobody_has_looks_like_one_that_somebody_has() {
    let house = House::with(|settings| {
        settings.budgets.passphrase_free = 1_000_000;
        settings.budgets.passphrase_global = 1_000_000;
    });
    let mut rng = <rand_chacha::ChaCha20Rng as rand_core::SeedableRng>::seed_from_u64(9);
    let member = Member::make(&mut rng);
    let passphrase = Passphrase::generate(&mut rng);
    let (registration, request) = Registration::start(&passphrase, &mut rng).unwrap();
    let account: regain_protocol::AccountName = "brave-otter-42".parse().unwrap();
    let request = RegistrationRequest { account, slot: member.id, registration_request: request.into() };
    let response: RegistrationResponse = house.post(path::REGISTRATION, &request).await.json(200);
    let response = response.registration_response.0;
    let registered = registration.finish(&passphrase, &response, "brave-otter-42", &mut rng).unwrap();
    let (_, mut create) = found_with(1, "brave-otter-42", Some(&member));
    create.registration_upload = Some(registered.upload.into());
    create.blobs.push(SlotBlob { slot: member.id, blob: Bytes(vec![1; 300]) });
    assert_eq!(house.post(path::ACCOUNTS, &create).await.status, 201);
    let (_, guess) = SignIn::start(&passphrase, &mut rng).unwrap();

    alike(40, async |name| {
        let start =
            SignInByPassphrase { account: name.parse().unwrap(), credential_request: guess.clone().into() };
        let started = timed(house.post(path::PASSPHRASE, &start)).await;
        let challenge: PassphraseChallenge = started.0.json(200);
        let finish =
            FinishPassphrase { attempt: challenge.attempt, credential_finalization: Bytes(vec![7; 64]) };
        let finished = timed(house.post(path::PASSPHRASE_FINISH, &finish)).await;
        finished.0.problem(401, "sign-in-failed");
        vec![started, finished]
    })
    .await;
    alike(40, async |name| {
        let start = SignInByKit { account: name.parse().unwrap() };
        let started = timed(house.post(path::KIT, &start)).await;
        let challenge: regain_protocol::Challenge = started.0.json(200);
        let finish = FinishSignature { attempt: challenge.attempt, signature: Bytes(vec![7; 64]) };
        let finished = timed(house.post(path::KIT_FINISH, &finish)).await;
        finished.0.problem(401, "sign-in-failed");
        vec![started, finished]
    })
    .await;
}

/// Errors that no handler made are problems too.
#[tokio::test]
async fn what_can_not_be_read_is_answered_with_a_problem() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    for (method, path, status, code) in [
        (Method::GET, "/".to_owned(), 404, "not-found"),
        (Method::GET, "/api/backup/v1/backups/%FF/status".to_owned(), 400, "malformed"),
        (Method::GET, "/api/backup/v1/alerts/confirm/%FF".to_owned(), 400, "malformed"),
        (Method::PATCH, person.path(path::STATUS), 405, "malformed"),
        (Method::GET, format!("{}?limit=-1", person.path(path::ENTRIES)), 400, "malformed"),
    ] {
        let answer = house.raw(method, &path, &person.token, "", &[], Vec::new()).await;
        assert_eq!(answer.problem(status, code).status, status, "{path}");
    }
}

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn the_log_holds_no_name_no_token_and_no_address() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .with_ansi(false)
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);

    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let address = AlertAddress { address: "ada@example.org".into() };
    house.json(Method::POST, &person.path(path::ALERTS), &person.token, &address).await.empty();
    let mail = house.mails.take(1).await.remove(0);
    let link = mail.text.split_whitespace().find(|word| word.contains("/alerts/confirm/")).unwrap();
    let link = link.strip_prefix(ORIGIN).unwrap().to_owned();
    assert_eq!(house.get(&link, "").await.status, 200);
    let change = person.change();
    let token = person.token.clone();
    person.append(&house, &token, &change).await.json::<Appended>(200);
    house.get(&format!("{}?after=secret-query", person.path(path::ENTRIES)), &token).await;
    house.get(&person.path(path::STATUS), "wrong-token").await.problem(401, "sign-in-required");
    house.get("/brave-otter-42/nowhere", "").await.problem(404, "not-found");
    let session = person.sign_in_by_kit(&house).await;

    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        log.matches("request").count() >= 8
            && log.contains("route=\"/api/backup/v1/backups/{backup}/entries\""),
        "{log}"
    );
    let link_token = link.rsplit('/').next().unwrap();
    let backup = person.backup.to_string();
    let secrets = ["brave-otter-42", "ada@example.org", "secret-query", "wrong-token", "localhost", &backup];
    for secret in secrets.into_iter().chain([token.as_str(), link_token, session.token.as_str()]) {
        assert!(!log.contains(secret), "{secret} in\n{log}");
    }
}
