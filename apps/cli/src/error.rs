//! What went wrong, for a person (cause and next step) and for a script (exit code and stable code).

use std::error::Error;
use std::ffi::OsString;
use std::fmt;
use std::io::Write as _;
use std::process::ExitCode;

/// The result of everything in this program.
pub type Result<T, E = Failure> = std::result::Result<T, E>;

/// The exit code of the process. Documented in the man page and in `regain help exit-codes`; frozen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Anything without a code of its own.
    Failure = 1,
    /// The command line itself is wrong.
    Usage = 2,
    /// Wrong passphrase, recovery kit or account.
    Secret = 3,
    /// The service can't be reached, or is not one.
    Unreachable = 4,
    /// Refused, or it needs a consent that was not given.
    Refused = 5,
    /// The store is locked by another process, missing or damaged.
    Store = 6,
    /// The service misbehaved.
    Finding = 7,
    /// Nothing, or more than one, matches.
    NotFound = 8,
}

/// The exit codes in words.
pub const EXIT_CODES: &str = "\
0  done
1  failure
2  the command line is wrong
3  wrong passphrase, recovery kit or account
4  the service can't be reached, or what answers is not one
5  refused, or it needs a consent that was not given
6  the store is missing, damaged, or locked by another process
7  the service misbehaved: what it hands out contradicts what this device knows
8  nothing matches the query, or more than one account does
";

/// Why a command ends early: what happened, and what to do next.
#[derive(Debug)]
pub struct Failure {
    /// Exit code of the process.
    pub exit: Exit,
    /// Stable name for scripts, in `kebab-case`.
    pub code: &'static str,
    /// The cause, without a full stop.
    pub message: String,
    /// The next step, without a full stop.
    pub next: Option<String>,
}

impl Failure {
    /// A failure with a message of its own.
    pub fn new(exit: Exit, code: &'static str, message: impl Into<String>) -> Self {
        Self { exit, code, message: message.into(), next: None }
    }

    /// A failure that an error of another part describes; its sources follow after colons.
    pub fn of(exit: Exit, code: &'static str, error: &(dyn Error + 'static)) -> Self {
        Self::new(exit, code, chain(error))
    }

    /// The command line asks for something that can't be.
    pub fn usage(message: impl Into<String>) -> Self {
        Self::new(Exit::Usage, "usage", message)
    }

    /// With the next step.
    #[must_use]
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// Puts what was being done before the message: `reading picture.png: …`.
    #[must_use]
    pub fn while_doing(mut self, what: impl fmt::Display) -> Self {
        self.message = format!("{what}: {}", self.message);
        self
    }

    /// Prints it once, on standard error, and gives the exit code.
    pub fn report(&self, json: bool) -> ExitCode {
        let mut err = std::io::stderr().lock();
        let text = if json {
            let error = serde_json::json!({"code": self.code, "message": self.message, "next": self.next});
            serde_json::json!({ "error": error }).to_string()
        } else {
            self.to_string()
        };
        // There is nowhere left to say that this failed too.
        let _ = writeln!(err, "{text}");
        ExitCode::from(self.exit as u8)
    }
}

/// An error and its sources in one line.
pub fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(error) = source {
        text.push_str(": ");
        text.push_str(&error.to_string());
        source = error.source();
    }
    text
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "error: {}", self.message)?;
        match &self.next {
            Some(next) => write!(f, "\nnext: {next}"),
            None => Ok(()),
        }
    }
}

impl Error for Failure {}

/// What clap says about the arguments: help and version are no errors.
pub(crate) fn usage(error: &clap::Error, args: &[OsString]) -> ExitCode {
    if !error.use_stderr() {
        // Standard output closed early is the reader's choice.
        let _ = error.print();
        return ExitCode::SUCCESS;
    }
    if args.iter().any(|arg| arg == "--json") {
        let message = error.to_string();
        let message = message.trim().trim_start_matches("error: ").to_owned();
        return Failure::usage(message).next("see `regain --help`").report(true);
    }
    let _ = error.print();
    ExitCode::from(Exit::Usage as u8)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cause_and_next_step_are_two_lines() {
        let failure =
            Failure::new(Exit::Store, "no-store", "there is no store in /x").next("run `regain init`");
        assert_eq!(failure.to_string(), "error: there is no store in /x\nnext: run `regain init`");
        assert_eq!(
            failure.while_doing("listing").to_string(),
            "error: listing: there is no store in /x\nnext: run `regain init`"
        );
    }

    #[test]
    fn every_exit_code_is_in_the_list() {
        let all = [
            Exit::Failure,
            Exit::Usage,
            Exit::Secret,
            Exit::Unreachable,
            Exit::Refused,
            Exit::Store,
            Exit::Finding,
            Exit::NotFound,
        ];
        for exit in all {
            let number = format!("{}  ", exit as u8);
            assert!(EXIT_CODES.lines().any(|line| line.starts_with(&number)), "{exit:?}");
        }
    }
}
