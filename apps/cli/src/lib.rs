//! The authenticator on the command line.
//!
//! | module | what |
//! |---|---|
//! | [`args`] | what can be typed |
//! | [`command`] | one operation, one file |
//! | [`context`] | what every command gets: home, output, prompts, time, randomness |
//! | [`store`] | the sealed file of this device, safe with several processes at once |
//! | [`net`] | the backup service |
//! | `screen` | the full-screen mode |
//! | [`output`], [`prompt`], [`error`] | what people and scripts see |
//!
//! Adding a command: its arguments in `args/<noun>.rs`, its words and its work in `command/<noun>.rs` (or one file per verb
//! below it), a line in [`command`], a test under `tests/` that starts the binary.

pub mod args;
pub mod command;
pub mod context;
pub mod correction;
pub mod error;
pub mod net;
pub mod output;
pub mod prompt;
mod screen;
pub mod store;
pub mod time;

use std::ffi::OsString;
use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser as _;

pub use context::Context;
pub use error::{Exit, Failure, Result};

/// Runs one command with the arguments of a process (the first is the program's name). Everything is printed when it returns.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    context::forbid_core_dumps();
    let args: Vec<OsString> = args.into_iter().collect();
    let cli = match args::Cli::try_parse_from(&args) {
        Ok(cli) => cli,
        Err(error) => return error::usage(&error, &args),
    };
    let json = cli.globals.json;
    if cli.command.is_none() && !can_show_screen(&cli) {
        return error::usage(&args::missing_command(), &args);
    }
    let outcome = Context::new(&cli.globals).and_then(|context| {
        match cli.command {
            Some(command) => command::dispatch(&context, command)?,
            None => screen::run(&context)?,
        }
        context.out.finish()
    });
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.report(json),
    }
}

/// The full screen needs a terminal at both ends, and a person.
fn can_show_screen(cli: &args::Cli) -> bool {
    !cli.globals.json && std::io::stdin().is_terminal() && std::io::stdout().is_terminal()
}
