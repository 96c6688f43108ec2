//! A portal with people in it, each with a password that was proven, an app that is in use, and a session.

use std::sync::Arc;

use axum::Router;
use data_encoding::BASE64URL_NOPAD;
use regain_http::client::TrustedProxies;
use regain_http::metrics::Metrics;
use regain_http::{Clock, Random, token};
use regain_portal::sign_in::ATTEMPT_MS;
use regain_portal::{GUESSES_PER_ADDRESS, Parts, Portal, Secrets, Settings};
use regain_protocol::portal::PortalId;
use regain_seal::ApprovalKey;
use regain_storage::portal::{
    AddMethod, BeginSignIn, Change, CreatePerson, Evidence, FinishSignIn, FinishSignInOutcome, MessageId,
    MethodId, MethodKind, MethodState, NewAudit, NewMethod, NewPortalSession, Notes, OpenAppSession,
    PersonId, PortalStorage, Role,
};
use regain_storage_sqlite::SqliteStorage;
use tokio::sync::{Notify, watch};

/// People whose apps wait.
pub const WAITING: u32 = 5000;
/// The portal's address, as messages sign it.
pub const ADDRESS: &str = "http://localhost:8422";
/// The private key of all apps here.
pub const KEY: [u8; 32] = [7; 32];
/// Kinds of tokens.
pub const APP: u8 = 1;
/// An attempt to sign in.
pub const ATTEMPT: u8 = 2;
/// A session.
pub const SESSION: u8 = 3;
const HOUR_MS: u64 = 60 * 60 * 1000;

/// A person's token of this kind, as it travels.
pub fn text(kind: u8, number: u32) -> String {
    BASE64URL_NOPAD.encode(&bytes(kind, number))
}

/// How the app calls a person's method.
pub fn method_name(number: u32) -> PortalId {
    let id = [id(0, number), id(2, number)].concat();
    BASE64URL_NOPAD.encode(&id).parse().unwrap()
}

/// The portal's router over a new database with all these people.
pub async fn router(storage: SqliteStorage, closing: watch::Receiver<bool>) -> Router {
    let storage: Arc<dyn PortalStorage> = Arc::new(storage);
    let mut people = tokio::task::JoinSet::new();
    for number in 0..WAITING {
        people.spawn(person(Arc::clone(&storage), number));
    }
    people.join_all().await;
    regain_portal::router(Portal::new(Parts {
        storage,
        clock: Clock::system(),
        random: Random::system(),
        secrets: Secrets::read(&Secrets::make(&Random::system())).unwrap(),
        settings: Settings {
            address: ADDRESS.parse().unwrap(),
            app: None,
            trusted_proxies: TrustedProxies(Vec::new()),
            guesses_per_address: GUESSES_PER_ADDRESS,
            version: "bench",
        },
        metrics: Arc::new(Metrics::default()),
        closing,
        mail_waits: Arc::new(Notify::new()),
    }))
}

async fn person(storage: Arc<dyn PortalStorage>, number: u32) {
    let (person, now) = (PersonId(id(0, number)), Clock::system().now());
    let (name, shown) = (format!("person{number}"), format!("Person {number}"));
    let create = CreatePerson { id: person, name, shown, role: Role::Member, now, notes: notes(now) };
    storage.create_person(create).await.unwrap();
    let (password, app) = (MethodId(id(1, number)), MethodId(id(2, number)));
    let key = ApprovalKey::from_bytes(&KEY).unwrap().public().to_vec();
    for (id, kind, secret) in
        [(password, MethodKind::Password, b"none".to_vec()), (app, MethodKind::Approval, key)]
    {
        let name = "Phone".to_owned();
        let method =
            NewMethod { id, kind, state: MethodState::Live, name, secret, ends: None, limited_until: None };
        let revision = storage.person(person, now).await.unwrap().unwrap().0.revision;
        let add =
            AddMethod { person, revision, method, things: Vec::new(), taking: None, now, notes: notes(now) };
        assert_eq!(storage.add_method(add).await.unwrap(), Change::Changed);
    }
    let message = MessageId { hash: hash(APP, number), expires: now };
    let open = OpenAppSession {
        token: hash(APP, number),
        person,
        method: app,
        expires: now + HOUR_MS,
        message,
        now,
    };
    storage.open_app_session(open).await.unwrap();
    let typed = Evidence { kind: MethodKind::Password, method: password, at: now };
    let approved = Evidence { kind: MethodKind::Approval, method: app, at: now };
    attempt(&*storage, person, ATTEMPT, number, &[typed]).await;
    if number == 0 {
        attempt(&*storage, person, SESSION, number, &[typed, approved]).await;
        let token = hash(SESSION, number);
        let session =
            NewPortalSession { token, expires: now + HOUR_MS, origin: "192.0.2.7 · Firefox".to_owned() };
        let revision = storage.person(person, now).await.unwrap().unwrap().0.revision;
        let evidence = vec![typed, approved];
        let finish = FinishSignIn { attempt: token, revision, evidence, session, now, notes: notes(now) };
        assert_eq!(storage.finish_sign_in(finish).await.unwrap(), FinishSignInOutcome::Opened);
    }
}

async fn attempt(
    storage: &dyn PortalStorage,
    person: PersonId,
    kind: u8,
    number: u32,
    evidence: &[Evidence],
) {
    let started = evidence[0].at;
    let id = hash(kind, number);
    let begin = BeginSignIn { id, person: Some(person), started, expires: started + ATTEMPT_MS };
    assert!(storage.begin_sign_in(begin).await.unwrap());
    for evidence in evidence {
        assert!(storage.add_evidence(id, *evidence).await.unwrap());
    }
}

fn bytes(kind: u8, number: u32) -> [u8; 32] {
    let mut bytes = [kind; 32];
    bytes[..4].copy_from_slice(&number.to_be_bytes());
    bytes
}

fn hash(kind: u8, number: u32) -> [u8; 32] {
    token::hash(&bytes(kind, number))
}

fn id(kind: u8, number: u32) -> [u8; 16] {
    let mut id = [kind; 16];
    id[..4].copy_from_slice(&number.to_be_bytes());
    id
}

fn notes(at: u64) -> Notes {
    let audit = NewAudit {
        at,
        actor: None,
        target: None,
        action: "bench".to_owned(),
        origin: String::new(),
        evidence: String::new(),
        details: "{}".to_owned(),
    };
    Notes { audit, mails: Vec::new() }
}
