//! `regain devices`.

use clap::{Args, Subcommand};

use super::{Place, WayIn};

/// `devices`. Also from a machine that is no member: with `--service`, `--account` and a way in.
#[derive(Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct DevicesArgs {
    /// Where the backup lies.
    #[command(flatten)]
    pub place: Place,
    /// The way in, from a machine that is no member.
    #[command(flatten)]
    pub way_in: WayIn,
    /// What to do; lists without it.
    #[command(subcommand)]
    pub command: Option<DevicesCommand>,
}

/// What to do with devices.
#[derive(Subcommand)]
pub enum DevicesCommand {
    /// Remove a device: lost or stolen, unless --retired
    Remove(DeviceRemoveArgs),
    /// Accounts whose secrets a lost device had, until each is enrolled anew
    Exposed(ExposedArgs),
    /// Rename a device
    Rename {
        /// Name or id
        device: String,
        /// The new name
        name: String,
    },
}

/// `devices remove`.
#[derive(Args)]
pub struct DeviceRemoveArgs {
    /// Name or id of the device
    pub device: String,
    /// It was wiped or is still yours: nothing it had is marked as exposed
    #[arg(long)]
    pub retired: bool,
    /// Ask for it from this device alone: counts after another device's confirmation, or 72 hours
    #[arg(long, conflicts_with_all = ["kit_file", "passphrase_file", "service", "account"])]
    pub propose: bool,
    /// Where the backup lies, from a machine that is no member.
    #[command(flatten)]
    pub place: Place,
    /// The way in.
    #[command(flatten)]
    pub way_in: WayIn,
}

/// `devices exposed`.
#[derive(Args)]
pub struct ExposedArgs {
    /// What to do; lists without it.
    #[command(subcommand)]
    pub command: Option<ExposedCommand>,
    /// List those that were ticked off instead
    #[arg(long)]
    pub ticked: bool,
}

/// What to do with exposed accounts.
#[derive(Subcommand)]
pub enum ExposedCommand {
    /// Tick an account off: it was enrolled anew at its service
    Done {
        /// Name or id of the account
        account: String,
    },
    /// Tick an account back on: it was not enrolled anew after all
    Undo {
        /// Name or id of the account
        account: String,
    },
}
