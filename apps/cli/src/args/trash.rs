//! `regain trash`.

use clap::{Args, Subcommand};

use super::QueryArgs;

/// Arguments of `regain trash`.
#[derive(Args)]
pub struct TrashArgs {
    /// Without it the trash is listed.
    #[command(subcommand)]
    pub command: Option<TrashCommand>,
}

/// What to do with the trash.
#[derive(Subcommand)]
pub enum TrashCommand {
    /// What lies in it; everything stays for 30 days
    List,
    /// Bring an account back
    Restore(QueryArgs),
    /// Erase what lies in it, secrets included; it does not come back
    Empty {
        /// Only what has lain there for 30 days
        #[arg(long)]
        expired: bool,
    },
}
