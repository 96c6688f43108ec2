//! `regain trash`: what was removed.

mod empty;
mod list;
mod restore;

use crate::args::{TrashArgs, TrashCommand};
use crate::context::Context;
use crate::error::Result;

pub(super) fn run(context: &Context, args: TrashArgs) -> Result<()> {
    match args.command {
        None | Some(TrashCommand::List) => list::run(context),
        Some(TrashCommand::Restore(query)) => restore::run(context, &query),
        Some(TrashCommand::Empty { expired }) => empty::run(context, expired),
    }
}
