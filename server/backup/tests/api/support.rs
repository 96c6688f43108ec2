//! A house: one service with its database, clock and outbox.

use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Body;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, HOST};
use axum::http::{HeaderMap, Method, Request};
use http_body_util::BodyExt as _;
use regain_backup::{BudgetSettings, Carrier, Carrying, Parts, Secrets, Service, Settings};
use regain_http::client::TrustedProxies;
use regain_http::metrics::Metrics;
use regain_http::{Clock, Random, Steering};
use regain_protocol::{ENTRIES_TYPE, EXPECTED_HEAD, Problem};
use regain_storage::NewMail;
use regain_storage_sqlite::SqliteStorage;
use serde::Serialize;
use serde::de::DeserializeOwned;
use tempfile::TempDir;
use tokio::sync::{Notify, watch};
use tower::ServiceExt as _;

pub const NOW: u64 = 1_800_000_000_000;
pub const HOUR: u64 = 60 * 60 * 1000;
pub const ORIGIN: &str = "http://localhost:8420";

pub struct House {
    folder: TempDir,
    secrets: Vec<u8>,
    pub clock: Steering,
    pub settings: Settings,
    pub mails: Arc<Outbox>,
    running: Option<Run>,
}

struct Run {
    router: Router,
    closing: watch::Sender<bool>,
    mailer: tokio::task::JoinHandle<()>,
}

/// Mails that left.
#[derive(Default)]
pub struct Outbox(Mutex<Vec<NewMail>>);

impl Carrier for Outbox {
    fn carry<'a>(&'a self, mail: &'a NewMail) -> Carrying<'a> {
        Box::pin(async move {
            self.0.lock().unwrap().push(mail.clone());
            Ok(())
        })
    }
}

impl Outbox {
    /// Waits until so many have left, and takes them.
    pub async fn take(&self, count: usize) -> Vec<NewMail> {
        for _ in 0..400 {
            if self.0.lock().unwrap().len() >= count {
                return std::mem::take(&mut self.0.lock().unwrap());
            }
            tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        }
        panic!("{count} mails were expected, {} came", self.0.lock().unwrap().len());
    }
}

pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Vec<u8>,
}

impl Answer {
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self, status: u16) -> T {
        assert_eq!(self.status, status, "{}", String::from_utf8_lossy(&self.body));
        serde_json::from_slice(&self.body).unwrap()
    }

    #[track_caller]
    pub fn problem(&self, status: u16, code: &str) -> Problem {
        let problem: Problem = self.json(status);
        assert_eq!(problem.code.code(), code, "{problem:?}");
        assert_eq!(self.headers[CONTENT_TYPE], "application/problem+json");
        problem
    }

    #[track_caller]
    pub fn empty(&self) {
        assert_eq!(self.status, 204, "{}", String::from_utf8_lossy(&self.body));
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
}

impl House {
    pub fn new() -> Self {
        Self::with(|_| ())
    }

    pub fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings {
            origins: Vec::new(),
            link_base: ORIGIN.into(),
            registration_open: true,
            trusted_proxies: TrustedProxies::default(),
            budgets: BudgetSettings { registrations: 1000, ..BudgetSettings::default() },
            version: "0.0.0",
        };
        change(&mut settings);
        let mut house = Self {
            folder: tempfile::tempdir().unwrap(),
            secrets: Secrets::make(&Random::seeded(7)).to_vec(),
            clock: Clock::steered(NOW).1,
            settings,
            mails: Arc::default(),
            running: None,
        };
        house.run();
        house
    }

    fn run(&mut self) {
        let storage = Arc::new(SqliteStorage::open(self.folder.path().join("db")).unwrap());
        let clock = self.clock.clock();
        let (closing, closing_seen) = watch::channel(false);
        let service = Service::new(Parts {
            storage,
            clock,
            random: Random::seeded(self.clock.now() ^ u64::from(self.running.is_some())),
            secrets: Secrets::read(&self.secrets).unwrap(),
            settings: self.settings.clone(),
            metrics: Arc::new(Metrics::default()),
            closing: closing_seen.clone(),
            mail_waits: Arc::new(Notify::new()),
        });
        let mailer = tokio::spawn(regain_backup::run_mailer(
            Arc::clone(&service),
            Arc::clone(&self.mails) as Arc<dyn Carrier>,
            closing_seen,
        ));
        self.running = Some(Run { router: regain_backup::router(service), closing, mailer });
    }

    /// Stops and starts again on the same database and secrets.
    pub async fn restart(&mut self) {
        let Run { router, closing, mailer } = self.running.take().unwrap();
        closing.send_replace(true);
        mailer.await.unwrap();
        drop(router);
        // Another seed: a restarted service does not repeat its tokens.
        self.clock.advance(1);
        self.run();
    }

    pub async fn response(&self, request: Request<Body>) -> axum::response::Response {
        self.running.as_ref().unwrap().router.clone().oneshot(request).await.unwrap()
    }

    async fn answer(&self, request: Request<Body>) -> Answer {
        let response = self.response(request).await;
        let (parts, body) = response.into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub async fn json(&self, method: Method, path: &str, token: &str, body: &impl Serialize) -> Answer {
        let body = serde_json::to_vec(body).unwrap();
        self.raw(method, path, token, "application/json", &[], body).await
    }

    pub async fn post(&self, path: &str, body: &impl Serialize) -> Answer {
        self.json(Method::POST, path, "", body).await
    }

    pub async fn get(&self, path: &str, token: &str) -> Answer {
        self.raw(Method::GET, path, token, "", &[], Vec::new()).await
    }

    pub async fn append(&self, path: &str, token: &str, head: &str, entries: Vec<u8>) -> Answer {
        self.raw(Method::POST, path, token, ENTRIES_TYPE, &[(EXPECTED_HEAD, head)], entries).await
    }

    pub async fn raw(
        &self,
        method: Method,
        path: &str,
        token: &str,
        content_type: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(path).header(HOST, "localhost:8420");
        if !token.is_empty() {
            request = request.header(AUTHORIZATION, format!("Bearer {token}"));
        }
        if !content_type.is_empty() {
            request = request.header(CONTENT_TYPE, content_type);
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.answer(request.body(Body::from(body)).unwrap()).await
    }
}
