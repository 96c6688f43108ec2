//! `regain add`.

use std::path::PathBuf;

use clap::Args;
use regain_otp::{Algorithm, Kind};

/// Arguments of `regain add`.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("source").required(true).args(["uri", "qr", "manual"]))]
pub struct AddArgs {
    /// otpauth:// or otpauth-migration:// addresses, or the link of an organization's portal; - reads them from standard input, one a line. What stands on a command line is
    /// visible to other programs of this machine
    #[arg(value_name = "URI", num_args = 1..)]
    pub uri: Vec<String>,
    /// Picture with one or more QR codes (PNG, JPEG, WebP, BMP, GIF)
    #[arg(long, value_name = "IMAGE")]
    pub qr: Option<PathBuf>,
    /// Enter the account by hand; the secret is asked for
    #[arg(long)]
    pub manual: bool,
    /// The parts of an account entered by hand.
    #[command(flatten)]
    pub parts: ManualArgs,
    /// Tag for the new accounts; may be repeated
    #[arg(long = "tag", value_name = "TAG")]
    pub tags: Vec<String>,
    /// With --json: include the secrets
    #[arg(long)]
    pub show_secrets: bool,
    /// Note for the new accounts
    #[arg(long, value_name = "TEXT")]
    pub note: Option<String>,
}

/// The parts of an account entered by hand.
#[derive(Args)]
pub struct ManualArgs {
    /// Who issued it
    #[arg(long, value_name = "NAME", requires = "manual")]
    pub issuer: Option<String>,
    /// Your name there
    #[arg(long, value_name = "NAME", requires = "manual")]
    pub label: Option<String>,
    /// totp, hotp, steam, yandex or motp
    #[arg(long = "type", value_name = "TYPE", requires = "manual")]
    pub kind: Option<Kind>,
    /// SHA1, SHA256 or SHA512
    #[arg(long, value_name = "NAME", requires = "manual")]
    pub algorithm: Option<Algorithm>,
    /// Length of the codes, 4 to 10
    #[arg(long, value_name = "N", requires = "manual")]
    pub digits: Option<u8>,
    /// Seconds a code lasts
    #[arg(long, value_name = "SECONDS", requires = "manual")]
    pub period: Option<u32>,
    /// Counter of the next code (hotp)
    #[arg(long, value_name = "N", requires = "manual")]
    pub counter: Option<u64>,
    /// File whose first line is the secret in base32; - reads the next line of standard input
    #[arg(long, value_name = "PATH", requires = "manual")]
    pub secret_file: Option<PathBuf>,
    /// File whose first line is the PIN (yandex, motp)
    #[arg(long, value_name = "PATH", requires = "manual")]
    pub pin_file: Option<PathBuf>,
}
