//! `regain history`: earlier states, while the service keeps them.

mod list;
mod state;
mod when;

use crate::args::{HistoryArgs, HistoryCommand};
use crate::context::Context;
use crate::error::Result;

pub(super) fn run(context: &Context, args: HistoryArgs) -> Result<()> {
    match args.command {
        None => list::run(context),
        Some(HistoryCommand::Show { when }) => state::show(context, &when),
        Some(HistoryCommand::Restore { when }) => state::restore(context, &when),
    }
}
