//! `regain sync`.

use clap::Args;

/// Arguments of `regain sync`.
#[derive(Args)]
pub struct SyncArgs {
    /// Stay and sync whenever something changes, until interrupted
    #[arg(long)]
    pub watch: bool,
    /// Agree that many accounts go to the trash, because another device deleted them
    #[arg(long)]
    pub accept_removals: bool,
}
