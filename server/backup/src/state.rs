//! What every use case gets: storage, time, randomness, secrets, settings.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use axum::extract::Request;
use regain_http::client::{Peer, TrustedProxies};
use regain_http::metrics::Metrics;
use regain_http::wakes::Wakes;
use regain_http::{Clock, Random};
use regain_log::BackupId;
use regain_storage::{BackupStorage, SessionRow, TokenHash};
use serde::de::DeserializeOwned;
use tokio::sync::{Notify, Semaphore, watch};

use crate::budgets::BudgetSettings;
use crate::chains::Chains;
use crate::fault::Fault;
use crate::recent::Recent;
use crate::secrets::Secrets;

/// Large bodies read at once. Each may take some fifty MiB while it is decoded and stored; the others wait their turn, so that
/// a few members can't use up the memory of all.
const LARGE_BODIES: usize = 8;
/// Sessions remembered at least, some hundred bytes each.
const SESSIONS_REMEMBERED: usize = 8192;

/// How this service was set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Origins (`https://host`) that clients dial; proofs of a key are good for these only. Empty: whatever loopback name
    /// the request came to.
    pub origins: Vec<String>,
    /// Where links in mails lead, without a slash at the end.
    pub link_base: String,
    /// Whether new accounts are taken.
    pub registration_open: bool,
    /// Proxies whose word about the client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// How many guesses and registrations are free.
    pub budgets: BudgetSettings,
    /// Version of the program.
    pub version: &'static str,
}

/// What a [`Service`] is made of.
pub struct Parts {
    /// Where everything is kept.
    pub storage: Arc<dyn BackupStorage>,
    /// The time.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
    /// What lies outside the database.
    pub secrets: Secrets,
    /// How it was set up.
    pub settings: Settings,
    /// Figures.
    pub metrics: Arc<Metrics>,
    /// Becomes true when the server stops: streams end then.
    pub closing: watch::Receiver<bool>,
    /// Told when something was put into the outbox, by this service or another one on the same store.
    pub mail_waits: Arc<Notify>,
}

/// The service. Shared by all requests.
pub struct Service {
    pub(crate) storage: Arc<dyn BackupStorage>,
    pub(crate) clock: Clock,
    pub(crate) random: Random,
    pub(crate) secrets: Secrets,
    pub(crate) settings: Settings,
    pub(crate) metrics: Arc<Metrics>,
    pub(crate) closing: watch::Receiver<bool>,
    pub(crate) chains: Chains,
    /// Sessions as they were found lately. Only for what looks again before it acts, see [`crate::auth`].
    pub(crate) sessions: Recent<TokenHash, SessionRow>,
    pub(crate) wakes: Wakes<BackupId>,
    /// Who may hold a large body in memory.
    pub(crate) large_bodies: Semaphore,
    /// Something was put into the outbox.
    pub(crate) mail_waits: Arc<Notify>,
}

impl Service {
    /// From its parts.
    pub fn new(parts: Parts) -> Arc<Self> {
        let Parts { storage, clock, random, secrets, settings, metrics, closing, mail_waits } = parts;
        Arc::new(Self {
            storage,
            clock,
            random,
            secrets,
            settings,
            metrics,
            closing,
            chains: Chains::default(),
            sessions: Recent::new(SESSIONS_REMEMBERED),
            wakes: Wakes::default(),
            large_bodies: Semaphore::new(LARGE_BODIES),
            mail_waits,
        })
    }
}

/// What handlers get.
pub type Shared = Arc<Service>;

impl Service {
    /// Where the request comes from.
    pub(crate) fn client(&self, request: &Request) -> IpAddr {
        let peer = request.extensions().get::<Peer>().map(|peer| peer.address.ip());
        // Without a connection there is no address: only tests that call the router directly do that.
        let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::LOCALHOST));
        self.settings.trusted_proxies.client(peer, request.headers())
    }
}

/// The query's fields; a refusal names the field.
pub fn query<T: DeserializeOwned>(request: &Request) -> Result<T, Fault> {
    let query = axum::extract::Query::try_from_uri(request.uri());
    query.map(|axum::extract::Query(fields)| fields).map_err(|error| Fault::malformed(query_reason(&error)))
}

fn query_reason(error: &axum::extract::rejection::QueryRejection) -> String {
    let text = error.body_text();
    text.strip_prefix("Failed to deserialize query string: ").unwrap_or(&text).to_owned()
}
