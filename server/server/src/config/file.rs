//! The file's shape. Every key may be missing.

use std::net::SocketAddr;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Serves, Tls};
use crate::telemetry::LogFormat;

/// The file.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct File {
    /// Where everything is kept.
    pub data_dir: Option<PathBuf>,
    /// What this server does; all there is, unless told otherwise.
    pub roles: Option<Vec<Role>>,
    /// Origins that clients dial.
    pub public_url: Option<OneOrMany>,
    /// The portal's own origin.
    pub portal_url: Option<String>,
    /// A proxy in front speaks TLS.
    pub behind_proxy: Option<bool>,
    /// Its addresses.
    pub trusted_proxies: Option<Vec<String>>,
    /// How log lines look.
    pub log_format: Option<LogFormat>,
    /// The database.
    pub database: Option<Database>,
    /// Where to listen.
    pub listeners: Option<Vec<Listener>>,
    /// How mails leave.
    pub mail: Option<Mail>,
    /// Who may make accounts.
    pub registration: Option<Registration>,
}

/// What a server does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// The backup service, and the web app.
    Backup,
    /// The organisation portal.
    Portal,
}

/// A text or a list of them.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OneOrMany {
    /// One.
    One(String),
    /// Several.
    Many(Vec<String>),
}

/// The database.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Database {
    /// `sqlite:PATH`.
    pub url: Option<String>,
}

/// A listener.
#[derive(Debug, Serialize, Deserialize)]
pub struct Listener {
    /// Address and port.
    pub bind: SocketAddr,
    /// For whom.
    pub serves: Serves,
    /// Certificate and key.
    pub tls: Option<Tls>,
}

/// Mail.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Mail {
    /// A folder.
    pub file: Option<PathBuf>,
    /// A relay.
    pub smtp: Option<Smtp>,
}

/// A relay.
#[derive(Debug, Serialize, Deserialize)]
pub struct Smtp {
    /// Its address.
    pub url: String,
    /// The sender.
    pub from: String,
    /// The user.
    pub user: Option<String>,
    /// The file that holds the password.
    pub password_file: Option<PathBuf>,
}

/// Registration.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Registration {
    /// Anybody.
    pub open: Option<bool>,
    /// New accounts from one address in an hour.
    pub per_hour: Option<u64>,
}
