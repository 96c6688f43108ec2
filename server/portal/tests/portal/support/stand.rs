//! A portal.

use std::sync::Arc;

use axum::Router;
use regain_http::client::TrustedProxies;
use regain_http::metrics::Metrics;
use regain_http::{Clock, Random, Steering};
use regain_portal::{Parts, Portal, Secrets, Settings};
use regain_storage::NewMail;
use regain_storage::portal::{AuditRow, PortalStorage};
use regain_storage_sqlite::SqliteStorage;
use tempfile::TempDir;
use tokio::sync::{Notify, watch};

use super::Browser;

pub const NOW: u64 = 1_800_000_000_000;
pub const MINUTE: u64 = 60 * 1000;
pub const ADDRESS: &str = "http://localhost:8422";
/// The key that seals seeds.
pub const SEALING_KEY: [u8; 32] = [7; 32];

pub struct Stand {
    pub storage: Arc<dyn PortalStorage>,
    pub clock: Steering,
    pub random: Random,
    pub router: Router,
    /// Where people open it.
    pub address: &'static str,
    pub closing: watch::Sender<bool>,
    pub(super) numbers: std::sync::atomic::AtomicU8,
    folder: TempDir,
}

impl Stand {
    pub fn new() -> Self {
        Self::with(|_| ())
    }

    /// With other settings.
    pub fn with(change: impl FnOnce(&mut Settings)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let storage = Arc::new(SqliteStorage::open(folder.path().join("portal.sqlite3")).unwrap());
        let (clock, steering) = Clock::steered(NOW);
        let random = Random::seeded(1);
        let (closing, closing_seen) = watch::channel(false);
        let mut settings = Settings {
            address: ADDRESS.parse().unwrap(),
            app: Some("http://localhost:8420".into()),
            trusted_proxies: TrustedProxies::default(),
            guesses_per_address: 1000,
            version: "0.0.0",
        };
        change(&mut settings);
        let address = settings.address.to_string().leak();
        let portal = Portal::new(Parts {
            storage: storage.clone(),
            clock,
            random: random.clone(),
            secrets: Secrets::read(&[[1].as_slice(), &SEALING_KEY, &[8; 32]].concat()).unwrap(),
            settings,
            metrics: Arc::new(Metrics::default()),
            closing: closing_seen,
            mail_waits: Arc::new(Notify::new()),
        });
        Self {
            storage,
            clock: steering,
            random,
            router: regain_portal::router(portal),
            address,
            closing,
            numbers: 1.into(),
            folder,
        }
    }

    /// A browser nobody knows.
    pub fn browser(&self) -> Browser {
        let mut browser = Browser::new(self.router.clone());
        browser.origin = self.address;
        browser
    }

    pub fn wait(&self, ms: u64) {
        self.clock.advance(ms);
    }

    pub fn now(&self) -> u64 {
        self.clock.now()
    }

    /// Takes the mails that wait, oldest first.
    pub async fn mails(&self) -> Vec<NewMail> {
        let due = self.storage.due_mails(self.now(), 100).await.unwrap();
        for mail in &due {
            self.storage.mail_done(mail.id).await.unwrap();
        }
        due.into_iter().map(|mail| mail.mail).collect()
    }

    /// The audit log, oldest first, its chain checked.
    pub async fn audit(&self) -> Vec<AuditRow> {
        let rows = self.storage.audit_after(0, 10_000).await.unwrap();
        let mut before = (0, [0; 32]);
        for row in &rows {
            assert!(row.follows(before.0, &before.1), "the chain is whole at {}", row.number);
            before = (row.number, row.hash);
        }
        rows
    }

    /// Changes a line of the audit log behind the portal's back.
    pub fn forge_audit(&self, number: u64) {
        let store = rusqlite::Connection::open(self.folder.path().join("portal.sqlite3")).unwrap();
        let sql = "UPDATE audit SET origin = 'elsewhere' WHERE number = ?1";
        assert_eq!(store.execute(sql, [number]).unwrap(), 1);
    }

    /// What was written into the audit log, as words.
    pub async fn acts(&self) -> Vec<String> {
        self.audit().await.into_iter().map(|row| row.line.action).collect()
    }
}
