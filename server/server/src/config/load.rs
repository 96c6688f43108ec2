//! File, environment and flags become one configuration.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use regain_protocol::portal::{AddressError, PortalAddress};
use toml::Table;

use super::file::{self, File, OneOrMany};
use super::nearest::unknown_key;
use super::{Config, Listener, Mail, Registration, Role, Serves, Smtp};
use crate::telemetry::LogFormat;

/// Flags of the command line; they win over everything.
#[derive(Debug, Clone, Default)]
pub struct Flags {
    /// `--data-dir`.
    pub data_dir: Option<PathBuf>,
    /// `--bind`, the public listener.
    pub bind: Option<SocketAddr>,
    /// `--portal-bind`.
    pub portal_bind: Option<SocketAddr>,
    /// `--admin-bind`.
    pub admin_bind: Option<SocketAddr>,
    /// `--log-format`.
    pub log_format: Option<LogFormat>,
}

/// Why a configuration is not used. The operator's to mend; each says how.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// The file.
    #[error("can't read {}: {source}; name an existing file with --config, or leave it out for the defaults", path.display())]
    Unreadable {
        /// Which.
        path: PathBuf,
        /// Why.
        source: std::io::Error,
    },
    /// No TOML, or a value of the wrong kind.
    #[error("{}: {message}", path.display())]
    Syntax {
        /// Which.
        path: PathBuf,
        /// Where and what.
        message: String,
    },
    /// A key nobody reads.
    #[error("{}: unknown key `{key}`; did you mean `{nearest}`?", path.display())]
    UnknownKey {
        /// Which file.
        path: PathBuf,
        /// The key.
        key: String,
        /// The nearest known one.
        nearest: String,
    },
    /// An environment variable.
    #[error("{name}={value:?}: {reason}")]
    Environment {
        /// Its name.
        name: &'static str,
        /// Its value.
        value: String,
        /// Why not.
        reason: String,
    },
    /// Plain HTTP where others can listen in.
    #[error(
        "the listener {0} would send every token over the network in the clear; give it `tls = {{ cert, key }}`, bind it to 127.0.0.1, or set `behind_proxy = true` when a proxy in front of it speaks TLS"
    )]
    PlainHttp(SocketAddr),
    /// Nobody knows the origin.
    #[error(
        "`public_url` is missing: proofs of a recovery kit or a device are bound to the address that clients dial; set it to that, e.g. `public_url = \"https://backup.example.org\"`"
    )]
    NoPublicUrl,
    /// Not an origin.
    #[error(
        "public_url {0:?} is no origin; write scheme and host only, in lower case, e.g. `https://backup.example.org`"
    )]
    PublicUrl(String),
    /// Not a database this program has.
    #[error("database.url {0:?} is not known; write `sqlite:PATH`")]
    DatabaseUrl(String),
    /// Not a network.
    #[error("trusted_proxies: {0}")]
    TrustedProxies(#[from] regain_http::client::NetworkError),
    /// Nothing to do.
    #[error(
        "no listener serves \"{}\"; add one: `[[listeners]]` with `bind = \"127.0.0.1:{}\"` and `serves = \"{}\"`",
        .0.name(), if *.0 == Serves::Portal { 8422 } else { 8420 }, .0.name()
    )]
    NoListener(Serves),
    /// Nothing at all.
    #[error("`roles` is empty; write `roles = [\"backup\", \"portal\"]`, or one of the two")]
    NoRole,
    /// Nobody knows the portal's origin.
    #[error(
        "`portal_url` is missing: what the app signs and passkeys are bound to the portal's address; set it to what people open, e.g. `portal_url = \"https://portal.example.org\"`"
    )]
    NoPortalUrl,
    /// No address of a portal.
    #[error(
        "portal_url {0:?}: {1}; write scheme and host only, in lower case, e.g. `https://portal.example.org`"
    )]
    PortalUrl(String, AddressError),
    /// Portal and app behind one origin.
    #[error(
        "the portal and the web app both have {0}: give the portal a host name of its own, so that a fault in one can't reach the other"
    )]
    OneOrigin(PortalAddress),
    /// Two ways for one mail.
    #[error("mail has both `file` and `smtp`; keep one of them")]
    TwoMails,
    /// Nobody watches it.
    #[error("the admin listener {0} is open to the network without TLS; bind it to 127.0.0.1")]
    OpenAdmin(SocketAddr),
}

