//! What can be typed. The words of the help are here, the work is in [`crate::command`].

mod account;
mod add;
mod backup;
mod code;
mod devices;
mod edit;
mod enrol;
mod export;
mod history;
mod kit;
mod list;
mod lock;
mod passphrase;
mod proposals;
mod recover;
mod requests;
mod sync;
mod system;
mod trash;
mod way_in;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

pub use account::{QueryArgs, RemoveArgs, ShowArgs, TagArgs, TagCommand};
pub use add::{AddArgs, ManualArgs};
pub use backup::*;
pub use code::{CodeArgs, QrArgs};
pub use devices::*;
pub use edit::EditArgs;
pub use enrol::EnrolArgs;
pub use export::{ExportArgs, Format};
pub use history::*;
pub use kit::*;
pub use list::ListArgs;
pub use lock::{InitArgs, LockArgs, LockBy, LockCommand};
pub use passphrase::*;
pub use proposals::*;
pub use recover::*;
pub use requests::*;
pub use sync::*;
pub use system::{CompletionsArgs, DoctorArgs};
pub use trash::{TrashArgs, TrashCommand};
pub use way_in::{Place, WayIn};

/// Lose your phone. Keep your accounts.
///
/// Makes the codes of your accounts, and keeps an encrypted backup of them on a service that can't read it.
#[derive(Parser)]
#[command(name = "regain", version, propagate_version = true, infer_subcommands = false)]
#[command(after_help = "Exit codes: `regain exit-codes`. Every prompt has a twin for scripts: \
                  --unlock-file, --passphrase-file, --new-passphrase-file, --kit-file, --yes.")]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub globals: Globals,
    /// What to do; without it, at a terminal, the accounts in full screen.
    #[command(subcommand)]
    pub command: Option<Command>,
}

/// What a program without a terminal is told that names no command: the help, as for every mistake of this kind.
pub fn missing_command() -> clap::Error {
    let help = <Cli as clap::CommandFactory>::command().render_help();
    clap::Error::raw(clap::error::ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand, help)
}

/// Options of every command.
#[derive(Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own on the command line")]
pub struct Globals {
    /// Folder of the store [default: REGAIN_HOME, or the platform's place for data of programs]
    #[arg(long, value_name = "DIR", global = true)]
    pub home: Option<PathBuf>,
    /// One JSON document instead of text
    #[arg(long, global = true)]
    pub json: bool,
    /// File whose first line is the passphrase of this app's lock; - reads a line of standard input
    #[arg(long, value_name = "PATH", global = true)]
    pub unlock_file: Option<PathBuf>,
    /// Answer questions with yes; a refusal stays a refusal
    #[arg(long, short = 'y', global = true)]
    pub yes: bool,
    /// Stay away from the network
    #[arg(long, global = true)]
    pub offline: bool,
    /// Results and errors only
    #[arg(long, short = 'q', global = true)]
    pub quiet: bool,
    /// File with certificate authorities (PEM): they alone are trusted for the service, in place of the system's
    #[arg(long, value_name = "PATH", global = true)]
    pub ca_file: Option<PathBuf>,
}

/// What to do.
#[derive(Subcommand)]
pub enum Command {
    /// Start with an empty store on this device
    Init(InitArgs),
    /// What locks this app, and how to change it
    Lock(LockArgs),
    /// Look for what is wrong on this device, each with its next step
    Doctor(DoctorArgs),
    /// Add accounts: by address, picture of a QR code, or by hand
    Add(AddArgs),
    /// Set up an account of an organization on this device, with the QR code or link of its portal
    Enrol(EnrolArgs),
    /// What organizations ask: sign-ins that wait for your answer
    Requests(RequestsArgs),
    /// List the accounts; with --codes live on a terminal
    #[command(visible_alias = "ls")]
    List(ListArgs),
    /// Show one account
    Show(ShowArgs),
    /// Change one account
    Edit(EditArgs),
    /// Tags of accounts
    Tag(TagArgs),
    /// Move accounts to the trash
    #[command(visible_alias = "rm")]
    Remove(RemoveArgs),
    /// What was removed: list, restore, empty
    Trash(TrashArgs),
    /// The code of one account
    Code(CodeArgs),
    /// One account as a QR code for another app; it holds the secret
    Qr(QrArgs),
    /// Write the accounts to a file: encrypted, as addresses, or for paper
    Export(ExportArgs),
    /// The encrypted backup on a service
    Backup(BackupArgs),
    /// Restore a backup on this device, or add this device to it
    Recover(RecoverArgs),
    /// Bring this device and its backup together now
    Sync(SyncArgs),
    /// The devices of the backup
    Devices(DevicesArgs),
    /// What a lost device had, to be set up anew at each service
    Exposed(ExposedArgs),
    /// Earlier states of the backup
    History(HistoryArgs),
    /// The passphrase of the recovery account
    Passphrase(PassphraseArgs),
    /// The recovery kit
    Kit(KitArgs),
    /// Removals and replacements that wait for a second opinion
    Proposals(ProposalsArgs),
    /// Print the exit codes and what they mean
    #[command(after_help = crate::error::EXIT_CODES)]
    ExitCodes,
    /// Print the completions of a shell
    Completions(CompletionsArgs),
    /// Print the man page
    Man,
}
