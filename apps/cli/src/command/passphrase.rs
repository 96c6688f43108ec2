//! `regain passphrase`.

mod change;
mod choose;

pub(super) use choose::{Chosen, choose};

use crate::args::{PassphraseArgs, PassphraseCommand};
use crate::context::Context;
use crate::error::Result;

pub(super) fn run(context: &Context, args: PassphraseArgs) -> Result<()> {
    match args.command {
        PassphraseCommand::Change(args) => change::run(context, &args),
    }
}
