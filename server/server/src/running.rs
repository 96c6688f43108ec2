//! Starting and stopping.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::http::HeaderValue;
use axum::http::header::STRICT_TRANSPORT_SECURITY;
use regain_backup::{BudgetSettings, Carrier, Parts, Service, Settings};
use regain_http::client::TrustedProxies;
use regain_http::metrics::Metrics;
use regain_http::{Clock, Random};
use regain_portal::Portal;
use regain_storage::portal::Setup as _;
use regain_storage::{BackupStorage, StorageError};
use regain_storage_sqlite::{OpenError, SqliteStorage};
use tokio::net::TcpListener;
use tokio::sync::{Notify, watch};
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::admin::{self, Admin};
use crate::app::{self, Site};
use crate::carrier::{Folder, MailError, Relay};
use crate::config::{Config, Listener, Mail, Role, Serves};
use crate::connection::serve;
use crate::secrets::{self, SecretsFileError};
use crate::{files, tls};

/// Why the server does not start. The operator's to mend; each says how.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The data folder.
    #[error("can't use the data folder {}: {source}; name another one with --data-dir", path.display())]
    DataDir {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The secrets.
    #[error(transparent)]
    Secrets(#[from] SecretsFileError),
    /// The database.
    #[error(transparent)]
    Database(#[from] OpenError),
    /// An address.
    #[error(
        "can't listen on {address}: {source}; is another server running? choose another address with --bind"
    )]
    Bind {
        /// Which.
        address: SocketAddr,
        /// Why.
        source: io::Error,
    },
    /// TLS.
    #[error(transparent)]
    Tls(#[from] tls::TlsError),
    /// Mail.
    #[error(transparent)]
    Mail(#[from] MailError),
    /// The portal's first question to the store.
    #[error("the store does not answer: {0}")]
    Store(#[from] StorageError),
    /// Ours.
    #[error("starting failed inside: {0}")]
    Internal(#[from] tokio::task::JoinError),
}

/// A running server. Dropping it ends it at once, as a crash would; [`Running::shutdown`] ends it in order.
pub struct Running {
    addresses: Vec<(Serves, SocketAddr, bool)>,
    first_run: Option<String>,
    draining: watch::Sender<bool>,
    closing: watch::Sender<bool>,
    admin_closing: watch::Sender<bool>,
    public: JoinSet<()>,
    admin: JoinSet<()>,
    workers: JoinSet<()>,
    storage: Arc<SqliteStorage>,
}

/// Starts a server with the system's randomness.
pub async fn start(config: Config, clock: Clock) -> Result<Running, StartError> {
    start_with(config, clock, Random::system(), BudgetSettings::default()).await
}

/// Starts a server, given everything it can't know by itself.
pub async fn start_with(
    config: Config,
    clock: Clock,
    random: Random,
    budgets: BudgetSettings,
) -> Result<Running, StartError> {
    launch(config, clock, random, budgets, Site::embedded()).await
}

/// Starts a server that serves this app in place of its own.
pub async fn start_serving(config: Config, clock: Clock, site: Site) -> Result<Running, StartError> {
    launch(config, clock, Random::system(), BudgetSettings::default(), site).await
}

async fn launch(
    config: Config,
    clock: Clock,
    random: Random,
    budgets: BudgetSettings,
    site: Site,
) -> Result<Running, StartError> {
    files::private_folder(&config.data_dir)
        .map_err(|source| StartError::DataDir { path: config.data_dir.clone(), source })?;
    let secrets = secrets::load_or_make(&config.data_dir, &config.database, &random)?;
    let database = config.database.clone();
    let storage = Arc::new(tokio::task::spawn_blocking(move || SqliteStorage::open(database)).await??);
    let listeners = listen(&config.listeners).await?;
    let (draining, draining_seen) = watch::channel(false);
    let (closing, closing_seen) = watch::channel(false);
    let (admin_closing, admin_closing_seen) = watch::channel(false);
    let metrics = Arc::new(Metrics::default());
    let carrier = carrier(&config.mail, &clock, &random)?;
    let store: Arc<dyn BackupStorage> = storage.clone();
    let settings = settings(&config, &listeners, budgets);
    let mail_waits = Arc::new(Notify::new());
    // Also on a server that is a portal only: the outbox is one, and so is what is forgotten.
    let service = Service::new(Parts {
        storage: Arc::clone(&store),
        clock: clock.clone(),
        random: random.clone(),
        secrets,
        settings,
        metrics: Arc::clone(&metrics),
        closing: closing_seen.clone(),
        mail_waits: Arc::clone(&mail_waits),
    });
    let portal = if config.has(Role::Portal) {
        let people = storage.count_people().await?;
        Some(Portal::new(regain_portal::Parts {
            storage: storage.clone(),
            clock,
            secrets: secrets::load_or_make_portal(&config.data_dir, people.people > 0, &random)?,
            random,
            settings: portal_settings(&config, &listeners),
            metrics: Arc::clone(&metrics),
            closing: closing_seen.clone(),
            mail_waits,
        }))
    } else {
        None
    };
    let first_run = match &portal {
        Some(portal) => regain_portal::first_run_link(portal).await?,
        None => None,
    };
    let loopback = listeners.iter().any(|one| one.serves == Serves::Public && one.address.ip().is_loopback());
    let app = app::router(Arc::new(site), loopback, Arc::clone(&metrics));
    let public_router = app.fallback_service(regain_backup::router(Arc::clone(&service)));
    let portal_router = portal.map(regain_portal::router).unwrap_or_default();
    let admin_router = admin::router(Admin { storage: store, metrics, draining: draining_seen });
    let mut running = Running {
        addresses: listeners.iter().map(|one| (one.serves, one.address, one.tls.is_some())).collect(),
        first_run,
        draining,
        closing,
        admin_closing,
        public: JoinSet::new(),
        admin: JoinSet::new(),
        workers: JoinSet::new(),
        storage,
    };
    let routers = [public_router, portal_router, admin_router];
    running.spawn(listeners, &routers, &closing_seen, &admin_closing_seen);
    running.workers.spawn(regain_backup::run_mailer(Arc::clone(&service), carrier, closing_seen.clone()));
    running.workers.spawn(regain_backup::run_jobs(service, closing_seen));
    Ok(running)
}

impl Running {
    fn spawn(
        &mut self,
        listeners: Vec<Bound>,
        [public, portal, admin]: &[Router; 3],
        closing: &watch::Receiver<bool>,
        admin_closing: &watch::Receiver<bool>,
    ) {
        for Bound { listener, serves, tls, .. } in listeners {
            match serves {
                Serves::Public | Serves::Portal => {
                    let router = if serves == Serves::Public { public } else { portal }.clone();
                    let router = if tls.is_some() { router.layer(hsts()) } else { router };
                    self.public.spawn(serve(listener, tls, router, closing.clone()))
                }
                Serves::Admin => self.admin.spawn(serve(listener, tls, admin.clone(), admin_closing.clone())),
            };
        }
    }

    /// Where clients are answered: the first public listener.
    pub fn public_addr(&self) -> SocketAddr {
        self.address(Serves::Public).expect("a server with the role `backup` has a public listener")
    }

    /// The link that makes the portal's first administrator, while nobody is there.
    pub fn first_run(&self) -> Option<&str> {
        self.first_run.as_deref()
    }

    /// Where the operator is answered.
    pub fn admin_addr(&self) -> Option<SocketAddr> {
        self.address(Serves::Admin)
    }

    fn address(&self, wanted: Serves) -> Option<SocketAddr> {
        self.addresses.iter().find(|(serves, ..)| *serves == wanted).map(|(_, address, _)| *address)
    }

    /// All listeners as people and programs read them: for whom, and a URL that names loopback `localhost`.
    pub fn urls(&self) -> impl Iterator<Item = (Serves, String)> {
        self.addresses.iter().map(|(serves, address, tls)| (*serves, url(*address, *tls)))
    }

    /// The URL that clients in tests dial.
    pub fn public_url(&self) -> String {
        let tls = self.addresses.iter().any(|(serves, _, tls)| *serves == Serves::Public && *tls);
        url(self.public_addr(), tls)
    }

    /// Stops in order: not ready any more, no new connections, streams end, requests finish (10 s at most), what waits for
    /// the store is committed, the database is closed.
    pub async fn shutdown(mut self) {
        self.draining.send_replace(true);
        self.closing.send_replace(true);
        while self.public.join_next().await.is_some() {}
        self.workers.join_all().await;
        self.admin_closing.send_replace(true);
        while self.admin.join_next().await.is_some() {}
        let storage = self.storage;
        // Closing joins threads. A failure to join is a panic there, which was reported already.
        let _reported = tokio::task::spawn_blocking(move || drop(storage)).await.is_err();
    }
}

/// Browsers come back by TLS only, for a year (RFC 6797).
fn hsts() -> SetResponseHeaderLayer<HeaderValue> {
    let value = HeaderValue::from_static("max-age=31536000");
    SetResponseHeaderLayer::overriding(STRICT_TRANSPORT_SECURITY, value)
}

struct Bound {
    listener: TcpListener,
    address: SocketAddr,
    serves: Serves,
    tls: Option<TlsAcceptor>,
}

async fn listen(listeners: &[Listener]) -> Result<Vec<Bound>, StartError> {
    let mut bound = Vec::with_capacity(listeners.len());
    for Listener { bind, serves, tls } in listeners {
        let broken = |source| StartError::Bind { address: *bind, source };
        let tls = tls.as_ref().map(tls::acceptor).transpose()?;
        let listener = TcpListener::bind(bind).await.map_err(broken)?;
        let address = listener.local_addr().map_err(broken)?;
        bound.push(Bound { listener, address, serves: *serves, tls });
    }
    Ok(bound)
}

/// Where a listener is reached from this machine.
fn reached(listeners: &[Bound], serves: Serves) -> Option<String> {
    let bound = listeners.iter().find(|one| one.serves == serves)?;
    Some(url(bound.address, bound.tls.is_some()))
}

/// The web app's address, where this server serves it.
fn app_url(config: &Config, listeners: &[Bound]) -> Option<String> {
    config.public_url.first().cloned().or_else(|| reached(listeners, Serves::Public))
}

fn portal_settings(config: &Config, listeners: &[Bound]) -> regain_portal::Settings {
    let on_loopback = || reached(listeners, Serves::Portal)?.parse().ok();
    let address = config.portal_url.clone().or_else(on_loopback);
    regain_portal::Settings {
        address: address.expect("a checked configuration says it, or is on loopback"),
        app: app_url(config, listeners),
        trusted_proxies: TrustedProxies(config.trusted_proxies.clone()),
        guesses_per_address: regain_portal::GUESSES_PER_ADDRESS,
        version: env!("CARGO_PKG_VERSION"),
    }
}

fn settings(config: &Config, listeners: &[Bound], budgets: BudgetSettings) -> Settings {
    Settings {
        origins: config.public_url.clone(),
        link_base: app_url(config, listeners).unwrap_or_default(),
        registration_open: config.registration.open,
        trusted_proxies: TrustedProxies(config.trusted_proxies.clone()),
        budgets: BudgetSettings { registrations: config.registration.per_hour, ..budgets },
        version: env!("CARGO_PKG_VERSION"),
    }
}

fn carrier(mail: &Mail, clock: &Clock, random: &Random) -> Result<Arc<dyn Carrier>, MailError> {
    Ok(match mail {
        Mail::Folder(path) => Arc::new(Folder::new(path, clock.clone(), random.clone())?),
        Mail::Smtp(smtp) => Arc::new(Relay::new(smtp)?),
    })
}

fn url(address: SocketAddr, tls: bool) -> String {
    let scheme = if tls { "https" } else { "http" };
    if address.ip().is_loopback() {
        format!("{scheme}://localhost:{}", address.port())
    } else {
        format!("{scheme}://{address}")
    }
}
