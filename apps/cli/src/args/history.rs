//! `regain history`.

use clap::{Args, Subcommand};

/// `history`.
#[derive(Args)]
pub struct HistoryArgs {
    /// What to do; lists without it.
    #[command(subcommand)]
    pub command: Option<HistoryCommand>,
}

/// What to do with earlier states.
#[derive(Subcommand)]
pub enum HistoryCommand {
    /// Show how the present differs from an earlier state
    Show {
        /// Number of a state, a time like 2026-11-03T14:02 or 2026-11-03, or how long ago: 30m, 1h, 2d
        when: String,
    },
    /// Bring an earlier state back, after showing the difference; this too can be undone
    Restore {
        /// Number of a state, a time like 2026-11-03T14:02 or 2026-11-03, or how long ago: 30m, 1h, 2d
        when: String,
    },
}
