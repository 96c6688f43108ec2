//! `regain-server doctor`: what is wrong on this host, and what to do about it.

use std::fs;
use std::io::{self, Write as _};
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::ExitCode;

use regain_http::Clock;
use regain_storage_sqlite::host;

use crate::config::{Listener, Mail};
use crate::{Config, files, secrets, tls};

/// How it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Well.
    Ok,
    /// It works, and should be looked at.
    Warn,
    /// It does not work.
    Fail,
}

/// One thing that was looked at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// How it is.
    pub grade: Grade,
    /// What was found.
    pub what: String,
    /// What to do, unless it is well.
    pub next: Option<String>,
}

impl Finding {
    fn ok(what: impl Into<String>) -> Self {
        Self { grade: Grade::Ok, what: what.into(), next: None }
    }

    fn warn(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { grade: Grade::Warn, what: what.into(), next: Some(next.into()) }
    }

    fn fail(what: impl Into<String>, next: impl Into<String>) -> Self {
        Self { grade: Grade::Fail, what: what.into(), next: Some(next.into()) }
    }
}

/// 2025-01-01T00:00Z, ms: this program is younger than that.
const TOO_EARLY: u64 = 1_735_689_600_000;
/// Free space that is little, bytes.
const LITTLE: u64 = 1 << 30;
/// Free space that is too little to go on for long, bytes.
const TOO_LITTLE: u64 = 64 << 20;

/// Looks at everything; starts nothing and changes nothing, but for a scratch file in the data folder.
pub fn examine(config: &Config, clock: &Clock) -> Vec<Finding> {
    let mut findings = vec![data_folder(&config.data_dir), secrets_file(config), database(&config.database)];
    findings.push(time(clock.now(), &config.database));
    findings.push(space(&config.data_dir));
    findings.extend(config.listeners.iter().map(listener));
    findings.push(mail(config));
    findings
}

/// Prints the findings; fails when something does not work.
pub fn doctor(config: &Config) -> anyhow::Result<ExitCode> {
    let findings = examine(config, &Clock::system());
    let mut out = io::stdout().lock();
    for Finding { grade, what, next } in &findings {
        let mark = match grade {
            Grade::Ok => "ok  ",
            Grade::Warn => "warn",
            Grade::Fail => "FAIL",
        };
        writeln!(out, "{mark}  {what}")?;
        if let Some(next) = next {
            writeln!(out, "      → {next}")?;
        }
    }
    let failed = findings.iter().any(|finding| finding.grade == Grade::Fail);
    Ok(if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS })
}

fn data_folder(path: &Path) -> Finding {
    let shown = path.display();
    let Ok(metadata) = fs::metadata(path) else {
        return Finding::warn(
            format!("data folder {shown} is not there"),
            "`regain-server serve` makes it; or name another one with --data-dir",
        );
    };
    let scratch = path.join("doctor-scratch");
    let writable = files::write_new(&scratch, b"x").is_ok_and(|written| written);
    if !writable || fs::remove_file(&scratch).is_err() {
        return Finding::fail(
            format!("data folder {shown} can't be written"),
            format!("give it to the user this runs as: `chown USER {shown}`"),
        );
    }
    if metadata.permissions().mode() & 0o077 != 0 {
        return Finding::warn(
            format!("data folder {shown} is open to others"),
            format!("`chmod 700 {shown}`"),
        );
    }
    Finding::ok(format!("data folder {shown}"))
}

fn secrets_file(config: &Config) -> Finding {
    let path = secrets::path(&config.data_dir);
    if !path.exists() && !config.database.exists() {
        return Finding::warn("no secrets yet", "`regain-server serve` makes them at the first start");
    }
    if !path.exists() {
        return Finding::fail(
            format!("{} is missing, and the database needs it", path.display()),
            "restore it from your copy; with new secrets no passphrase works any more",
        );
    }
    match secrets::load(&path) {
        Ok(_) => Finding::ok(format!("secrets {}", path.display())),
        Err(error) => Finding::fail(error.to_string(), "mend the file; do not remove it"),
    }
}

fn database(path: &Path) -> Finding {
    let shown = path.display();
    if !path.exists() {
        return Finding::warn(format!("no database at {shown} yet"), "`regain-server serve` makes it");
    }
    match host::check(path) {
        Ok(found) if found.is_empty() => Finding::ok(format!("database {shown}")),
        Ok(found) => Finding::fail(
            format!("database {shown} is damaged: {}", found.join("; ")),
            "stop the server, keep a copy of the file, and restore your newest good copy",
        ),
        Err(error) => Finding::fail(
            format!("database {shown} can't be read: {error}"),
            "check its owner and permissions; restore your newest good copy if it is damaged",
        ),
    }
}

/// The 72 hours of proposals are counted by this clock.
fn time(now: u64, database: &Path) -> Finding {
    let set = "set the clock, and keep it with NTP";
    if now < TOO_EARLY {
        return Finding::fail("the clock stands in the past", set);
    }
    let written = fs::metadata(database).and_then(|metadata| metadata.modified()).ok();
    let written = written.and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
    let written = written.and_then(|since| u64::try_from(since.as_millis()).ok()).unwrap_or(0);
    if written > now.saturating_add(60_000) {
        return Finding::fail("the clock is behind the database's last write", set);
    }
    Finding::ok("clock")
}

fn space(data_dir: &Path) -> Finding {
    let there = data_dir.ancestors().find(|folder| folder.exists()).unwrap_or(Path::new("."));
    let Ok(stat) = rustix::fs::statvfs(there) else {
        return Finding::warn("the free space can't be told", "look with `df`");
    };
    let free = stat.f_bavail.saturating_mul(stat.f_frsize);
    let shown = format!("{} MiB free for {}", free >> 20, data_dir.display());
    match free {
        0..TOO_LITTLE => Finding::fail(shown, "free some space; until then nothing new can be stored"),
        TOO_LITTLE..LITTLE => Finding::warn(shown, "free some space soon"),
        _ => Finding::ok(shown),
    }
}

fn listener(listener: &Listener) -> Finding {
    let Listener { bind, tls, .. } = listener;
    if let Some(tls) = tls
        && let Err(error) = tls::acceptor(tls)
    {
        return Finding::fail(format!("listener {bind}: {error}"), "mend the certificate files");
    }
    match TcpListener::bind(bind) {
        Ok(_) => Finding::ok(format!("listener {bind} is free")),
        Err(error) if error.kind() == io::ErrorKind::AddrInUse => Finding::warn(
            format!("listener {bind} is in use"),
            "well if this server is running; otherwise stop who has it, or choose another address",
        ),
        Err(error) => Finding::fail(format!("listener {bind}: {error}"), "choose another address"),
    }
}

fn mail(config: &Config) -> Finding {
    match &config.mail {
        Mail::Folder(folder) => Finding::warn(
            format!("alert mails are only written to {}", folder.display()),
            "set [mail] smtp so that they reach people",
        ),
        Mail::Smtp(_) => Finding::ok("alert mails leave over SMTP"),
    }
}
