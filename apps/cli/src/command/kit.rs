//! `regain kit`.

mod identity;
mod replace;
mod show;
mod status;
mod verify;

pub(super) use show::{Place, is_kept, words as show_words};

use crate::args::{KitArgs, KitCommand};
use crate::context::Context;
use crate::error::Result;

pub(super) fn run(context: &Context, args: KitArgs) -> Result<()> {
    match args.command {
        None | Some(KitCommand::Status) => status::run(context),
        Some(KitCommand::Verify { kit_file }) => verify::run(context, kit_file.as_deref()),
        Some(KitCommand::Replace(args)) => replace::run(context, &args),
        Some(KitCommand::Identity { kit_file }) => identity::run(context, kit_file.as_deref()),
    }
}
