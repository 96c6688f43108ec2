//! The ways in.

use std::path::PathBuf;

use clap::Args;

/// Recovery kit or passphrase of the recovery account; without either it is asked for.
#[derive(Debug, Clone, Default, Args)]
pub struct WayIn {
    /// File with the 12 words of the recovery kit, or the text of its QR code; "-" reads a line of standard input
    #[arg(long, value_name = "PATH", conflicts_with = "passphrase_file")]
    pub kit_file: Option<PathBuf>,
    /// File whose first line is the passphrase of the recovery account; "-" reads a line of standard input
    #[arg(long, value_name = "PATH")]
    pub passphrase_file: Option<PathBuf>,
}

impl WayIn {
    /// Whether one was given.
    pub fn is_given(&self) -> bool {
        self.kit_file.is_some() || self.passphrase_file.is_some()
    }
}

/// Where a backup lies; needed on a machine that is no member of it.
#[derive(Debug, Clone, Default, Args)]
pub struct Place {
    /// Address of the backup service, such as https://backup.example.org
    #[arg(long, value_name = "URL")]
    pub service: Option<String>,
    /// Name of the recovery account
    #[arg(long, value_name = "NAME")]
    pub account: Option<String>,
}
