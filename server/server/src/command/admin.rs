//! `regain-server admin`: what only the host can do for the portal. It works while the server runs, and without it.

use std::io::{self, Write as _};
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context as _, bail};
use data_encoding::HEXLOWER;
use regain_http::client::TrustedProxies;
use regain_http::metrics::Metrics;
use regain_http::{Clock, Random};
use regain_portal::{Portal, Shared};
use regain_storage::portal::{PersonState, Role};
use regain_storage_sqlite::SqliteStorage;
use tokio::runtime::Runtime;
use tokio::sync::{Notify, watch};

use crate::config::{Role as Does, Serves};
use crate::{Config, secrets};

/// Issues a temporary access pass, prints it once, and tells it in the audit log and by mail.
pub fn recover(config: &Config, name: &str) -> anyhow::Result<ExitCode> {
    let (runtime, portal) = open(config)?;
    let host = rustix::system::uname().nodename().to_string_lossy().into_owned();
    let issued = runtime.block_on(regain_portal::recover(&portal, name, &host))?;
    let minutes = issued.ends.saturating_sub(Clock::system().now()).div_ceil(60_000);
    let told = match issued.told {
        0 => "nobody by mail: the account has no confirmed address".to_owned(),
        1 => "one mail address".to_owned(),
        many => format!("{many} mail addresses"),
    };
    writeln!(
        io::stdout(),
        "temporary access pass for {}: {}\n\
         It is good once, for {minutes} minutes. Sign in with the user name, the password and this pass, then add a new method.\n\
         Written into the audit log, and told to {told}.",
        issued.name,
        issued.pass.as_str()
    )?;
    Ok(ExitCode::SUCCESS)
}

/// Prints who is there, with roles and ways in.
pub fn list(config: &Config) -> anyhow::Result<ExitCode> {
    let (runtime, portal) = open(config)?;
    let lines = runtime.block_on(regain_portal::list_people(&portal))?;
    let mut out = io::stdout().lock();
    for line in &lines {
        let role = match line.role {
            Role::Member => "member",
            Role::HelpDesk => "help desk",
            Role::Administrator => "administrator",
        };
        let state = match line.state {
            PersonState::Invited => "invited",
            PersonState::Active => "active",
            PersonState::Disabled => "disabled",
        };
        writeln!(out, "{}\t{}\t{role}\t{state}\tways in: {}", line.name, line.shown, line.ways_in)?;
    }
    if lines.is_empty() {
        writeln!(out, "nobody is there yet; the server prints the link of the first run when it starts")?;
    }
    Ok(ExitCode::SUCCESS)
}

/// Walks the audit log's chain; fails with the first line that is not what was written.
pub fn check_audit(config: &Config) -> anyhow::Result<ExitCode> {
    let (runtime, portal) = open(config)?;
    let mut out = io::stdout().lock();
    match runtime.block_on(regain_portal::check_audit(&portal))? {
        Ok((lines, hash)) => {
            writeln!(out, "{lines} lines, whole; the last one's hash is {}", HEXLOWER.encode(&hash))?;
            Ok(ExitCode::SUCCESS)
        }
        Err(number) => {
            writeln!(
                out,
                "line {number} is not what was written: it, or one before it, was changed or cut out"
            )?;
            Ok(ExitCode::FAILURE)
        }
    }
}

fn open(config: &Config) -> anyhow::Result<(Runtime, Shared)> {
    if !config.has(Does::Portal) {
        bail!("this server has no portal; add \"portal\" to `roles`");
    }
    if !config.database.exists() {
        bail!("there is no database at {}; name the right folder with --data-dir", config.database.display());
    }
    let storage = SqliteStorage::open_beside_a_server(config.database.clone())?;
    let secrets = secrets::load_portal(&secrets::portal_path(&config.data_dir))?;
    let bind = config.listeners.iter().find(|one| one.serves == Serves::Portal).map(|one| one.bind);
    let on_loopback = || format!("http://localhost:{}", bind.map_or(0, |bind| bind.port())).parse().ok();
    let address = config.portal_url.clone().or_else(on_loopback).context("the portal has no address")?;
    let portal = Portal::new(regain_portal::Parts {
        storage: Arc::new(storage),
        clock: Clock::system(),
        random: Random::system(),
        secrets,
        settings: regain_portal::Settings {
            address,
            app: None,
            trusted_proxies: TrustedProxies::default(),
            guesses_per_address: regain_portal::GUESSES_PER_ADDRESS,
            version: env!("CARGO_PKG_VERSION"),
        },
        metrics: Arc::new(Metrics::default()),
        closing: watch::channel(false).1,
        mail_waits: Arc::new(Notify::new()),
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    Ok((runtime, portal))
}
