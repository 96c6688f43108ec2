//! `regain list`.

use clap::Args;

/// Arguments of `regain list`.
#[derive(Args)]
pub struct ListArgs {
    /// With the codes; on a terminal they run live until q or Ctrl-C
    #[arg(long, short)]
    pub codes: bool,
    /// Only accounts with this tag; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// With the secrets (base32)
    #[arg(long)]
    pub show_secrets: bool,
    /// Only accounts that match a word or two of issuer, label, tag or id
    #[arg(value_name = "QUERY")]
    pub query: Vec<String>,
}
