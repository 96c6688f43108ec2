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
use regain_storage::BackupStorage;
use regain_storage_sqlite::{OpenError, SqliteStorage};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;
use tower_http::set_header::SetResponseHeaderLayer;

use crate::admin::{self, Admin};
use crate::app::{self, Site};
use crate::carrier::{Folder, MailError, Relay};
use crate::config::{Config, Listener, Mail, Serves};
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
    /// Ours.
    #[error("starting failed inside: {0}")]
    Internal(#[from] tokio::task::JoinError),
}

/// A running server. Dropping it ends it at once, as a crash would; [`Running::shutdown`] ends it in order.
pub struct Running {
    addresses: Vec<(Serves, SocketAddr, bool)>,
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
    let service = Service::new(Parts {
        storage: Arc::clone(&store),
        clock,
        random,
        secrets,
        settings,
        metrics: Arc::clone(&metrics),
        closing: closing_seen.clone(),
    });
    let loopback = listeners.iter().any(|one| one.serves == Serves::Public && one.address.ip().is_loopback());
    let app = app::router(Arc::new(site), loopback, Arc::clone(&metrics));
    let public_router = app.fallback_service(regain_backup::router(Arc::clone(&service)));
    let admin_router = admin::router(Admin { storage: store, metrics, draining: draining_seen });
    let mut running = Running {
        addresses: listeners.iter().map(|one| (one.serves, one.address, one.tls.is_some())).collect(),
        draining,
        closing,
        admin_closing,
        public: JoinSet::new(),
        admin: JoinSet::new(),
        workers: JoinSet::new(),
        storage,
    };
    running.spawn(listeners, &public_router, &admin_router, &closing_seen, &admin_closing_seen);
    running.workers.spawn(regain_backup::run_mailer(Arc::clone(&service), carrier, closing_seen.clone()));
    running.workers.spawn(regain_backup::run_jobs(service, closing_seen));
    Ok(running)
}

impl Running {
    fn spawn(
        &mut self,
        listeners: Vec<Bound>,
        public: &Router,
        admin: &Router,
        closing: &watch::Receiver<bool>,
        admin_closing: &watch::Receiver<bool>,
    ) {
        for Bound { listener, serves, tls, .. } in listeners {
            match serves {
                Serves::Public => {
                    let router = if tls.is_some() { public.clone().layer(hsts()) } else { public.clone() };
                    self.public.spawn(serve(listener, tls, router, closing.clone()))
                }
                Serves::Admin => self.admin.spawn(serve(listener, tls, admin.clone(), admin_closing.clone())),
            };
        }
    }

    /// Where clients are answered: the first public listener.
    pub fn public_addr(&self) -> SocketAddr {
        self.address(Serves::Public).expect("a checked configuration has a public listener")
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

fn settings(config: &Config, listeners: &[Bound], budgets: BudgetSettings) -> Settings {
    let public = listeners.iter().find(|one| one.serves == Serves::Public);
    let reached = public.map(|one| url(one.address, one.tls.is_some()));
    Settings {
        origins: config.public_url.clone(),
        link_base: config.public_url.first().cloned().or(reached).unwrap_or_default(),
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
