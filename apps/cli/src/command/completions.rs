//! `regain completions SHELL`.

use clap::CommandFactory as _;

use crate::args::{Cli, CompletionsArgs};
use crate::context::Context;
use crate::error::Result;

#[expect(clippy::unnecessary_wraps, reason = "every command has this shape")]
pub(super) fn run(context: &Context, args: &CompletionsArgs) -> Result<()> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "regain", &mut script);
    context.out.bytes(&script);
    Ok(())
}