const PUBLIC: SocketAddr = loopback(8420);
const ADMIN: SocketAddr = loopback(8421);
const PORTAL: SocketAddr = loopback(8422);

const fn loopback(port: u16) -> SocketAddr {
    SocketAddr::new(std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST), port)
}

impl Config {
    /// Reads the file (if one is named), lays the environment and then the flags over it, and checks the whole.
    pub fn load(
        path: Option<&Path>,
        environment: &dyn Fn(&str) -> Option<String>,
        flags: Flags,
    ) -> Result<Self, ConfigError> {
        let mut file = path.map_or_else(|| Ok(File::default()), read)?;
        overlay(&mut file, environment)?;
        let config = Self::complete(file, flags)?;
        config.check()?;
        Ok(config)
    }

    fn complete(file: File, flags: Flags) -> Result<Self, ConfigError> {
        let roles = file.roles.clone().unwrap_or_else(|| roles(&file));
        let listeners = listeners(file.listeners, &roles, &flags);
        let data_dir = flags.data_dir.or(file.data_dir).unwrap_or_else(|| PathBuf::from("./regain-data"));
        let database = match file.database.and_then(|database| database.url) {
            Some(url) => sqlite_path(&url)?,
            None => data_dir.join("regain.sqlite3"),
        };
        let registration = file.registration.unwrap_or_default();
        let trusted = file.trusted_proxies.unwrap_or_default();
        Ok(Self {
            database,
            public_url: file.public_url.map(OneOrMany::into_list).unwrap_or_default(),
            behind_proxy: file.behind_proxy.unwrap_or(false),
            listeners,
            portal_url: file.portal_url.map(portal_address).transpose()?,
            mail: mail(file.mail, &data_dir)?,
            registration: Registration {
                open: registration.open.unwrap_or(true),
                per_hour: registration.per_hour.unwrap_or(60),
            },
            trusted_proxies: trusted.iter().map(|network| network.parse()).collect::<Result<_, _>>()?,
            log_format: flags.log_format.or(file.log_format).unwrap_or_default(),
            data_dir,
            roles,
        })
    }
}

impl OneOrMany {
    fn into_list(self) -> Vec<String> {
        match self {
            Self::One(one) => vec![one],
            Self::Many(many) => many,
        }
    }
}

fn read(path: &Path) -> Result<File, ConfigError> {
    let text = fs::read_to_string(path)
        .map_err(|source| ConfigError::Unreadable { path: path.to_owned(), source })?;
    parse(path, &text)
}

fn parse(path: &Path, text: &str) -> Result<File, ConfigError> {
    let syntax = |error: toml::de::Error| ConfigError::Syntax {
        path: path.to_owned(),
        message: error.to_string().trim_end().to_owned(),
    };
    let table: Table = text.parse().map_err(syntax)?;
    if let Some((key, nearest)) = unknown_key(&table) {
        return Err(ConfigError::UnknownKey { path: path.to_owned(), key, nearest });
    }
    toml::from_str(text).map_err(syntax)
}

fn overlay(file: &mut File, environment: &dyn Fn(&str) -> Option<String>) -> Result<(), ConfigError> {
    if let Some(data_dir) = environment("REGAIN_DATA_DIR") {
        file.data_dir = Some(data_dir.into());
    }
    if let Some(url) = environment("REGAIN_DATABASE_URL") {
        file.database.get_or_insert_default().url = Some(url);
    }
    if let Some(url) = environment("REGAIN_PUBLIC_URL") {
        file.public_url = Some(OneOrMany::Many(url.split(',').map(|url| url.trim().to_owned()).collect()));
    }
    if let Some(url) = environment("REGAIN_PORTAL_URL") {
        file.portal_url = Some(url);
    }
    if let Some(behind) = flag(environment, "REGAIN_BEHIND_PROXY")? {
        file.behind_proxy = Some(behind);
    }
    if let Some(open) = flag(environment, "REGAIN_REGISTRATION_OPEN")? {
        file.registration.get_or_insert_default().open = Some(open);
    }
    if let Some(value) = environment("REGAIN_LOG_FORMAT") {
        let format = value.parse();
        file.log_format = Some(format.map_err(|reason: String| ConfigError::Environment {
            name: "REGAIN_LOG_FORMAT",
            value,
            reason,
        })?);
    }
    Ok(())
}

