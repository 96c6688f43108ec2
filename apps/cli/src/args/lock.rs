//! `regain init` and `regain lock`.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

/// Arguments of `regain init`.
#[derive(Args)]
pub struct InitArgs {
    /// The name other devices see [default: this machine's name]
    #[arg(long, value_name = "NAME")]
    pub device_name: Option<String>,
    /// What locks the app
    #[arg(long, value_enum, default_value_t = LockBy::Passphrase, value_name = "LOCK")]
    pub lock: LockBy,
}

/// What locks the app.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum LockBy {
    /// A passphrase, asked for by every command
    Passphrase,
    /// A random key in the system's keyring, open while you are logged in
    Keyring,
}

/// Arguments of `regain lock`.
#[derive(Args)]
pub struct LockArgs {
    /// Without it the lock is shown.
    #[command(subcommand)]
    pub command: Option<LockCommand>,
}

/// What to do with the lock.
#[derive(Subcommand)]
pub enum LockCommand {
    /// Lock the app by a key in the system's keyring: open while you are logged in, without a passphrase
    Keyring,
    /// Lock the app by a passphrase, or by another one
    #[command(visible_alias = "passphrase")]
    Change {
        /// File whose first line is the new passphrase; - reads the next line of standard input
        #[arg(long, value_name = "PATH")]
        new_passphrase_file: Option<PathBuf>,
    },
}
