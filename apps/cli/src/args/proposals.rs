//! `regain proposals`.

use clap::{Args, Subcommand};

/// `proposals`.
#[derive(Args)]
pub struct ProposalsArgs {
    /// What to do; lists without it.
    #[command(subcommand)]
    pub command: Option<ProposalsCommand>,
}

/// What to do with a proposal.
#[derive(Subcommand)]
pub enum ProposalsCommand {
    /// Agree, from another device than the one that asked
    Confirm {
        /// Beginning of its id
        id: String,
    },
    /// Refuse, or take back one's own
    Cancel {
        /// Beginning of its id
        id: String,
    },
}
