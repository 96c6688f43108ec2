//! `regain edit`.

use std::path::PathBuf;

use clap::Args;

use super::QueryArgs;

/// Arguments of `regain edit`. What is not given stays as it is.
#[derive(Args)]
pub struct EditArgs {
    /// Which account.
    #[command(flatten)]
    pub query: QueryArgs,
    /// A new issuer
    #[arg(long, value_name = "NAME")]
    pub issuer: Option<String>,
    /// A new label
    #[arg(long, value_name = "NAME")]
    pub label: Option<String>,
    /// A new note
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
    /// Show it first
    #[arg(long, conflicts_with = "no_favourite")]
    pub favourite: bool,
    /// No longer show it first
    #[arg(long)]
    pub no_favourite: bool,
    /// Add a tag; may be repeated
    #[arg(long, value_name = "TAG")]
    pub add_tag: Vec<String>,
    /// Take a tag off; may be repeated
    #[arg(long, value_name = "TAG")]
    pub remove_tag: Vec<String>,
    /// Move it behind the account that matches this query; an empty text moves it to the front
    #[arg(long, value_name = "QUERY")]
    pub after: Option<String>,
    /// Counter of the next code (hotp)
    #[arg(long, value_name = "N")]
    pub counter: Option<u64>,
    /// After enrolling anew: file whose first line is the new secret (base32) or otpauth:// address; - reads standard input
    #[arg(long, value_name = "PATH")]
    pub secret_file: Option<PathBuf>,
    /// File whose first line is the PIN (yandex, motp)
    #[arg(long, value_name = "PATH")]
    pub pin_file: Option<PathBuf>,
}
