//! `regain code` and `regain qr`.

use clap::Args;

use super::QueryArgs;

/// Arguments of `regain code`.
#[derive(Args)]
pub struct CodeArgs {
    /// Which account.
    #[command(flatten)]
    pub query: QueryArgs,
    /// Copy it to the clipboard instead of printing it; it is cleared after 30 seconds where that is possible
    #[arg(long, short)]
    pub copy: bool,
    /// The code after the present one; not for hotp, whose every code is the next
    #[arg(long, short)]
    pub next: bool,
}

/// Arguments of `regain qr`.
#[derive(Args)]
pub struct QrArgs {
    /// Which account.
    #[command(flatten)]
    pub query: QueryArgs,
}