fn flag(
    environment: &dyn Fn(&str) -> Option<String>,
    name: &'static str,
) -> Result<Option<bool>, ConfigError> {
    match environment(name) {
        None => Ok(None),
        Some(value) => match value.as_str() {
            "true" | "1" => Ok(Some(true)),
            "false" | "0" => Ok(Some(false)),
            _ => Err(ConfigError::Environment { name, value, reason: "write true or false".into() }),
        },
    }
}

/// The file's listeners, or the default ones; a flag replaces the listeners of its kind.
fn listeners(named: Option<Vec<file::Listener>>, roles: &[Role], flags: &Flags) -> Vec<Listener> {
    let Flags { bind, portal_bind, admin_bind, .. } = *flags;
    let plain = |bind, serves| Listener { bind, serves, tls: None };
    let mut listeners: Vec<Listener> = if let Some(named) = named {
        named.into_iter().map(|file::Listener { bind, serves, tls }| Listener { bind, serves, tls }).collect()
    } else {
        let mut listeners = vec![plain(ADMIN, Serves::Admin)];
        let of_roles = [(Role::Backup, PUBLIC, Serves::Public), (Role::Portal, PORTAL, Serves::Portal)];
        let had = of_roles.into_iter().filter(|(role, ..)| roles.contains(role));
        listeners.extend(had.map(|(_, bind, serves)| plain(bind, serves)));
        listeners
    };
    for (bind, serves) in [(bind, Serves::Public), (portal_bind, Serves::Portal), (admin_bind, Serves::Admin)]
    {
        if let Some(bind) = bind {
            let tls = listeners.iter().find(|one| one.serves == serves).and_then(|one| one.tls.clone());
            listeners.retain(|one| one.serves != serves);
            listeners.push(Listener { bind, serves, tls });
        }
    }
    // Two servers started with `--bind 127.0.0.1:0` must not meet on the other ports.
    if bind.is_some_and(|bind| bind.port() == 0) {
        for usual in listeners.iter_mut().filter(|one| one.bind == ADMIN || one.bind == PORTAL) {
            usual.bind.set_port(0);
        }
    }
    listeners.sort_by_key(|one| one.serves);
    listeners
}

fn mail(named: Option<file::Mail>, data_dir: &Path) -> Result<Mail, ConfigError> {
    match named.unwrap_or_default() {
        file::Mail { file: Some(_), smtp: Some(_) } => Err(ConfigError::TwoMails),
        file::Mail { file: Some(folder), smtp: None } => Ok(Mail::Folder(folder)),
        file::Mail { file: None, smtp: None } => Ok(Mail::Folder(data_dir.join("mail"))),
        file::Mail { file: None, smtp: Some(file::Smtp { url, from, user, password_file }) } => {
            Ok(Mail::Smtp(Smtp { url, from, user, password_file }))
        }
    }
}

/// What a server does that was not told: all there is when it is tried out; else no more than there is an address for, so that a
/// file from before there was a portal means what it meant.
fn roles(file: &File) -> Vec<Role> {
    let named = |listeners: &Vec<file::Listener>| listeners.iter().any(|one| one.serves == Serves::Portal);
    let tried_out = || file.public_url.is_none() && file.behind_proxy != Some(true);
    let portal = match &file.listeners {
        Some(listeners) => named(listeners),
        None => file.portal_url.is_some() || tried_out(),
    };
    if portal { vec![Role::Backup, Role::Portal] } else { vec![Role::Backup] }
}

fn portal_address(text: String) -> Result<PortalAddress, ConfigError> {
    text.parse().map_err(|error| ConfigError::PortalUrl(text, error))
}

fn sqlite_path(url: &str) -> Result<PathBuf, ConfigError> {
    let path = url.strip_prefix("sqlite:").ok_or_else(|| ConfigError::DatabaseUrl(url.to_owned()))?;
    let path = path.strip_prefix("//").unwrap_or(path);
    if path.is_empty() { Err(ConfigError::DatabaseUrl(url.to_owned())) } else { Ok(path.into()) }
}
