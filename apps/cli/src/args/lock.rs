//! `regain init` and `regain lock`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

/// Arguments of `regain init`.
#[derive(Args)]
pub struct InitArgs {
    /// The name other devices see [default: this machine's name]
    #[arg(long, value_name = "NAME")]
    pub device_name: Option<String>,
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
    /// Lock the app by another passphrase
    Change {
        /// File whose first line is the new passphrase; - reads the next line of standard input
        #[arg(long, value_name = "PATH")]
        new_passphrase_file: Option<PathBuf>,
    },
}
