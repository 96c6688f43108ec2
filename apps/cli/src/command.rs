//! The commands: one operation, one file. Each is `run(context, arguments)`; it prints its own result.

mod accounts;
pub(crate) mod add;
mod backup;
mod code;
mod completions;
mod devices;
mod doctor;
mod edit;
mod enrol;
mod exit_codes;
mod export;
mod exposed;
mod history;
mod init;
mod kit;
mod list;
mod lock;
mod man;
mod passphrase;
pub(crate) mod proposals;
mod qr;
mod recover;
mod remove;
mod removed;
mod requests;
mod show;
mod sync;
mod tag;
mod trash;

pub use accounts::AccountView;
pub use code::copy as copy_code;

use regain_sync::Replica;
use regain_vault::Change;
use regain_vault::account::AccountError;

use crate::args::Command;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net;
use crate::store::{Store, Unlocked};

/// Runs a command.
pub fn dispatch(context: &Context, command: Command) -> Result<()> {
    match command {
        Command::Init(args) => init::run(context, args),
        Command::Lock(args) => lock::run(context, args),
        Command::Doctor(args) => doctor::run(context, &args),
        Command::Add(args) => add::run(context, &args),
        Command::Enrol(args) => enrol::run(context, &args),
        Command::Requests(args) => requests::run(context, args),
        Command::List(args) => list::run(context, &args),
        Command::Show(args) => show::run(context, &args),
        Command::Edit(args) => edit::run(context, &args),
        Command::Tag(args) => tag::run(context, args),
        Command::Remove(args) => remove::run(context, &args),
        Command::Trash(args) => trash::run(context, args),
        Command::Code(args) => code::run(context, &args),
        Command::Qr(args) => qr::run(context, &args),
        Command::Export(args) => export::run(context, &args),
        Command::Backup(args) => backup::run(context, args),
        Command::Recover(args) => recover::run(context, &args),
        Command::Sync(args) => sync::run(context, &args),
        Command::Devices(args) => devices::run(context, args),
        Command::Exposed(args) => exposed::run(context, args),
        Command::History(args) => history::run(context, args),
        Command::Passphrase(args) => passphrase::run(context, args),
        Command::Kit(args) => kit::run(context, args),
        Command::Proposals(args) => proposals::run(context, args),
        Command::ExitCodes => exit_codes::run(context),
        Command::Completions(args) => completions::run(context, &args),
        Command::Man => man::run(context),
    }
}

/// Asks for the passphrase, opens the store, and fetches what other devices did meanwhile: softly, and within a second. A device
/// that was removed says so.
fn open(context: &Context) -> Result<Unlocked> {
    let store = Store::unlock(context)?;
    net::sync::before_read(context, &store)?;
    removed::say(context, &store.read()?);
    Ok(store)
}

/// Changes the records: durable here, and noted for the backup, when this returns.
fn change<T>(
    context: &Context,
    store: &Unlocked,
    edit: impl FnOnce(&mut Replica, u64) -> Result<(Change, T)>,
) -> Result<T> {
    let now = context.now();
    store.update(|replica| {
        let (change, value) = edit(replica, now)?;
        replica.enqueue(change);
        Ok(value)
    })
}

/// What the vault refuses, as a failure.
fn refused(error: AccountError) -> Failure {
    match error {
        AccountError::Unknown => Failure::of(Exit::NotFound, "not-found", &error).next("see `regain list`"),
        AccountError::InTrash => {
            Failure::of(Exit::Refused, "in-trash", &error).next("`regain trash restore QUERY`")
        }
        AccountError::NotInTrash => {
            Failure::of(Exit::NotFound, "not-in-trash", &error).next("see `regain trash`")
        }
        AccountError::Backwards(_) => Failure::of(Exit::Refused, "counter", &error)
            .next("give a higher one; the service refuses codes it has seen"),
        AccountError::Taken | AccountError::Field(_) | AccountError::Tag | AccountError::NoCounter => {
            Failure::of(Exit::Refused, "not-possible", &error)
                .next("nothing was changed; correct it and try again")
        }
    }
}

/// What this device runs on, as the list of devices names it.
pub(crate) fn platform() -> &'static str {
    match std::env::consts::OS {
        "linux" => "Linux",
        "macos" => "macOS",
        other => other,
    }
}
