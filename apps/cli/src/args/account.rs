//! Commands that take accounts: `show`, `tag`, `remove`.

use clap::{Args, Subcommand};

/// One account.
#[derive(Args)]
pub struct QueryArgs {
    /// A word or two of issuer, label or tag, or the beginning of the id
    #[arg(value_name = "QUERY", required = true)]
    pub query: Vec<String>,
}

/// Arguments of `regain show`.
#[derive(Args)]
pub struct ShowArgs {
    /// Which account.
    #[command(flatten)]
    pub query: QueryArgs,
    /// With the secret (base32)
    #[arg(long)]
    pub show_secrets: bool,
}

/// Arguments of `regain remove`.
#[derive(Args)]
pub struct RemoveArgs {
    /// Which account.
    #[command(flatten)]
    pub query: QueryArgs,
    /// Remove every account that matches
    #[arg(long)]
    pub all: bool,
}

/// Arguments of `regain tag`.
#[derive(Args)]
pub struct TagArgs {
    /// What to do.
    #[command(subcommand)]
    pub command: TagCommand,
}

/// What to do with tags.
#[derive(Subcommand)]
pub enum TagCommand {
    /// Add a tag to an account
    Add {
        /// The tag.
        tag: String,
        /// Which account.
        #[command(flatten)]
        query: QueryArgs,
    },
    /// Take a tag off an account
    Remove {
        /// The tag.
        tag: String,
        /// Which account.
        #[command(flatten)]
        query: QueryArgs,
    },
    /// Rename a tag on every account
    Rename {
        /// The tag.
        from: String,
        /// Its new name.
        to: String,
    },
    /// The tags in use, with the number of accounts
    List,
}
