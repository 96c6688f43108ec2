//! `regain passphrase`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Place, WayIn};

/// Arguments of `regain passphrase`.
#[derive(Args)]
pub struct PassphraseArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: PassphraseCommand,
}

/// The passphrase of the recovery account.
#[derive(Subcommand)]
pub enum PassphraseCommand {
    /// Set a new passphrase: at once with the kit or the old one, or proposed from this device alone
    Change(PassphraseChangeArgs),
}

/// `passphrase change`.
#[derive(Args)]
pub struct PassphraseChangeArgs {
    /// The way in: the kit, or the old passphrase.
    #[command(flatten)]
    pub way_in: WayIn,
    /// File whose first line is a new passphrase of your own; without it six words are generated and shown once
    #[arg(long, value_name = "PATH")]
    pub new_passphrase_file: Option<PathBuf>,
    /// Ask for a new passphrase of your own instead of generating one
    #[arg(long, conflicts_with = "new_passphrase_file")]
    pub own_passphrase: bool,
    /// Ask for it from this device alone: counts after another device's confirmation, or 72 hours
    #[arg(long, conflicts_with_all = ["kit_file", "passphrase_file", "service", "account"])]
    pub propose: bool,
    /// Where the backup lies, from a machine that is no member.
    #[command(flatten)]
    pub place: Place,
}
