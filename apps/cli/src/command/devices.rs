//! `regain devices`.

pub(super) mod borrowed;
mod list;
mod remove;
mod rename;
mod target;

use crate::args::{DevicesArgs, DevicesCommand};
use crate::context::Context;
use crate::error::Result;

pub(super) fn run(context: &Context, args: DevicesArgs) -> Result<()> {
    match args.command {
        None => list::run(context, &args.place, &args.way_in),
        Some(DevicesCommand::Remove(args)) => remove::run(context, &args),
        Some(DevicesCommand::Exposed(args)) => super::exposed::run(context, args),
        Some(DevicesCommand::Rename { device, name }) => rename::run(context, &device, name),
    }
}
