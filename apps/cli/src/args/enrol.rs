//! `regain enrol`.

use std::path::PathBuf;

use clap::Args;

/// Arguments of `regain enrol`.
#[derive(Args)]
#[command(group = clap::ArgGroup::new("source").required(true).args(["link", "image"]))]
pub struct EnrolArgs {
    /// The link behind the portal's QR code; - reads a line of standard input. It works once, and for ten minutes
    #[arg(value_name = "LINK")]
    pub link: Option<String>,
    /// Picture with the QR code (PNG, JPEG, WebP, BMP, GIF)
    #[arg(long, value_name = "FILE")]
    pub image: Option<PathBuf>,
    /// File whose first line is the number that the browser shows; - reads the next line of standard input, once the browser shows it
    #[arg(long, value_name = "PATH")]
    pub number_file: Option<PathBuf>,
}
