//! `regain kit`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::Place;

/// Arguments of `regain kit`.
#[derive(Args)]
pub struct KitArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: Option<KitCommand>,
}

/// The recovery kit: 12 words that open the backup and every encrypted export.
#[derive(Subcommand)]
pub enum KitCommand {
    /// Whether it was verified
    Status,
    /// Prove that you still have it; shows a fresh QR code
    Verify {
        /// File with the 12 words; "-" reads a line of standard input
        #[arg(long, value_name = "PATH")]
        kit_file: Option<PathBuf>,
    },
    /// Replace it by a new one: at once with the old kit, or proposed from this device alone
    Replace(KitReplaceArgs),
    /// Print the age identity line, which opens encrypted exports with the stock `age` tool
    Identity {
        /// File with the 12 words; "-" reads a line of standard input
        #[arg(long, value_name = "PATH")]
        kit_file: Option<PathBuf>,
    },
}

/// `kit replace`.
#[derive(Args)]
pub struct KitReplaceArgs {
    /// File with the old kit's 12 words; "-" reads a line of standard input
    #[arg(long, value_name = "PATH")]
    pub kit_file: Option<PathBuf>,
    /// Ask for it from this device alone: counts after another device's confirmation, or 72 hours
    #[arg(long, conflicts_with_all = ["kit_file", "service", "account"])]
    pub propose: bool,
    /// Where the backup lies, from a machine that is no member.
    #[command(flatten)]
    pub place: Place,
}
