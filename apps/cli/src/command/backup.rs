//! `regain backup`.

mod alerts;
mod delete;
mod details;
mod left_behind;
mod off;
mod on;
mod status;
mod verify;

pub(super) use verify::{Checked, place, through};

use crate::args::{BackupArgs, BackupCommand};
use crate::context::Context;
use crate::error::Result;

pub(super) fn run(context: &Context, args: BackupArgs) -> Result<()> {
    match args.command {
        BackupCommand::On(args) => on::run(context, &args),
        BackupCommand::Status(args) => status::run(context, &args),
        BackupCommand::Off => off::run(context),
        BackupCommand::Delete(args) => delete::run(context, &args),
        BackupCommand::Verify(args) => verify::run(context, &args),
        BackupCommand::Alerts(args) => alerts::run(context, args),
        BackupCommand::LeftBehind(args) => left_behind::run(context, &args),
    }
}
