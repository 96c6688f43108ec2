//! What every use case gets: storage, time, randomness, secrets, settings.

use std::num::NonZeroUsize;
use std::sync::Arc;

use regain_http::client::TrustedProxies;
use regain_http::metrics::Metrics;
use regain_http::wakes::Wakes;
use regain_http::{Clock, Random};
use regain_protocol::portal::PortalAddress;
use regain_storage::StorageError;
use regain_storage::portal::{MethodKind, PersonId, PortalStorage};
use tokio::sync::{Notify, Semaphore, watch};

use crate::fault::Fault;
use crate::secrets::Secrets;

/// Guesses from one address in an hour, unless told otherwise: an office behind one address signs in on a Monday morning.
pub const GUESSES_PER_ADDRESS: u64 = 1000;

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
    pub(crate) closing: watch::Receiver<bool>,
    pub(crate) mail_waits: Arc<Notify>,
    /// Browsers and apps that wait for something of a person's to change.
    pub(crate) wakes: Wakes<PersonId>,
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
            wakes: Wakes::default(),
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

    /// Something of this person's changed: whoever waits for that looks again.
    pub(crate) fn stir(&self, person: PersonId) {
        self.wakes.stir(&person);
    }

    /// Refuses a kind of method that the organisation does not allow to be added.
    pub(crate) async fn require_kind(&self, kind: MethodKind) -> Result<(), Fault> {
        let (_, policy) = self.storage.policy().await?;
        if policy.kinds.contains(&kind) { Ok(()) } else { Err(Fault::NotThisKind) }
    }

    /// The organisation's name; where nobody gave one, the portal's host.
    pub(crate) async fn organisation(&self) -> Result<String, StorageError> {
        let (_, policy) = self.storage.policy().await?;
        Ok(policy.organisation.unwrap_or_else(|| self.settings.address.host().to_owned()))
    }
}
