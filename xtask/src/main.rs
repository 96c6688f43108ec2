//! `cargo xtask`: build, run, check, test and measure Regain.
//!
//! One module per subcommand. To add one: write `<name>.rs` with a `run(&[String])`, then add its line to
//! [`COMMANDS`]. Whatever a developer or the build machine does goes through here, so that both do the same.
#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a tool for people at a terminal")]

use std::process::ExitCode;

use anyhow::Result;

mod ability;
mod arch;
mod bench;
mod check;
mod deny;
mod openapi;
mod program;
mod run;
mod source;
mod test;
mod tree;
mod wasm_check;
mod web;

/// A subcommand: its name, what it is good for, and its door.
struct Command {
    name: &'static str,
    about: &'static str,
    run: fn(&[String]) -> Result<()>,
}

const COMMANDS: &[Command] = &[
    Command { name: "run", about: "build everything and start a server to try Regain with", run: run::run },
    Command { name: "test", about: "prove everything that can be proven on this machine", run: test::run },
    Command {
        name: "check",
        about: "formatting, file lengths, forbidden words, arch, licences",
        run: check::run,
    },
    Command { name: "arch", about: "compare the crates with docs/ARCHITECTURE.md", run: arch::run },
    Command { name: "wasm-check", about: "prove that the core builds for wasm32", run: wasm_check::run },
    Command { name: "openapi", about: "write docs/openapi.json; --check compares", run: openapi::run },
    Command {
        name: "web",
        about: "build the web app for the server to embed; --fast for work on it",
        run: web::run,
    },
    Command { name: "bench", about: "measure; arguments go to the bench program", run: bench::run },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let Some((name, rest)) = arguments.split_first() else {
        println!("{}", help());
        return ExitCode::SUCCESS;
    };
    if matches!(name.as_str(), "help" | "--help" | "-h") {
        println!("{}", help());
        return ExitCode::SUCCESS;
    }
    let Some(command) = COMMANDS.iter().find(|command| command.name == name) else {
        eprintln!("There is no `cargo xtask {name}`.\n\n{}", help());
        return ExitCode::from(2);
    };
    match (command.run)(rest) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\ncargo xtask {name}: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn help() -> String {
    let lines: Vec<String> =
        COMMANDS.iter().map(|command| format!("  {:<12}{}", command.name, command.about)).collect();
    format!("Usage: cargo xtask COMMAND [ARGUMENTS]\n\n{}", lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn help_names_every_command() {
        let help = help();
        for command in COMMANDS {
            assert!(help.contains(&format!("\n  {} ", command.name)), "{} is missing", command.name);
        }
    }
}
