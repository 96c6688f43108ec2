//! `regain recover`.

use clap::Args;

use super::{Place, WayIn};

/// Arguments of `regain recover`.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub struct RecoverArgs {
    /// Where the backup lies.
    #[command(flatten)]
    pub place: Place,
    /// The way in.
    #[command(flatten)]
    pub way_in: WayIn,
    /// Merge with the accounts that are on this device already; shows first what would change
    #[arg(long)]
    pub merge: bool,
    /// Name of this device
    #[arg(long, value_name = "NAME")]
    pub device_name: Option<String>,
    /// Restore although the last sign of life is older than 8 days
    #[arg(long)]
    pub accept_old: bool,
    /// Restore without entries that nobody can open. What somebody wrote in them is lost; who it was is shown first
    #[arg(long)]
    pub leave_out_damaged: bool,
    /// Only show what was found
    #[arg(long)]
    pub preview: bool,
}
