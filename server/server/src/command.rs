//! The command line of `regain-server`.

mod admin;
mod backup_db;
mod config;
mod doctor;
mod serve;

use std::io::{self, Write as _};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context as _;
use clap::{Args, Parser, Subcommand};

use crate::Config;
use crate::config::Flags;
use crate::telemetry::LogFormat;

pub use doctor::{Finding, Grade, examine};

/// The Regain server: an untrusted home for sealed backups.
#[derive(Debug, Parser)]
#[command(name = "regain-server", version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the server
    Serve {
        #[command(flatten)]
        source: Source,
        /// Address of the public listener, e.g. 127.0.0.1:8420; port 0 takes any free one
        #[arg(long, value_name = "ADDR")]
        bind: Option<SocketAddr>,
        /// Address of the portal's listener, e.g. 127.0.0.1:8422
        #[arg(long, value_name = "ADDR")]
        portal_bind: Option<SocketAddr>,
        /// Address of the admin listener (health and figures)
        #[arg(long, value_name = "ADDR")]
        admin_bind: Option<SocketAddr>,
        /// How log lines look
        #[arg(long, value_name = "FORMAT")]
        log_format: Option<LogFormat>,
    },
    /// Look at the configuration
    Config {
        #[command(subcommand)]
        what: ConfigCommand,
    },
    /// Examine this host: data folder, secrets, database, clock, disk, listeners
    Doctor {
        #[command(flatten)]
        source: Source,
    },
    /// Write a consistent copy of the database while the server runs
    BackupDb {
        #[command(flatten)]
        source: Source,
        /// The new file
        path: PathBuf,
    },
    /// What only the host can do for the portal
    Admin {
        #[command(subcommand)]
        what: AdminCommand,
    },
    /// Print the OpenAPI document
    Openapi,
}

#[derive(Debug, Subcommand)]
enum ConfigCommand {
    /// Say whether it is right
    Check {
        #[command(flatten)]
        source: Source,
    },
    /// Print it with every default written out
    Dump {
        #[command(flatten)]
        source: Source,
    },
}

#[derive(Debug, Subcommand)]
enum AdminCommand {
    /// Issue a temporary access pass for somebody who is locked out; it is told in the audit log and by mail
    Recover {
        #[command(flatten)]
        source: Source,
        /// The user name
        name: String,
    },
    /// List people, roles and ways in
    List {
        #[command(flatten)]
        source: Source,
    },
    /// Check that the audit log is what was written
    CheckAudit {
        #[command(flatten)]
        source: Source,
    },
}

/// Where the configuration comes from.
#[derive(Debug, Args)]
struct Source {
    /// The configuration file (TOML)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Where everything is kept
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
}

impl Source {
    fn load(self, mut flags: Flags) -> Result<Config, crate::ConfigError> {
        flags.data_dir = self.data_dir;
        Config::load(self.config.as_deref(), &|name| std::env::var(name).ok(), flags)
    }
}

/// Runs the command line of this process.
pub fn main() -> ExitCode {
    match run(Arguments::parse().command) {
        Ok(code) => code,
        Err(error) => {
            // Nothing is left to do when even standard error is closed.
            let _closed = writeln!(io::stderr(), "regain-server: {error:#}").is_err();
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<ExitCode> {
    match command {
        Command::Serve { source, bind, portal_bind, admin_bind, log_format } => {
            let flags = Flags { bind, portal_bind, admin_bind, log_format, ..Flags::default() };
            serve::serve(source.load(flags)?)
        }
        Command::Config { what: ConfigCommand::Check { source } } => {
            config::check(&source.load(Flags::default())?)
        }
        Command::Config { what: ConfigCommand::Dump { source } } => {
            config::dump(&source.load(Flags::default())?)
        }
        Command::Doctor { source } => doctor::doctor(&source.load(Flags::default())?),
        Command::BackupDb { source, path } => backup_db::backup_db(&source.load(Flags::default())?, &path),
        Command::Admin { what } => admin(what),
        Command::Openapi => {
            let document = regain_backup::openapi().to_pretty_json().context("the OpenAPI document")?;
            writeln!(io::stdout(), "{document}")?;
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn admin(what: AdminCommand) -> anyhow::Result<ExitCode> {
    match what {
        AdminCommand::Recover { source, name } => admin::recover(&source.load(Flags::default())?, &name),
        AdminCommand::List { source } => admin::list(&source.load(Flags::default())?),
        AdminCommand::CheckAudit { source } => admin::check_audit(&source.load(Flags::default())?),
    }
}
