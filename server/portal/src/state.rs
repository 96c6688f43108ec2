//! What every use case gets: storage, time, randomness, secrets, settings.

use std::num::NonZeroUsize;
use std::sync::Arc;

use regain_http::client::TrustedProxies;
use regain_http::keyed::Keyed;
use regain_http::metrics::Metrics;
use regain_http::sealed::Sealer;
use regain_http::{Clock, Random};
use regain_protocol::portal::PortalAddress;
use regain_storage::portal::PortalStorage;
use tokio::sync::{Notify, Semaphore, watch};

/// How this portal was set up.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The portal's own address: the origin of its pages, the `aud` of signed messages, the relying party of passkeys.
    pub address: PortalAddress,
    /// Where the web app is served, an origin of its own; links "Set up on this device" lead there.
    pub app: Option<String>,
    /// Proxies whose word about the client's address counts.
    pub trusted_proxies: TrustedProxies,
    /// Guesses from one address in an hour, of browsers nobody knows.
    pub guesses_per_address: u64,
    /// Version of the program.
    pub version: &'static str,
}

/// What lies outside the database.
pub struct Secrets {
    /// Seals what must be read again: seeds of codes.
    pub sealer: Sealer,
    /// Makes hashes that nobody else can make: keys of counters, cookies of known browsers, links in mails.
    pub keyed: Keyed,
}

/// What a [`Portal`] is made of.
pub struct Parts {
    /// Where everything is kept.
    pub storage: Arc<dyn PortalStorage>,
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
    /// Told when something was put into the outbox.
    pub mail_waits: Arc<Notify>,
}

/// The portal. Shared by all requests.
pub struct Portal {
    pub(crate) storage: Arc<dyn PortalStorage>,
    pub(crate) clock: Clock,
    pub(crate) random: Random,
    pub(crate) secrets: Secrets,
    pub(crate) settings: Settings,
    pub(crate) metrics: Arc<Metrics>,
    #[expect(dead_code, reason = "event streams end by it")]
    pub(crate) closing: watch::Receiver<bool>,
    pub(crate) mail_waits: Arc<Notify>,
    /// Who may stretch a password: each takes 64 MiB and a core.
    pub(crate) hashing: Semaphore,
}

/// What handlers get.
pub type Shared = Arc<Portal>;

impl Portal {
    /// From its parts.
    pub fn new(parts: Parts) -> Shared {
        let Parts { storage, clock, random, secrets, settings, metrics, closing, mail_waits } = parts;
        let cores = std::thread::available_parallelism().map_or(1, NonZeroUsize::get);
        Arc::new(Self {
            storage,
            clock,
            random,
            secrets,
            settings,
            metrics,
            closing,
            mail_waits,
            hashing: Semaphore::new(cores),
        })
    }

    /// Now, ms.
    pub(crate) fn now(&self) -> u64 {
        self.clock.now()
    }

    /// A link to one of the pages, for mails and QR codes.
    pub(crate) fn link(&self, path: &str) -> String {
        format!("{}{path}", self.settings.address.as_str())
    }
}
