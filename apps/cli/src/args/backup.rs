//! `regain backup`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::WayIn;

/// Arguments of `regain backup`.
#[derive(Args)]
pub struct BackupArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: BackupCommand,
}

/// Cloud backup: switch it on and off, see its details.
#[derive(Subcommand)]
pub enum BackupCommand {
    /// Switch Cloud backup on with a new recovery account
    On(BackupOnArgs),
    /// Details: when, how much, which devices, the backup's words
    Status(BackupStatusArgs),
    /// Take this device out of the backup; accounts stay here, the backup stays at the service
    Off,
    /// Delete the backup at the service, with the passphrase or the recovery kit; accounts stay here
    Delete(BackupDeleteArgs),
    /// Read the backup back, decrypt every entry and compare
    Verify(BackupVerifyArgs),
    /// Mail addresses that are told of changes; mail never recovers anything
    Alerts(AlertsArgs),
    /// Changes that were never uploaded when this device was removed
    LeftBehind(LeftBehindArgs),
}

/// `backup on`.
#[derive(Args)]
pub struct BackupOnArgs {
    /// Address of the backup service, such as https://backup.example.org
    #[arg(long, value_name = "URL")]
    pub service: Option<String>,
    /// Name of the new recovery account; one is suggested when it is left out
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
    /// File whose first line is a passphrase of your own; without it six words are generated and shown once
    #[arg(long, value_name = "PATH")]
    pub passphrase_file: Option<PathBuf>,
    /// Ask for a passphrase of your own instead of generating one
    #[arg(long, conflicts_with = "passphrase_file")]
    pub own_passphrase: bool,
}

/// `backup status`.
#[derive(Args)]
pub struct BackupStatusArgs {
    /// Show the words of this earlier entry, to compare with a device that is behind
    #[arg(long, value_name = "NUMBER")]
    pub words_at: Option<u64>,
}

/// `backup delete`.
#[derive(Args)]
pub struct BackupDeleteArgs {
    /// The way in.
    #[command(flatten)]
    pub way_in: WayIn,
}

/// `backup verify`.
#[derive(Args)]
pub struct BackupVerifyArgs {
    /// The way in to verify as well.
    #[command(flatten)]
    pub way_in: WayIn,
}

/// `backup alerts`.
#[derive(Args)]
pub struct AlertsArgs {
    /// What to do; lists without it.
    #[command(subcommand)]
    pub command: Option<AlertsCommand>,
}

/// What to do with alert addresses.
#[derive(Subcommand)]
pub enum AlertsCommand {
    /// Add an address; it gets a mail with a link to confirm
    Add {
        /// Mail address
        address: String,
    },
    /// Remove an address
    Remove {
        /// Mail address
        address: String,
    },
}

/// `backup left-behind`.
#[derive(Args)]
pub struct LeftBehindArgs {
    /// What to do; lists without it.
    #[command(subcommand)]
    pub command: Option<LeftBehindCommand>,
}

/// What to do with what was left behind.
#[derive(Clone, Copy, Subcommand)]
pub enum LeftBehindCommand {
    /// Put the changes into this device's accounts
    Keep,
    /// Throw them away for good
    Drop,
}
