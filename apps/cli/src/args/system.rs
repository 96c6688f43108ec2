//! `regain doctor` and `regain completions`.

use clap::Args;

/// Arguments of `regain doctor`.
#[derive(Args)]
pub struct DoctorArgs {
    /// Go back to the state before the last change, because the store is damaged; the damaged file is kept aside
    #[arg(long)]
    pub use_previous: bool,
}

/// Arguments of `regain completions`.
#[derive(Args)]
pub struct CompletionsArgs {
    /// bash, elvish, fish, powershell or zsh
    pub shell: clap_complete::Shell,
}
