//! The configuration: a TOML file, then the environment, then flags; checked as a whole before anything starts.

mod check;
mod file;
mod load;
mod nearest;

use std::net::SocketAddr;
use std::path::PathBuf;

use regain_http::client::Network;
use regain_protocol::portal::PortalAddress;
use serde::Serialize;

pub use file::Role;
pub use load::{ConfigError, Flags};

use crate::telemetry::LogFormat;

/// A checked configuration.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// What this server does.
    pub roles: Vec<Role>,
    /// The organisation portal's own address, an origin; `None`: its listener on loopback.
    pub portal_url: Option<PortalAddress>,
    /// Where everything is kept.
    pub data_dir: PathBuf,
    /// The database file.
    pub database: PathBuf,
    /// Origins that clients dial, the first of which links in mails use. Empty on loopback.
    pub public_url: Vec<String>,
    /// A proxy in front of the listeners speaks TLS.
    pub behind_proxy: bool,
    /// Where to listen.
    pub listeners: Vec<Listener>,
    /// How mails leave.
    pub mail: Mail,
    /// Who may make accounts.
    pub registration: Registration,
    /// Proxies whose word about the client's address counts.
    pub trusted_proxies: Vec<Network>,
    /// How log lines look.
    pub log_format: LogFormat,
}

/// One address to listen on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listener {
    /// Address and port; port 0 takes any.
    pub bind: SocketAddr,
    /// For whom.
    pub serves: Serves,
    /// Certificate and key.
    pub tls: Option<Tls>,
}

/// Who is answered on a listener.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Serves {
    /// Clients of the backup service, and the web app.
    Public,
    /// The organisation's people: the portal, an origin of its own.
    Portal,
    /// The operator: health and figures.
    Admin,
}

impl Serves {
    /// As it is written.
    pub fn name(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::Portal => "portal",
            Self::Admin => "admin",
        }
    }
}

/// PEM files.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Tls {
    /// The chain, leaf first.
    pub cert: PathBuf,
    /// The private key.
    pub key: PathBuf,
}

/// How mails leave.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mail {
    /// Into a folder, one `.eml` each.
    Folder(PathBuf),
    /// Over SMTP.
    Smtp(Smtp),
}

/// An SMTP relay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Smtp {
    /// `smtps://host:465`, `smtp://host:587?tls=required`, or `smtp://localhost:25`.
    pub url: String,
    /// The sender.
    pub from: String,
    /// The user, when the relay asks for one.
    pub user: Option<String>,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
}

/// Who may make accounts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Registration {
    /// Anybody.
    pub open: bool,
    /// New accounts from one address in an hour.
    pub per_hour: u64,
}

impl Config {
    /// Whether it does this.
    pub fn has(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// The defaults under this folder, on loopback ports of the system's choice: for tests and benchmarks.
    pub fn for_tests(data_dir: impl Into<PathBuf>) -> Self {
        let flags = Flags {
            data_dir: Some(data_dir.into()),
            bind: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
            portal_bind: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
            admin_bind: Some(SocketAddr::from(([127, 0, 0, 1], 0))),
            ..Flags::default()
        };
        let config = Self::load(None, &|_| None, flags).expect("the defaults pass their own check");
        Self { registration: Registration { open: true, per_hour: 1_000_000 }, ..config }
    }
}
