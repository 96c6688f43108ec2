//! `regain doctor` and `regain completions`.

use clap::Args;

/// Arguments of `regain doctor`.
#[derive(Args)]
pub struct DoctorArgs {
    /// Go back to the state before the last change, because the store is damaged; the damaged file is kept aside
    #[arg(long)]
    pub use_previous: bool,
    /// Make codes by the service's time from now on, because this machine's clock is wrong and can't be set
    #[arg(long, conflicts_with_all = ["use_previous", "use_own_clock"])]
    pub use_service_clock: bool,
    /// Make codes by this machine's clock again
    #[arg(long, conflicts_with = "use_previous")]
    pub use_own_clock: bool,
}

/// Arguments of `regain completions`.
#[derive(Args)]
pub struct CompletionsArgs {
    /// bash, elvish, fish, powershell or zsh
    pub shell: clap_complete::Shell,
}
