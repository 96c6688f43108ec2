//! `regain requests`.

use clap::{Args, Subcommand};

/// Arguments of `regain requests`.
#[derive(Args)]
pub struct RequestsArgs {
    /// What to do; lists without it.
    #[command(subcommand)]
    pub command: Option<RequestsCommand>,
    /// Wait for the next request, for as long as it takes or for so many seconds
    #[arg(long, value_name = "SECONDS", global = true, num_args = 0..=1, require_equals = true, default_missing_value = "0")]
    pub wait: Option<u64>,
    /// Where several wait: the one of this account; a part of the organization, the name or the portal's host
    #[arg(long, value_name = "TEXT", global = true)]
    pub account: Option<String>,
}

/// What to do with a request.
#[derive(Subcommand)]
pub enum RequestsCommand {
    /// Approve, with the number that the browser shows
    Approve {
        /// The number; shown first what it is for, and asked, without it
        number: Option<String>,
    },
    /// Refuse
    Deny,
    /// "It wasn't me": refuse, hold more back for a while, and tell the organization
    Report,
}
