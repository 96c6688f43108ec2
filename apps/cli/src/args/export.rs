//! `regain export`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// Arguments of `regain export`.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub struct ExportArgs {
    /// age: encrypted; otpauth: a list of addresses; html: a page for paper with QR codes. Only age hides the secrets
    #[arg(long, value_enum)]
    pub format: Format,
    /// Where to; - is standard output
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
    /// age: encrypt by a passphrase instead of to the recovery kit: file whose first line it is; - reads the next line of standard
    /// input
    #[arg(long, value_name = "PATH")]
    pub passphrase_file: Option<PathBuf>,
    /// age: ask for a passphrase instead of encrypting to the recovery kit
    #[arg(long)]
    pub passphrase: bool,
    /// age: text (PEM-like) instead of bytes
    #[arg(long)]
    pub armor: bool,
    /// otpauth and html hold the secrets for everybody who reads the file: agree to that
    #[arg(long)]
    pub unencrypted: bool,
    /// With --json: with the secrets in what is printed
    #[arg(long)]
    pub show_secrets: bool,
}

/// Formats of an export.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// Encrypted; opens with the stock `age` tool.
    Age,
    /// Plain list of otpauth:// addresses.
    Otpauth,
    /// Printable page with QR codes.
    Html,
}
