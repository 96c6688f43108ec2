//! Questions to a person, each with a twin for scripts: a file (or `-` for standard input) or `--yes`.

mod twin;

use std::cell::OnceCell;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};

use regain_seal::Passphrase;
use regain_seal::passphrase::OuterSpace;
use zeroize::Zeroizing;

use crate::error::{Exit, Failure, Result};

pub use twin::Twin;

/// Where answers come from. Several twins may name `-`: each takes the next line of standard input.
pub struct Prompts {
    unlock_file: Option<PathBuf>,
    yes: bool,
    app_lock: OnceCell<Passphrase>,
}

impl Prompts {
    /// With the global twins.
    pub fn new(unlock_file: Option<PathBuf>, yes: bool) -> Self {
        Self { unlock_file, yes, app_lock: OnceCell::new() }
    }

    /// Whether a person can be asked.
    pub fn can_ask(&self) -> bool {
        io::stdin().is_terminal() && io::stderr().is_terminal()
    }

    /// Whether `--yes` was given.
    pub fn says_yes(&self) -> bool {
        self.yes
    }

    /// The passphrase of the app's lock, asked for once per process.
    pub fn app_lock(&self) -> Result<&Passphrase> {
        if let Some(known) = self.app_lock.get() {
            return Ok(known);
        }
        let text = self.secret("Passphrase of this app's lock", self.app_lock_twin())?;
        Ok(self.app_lock.get_or_init(|| text))
    }

    /// A new passphrase for the app's lock: asked for twice, or from `twin`. Says when it is short.
    pub fn new_app_lock(&self, twin: Twin<'_>) -> Result<Passphrase> {
        self.new_secret("New passphrase for this app's lock", twin)
    }

    /// The twin of the app's lock.
    pub fn app_lock_twin(&self) -> Twin<'_> {
        Twin { flag: "--unlock-file", file: self.unlock_file.as_deref() }
    }

    /// A passphrase that exists already.
    pub fn secret(&self, what: &str, twin: Twin<'_>) -> Result<Passphrase> {
        let text = self.hidden(what, twin)?;
        Passphrase::typed(&text, OuterSpace::Refuse)
            .map_err(|error| Failure::of(Exit::Secret, "passphrase", &error).while_doing(lower(what)))
    }

    /// A passphrase that is being chosen: typed twice, or from the twin.
    pub fn new_secret(&self, what: &str, twin: Twin<'_>) -> Result<Passphrase> {
        let text = self.new_hidden(what, twin)?;
        Passphrase::typed(&text, OuterSpace::Refuse)
            .map_err(|error| Failure::of(Exit::Refused, "passphrase", &error).while_doing(lower(what)))
    }

    /// Hidden text that is being chosen: typed twice, or from the twin. For passphrases with rules of their own.
    pub fn new_hidden(&self, what: &str, twin: Twin<'_>) -> Result<Zeroizing<String>> {
        let first = self.hidden(what, twin)?;
        if twin.file.is_some() {
            return Ok(first);
        }
        let again = self.hidden(&format!("{what}, once more"), twin)?;
        if *first == *again {
            return Ok(first);
        }
        Err(Failure::new(
            Exit::Refused,
            "not-the-same",
            "the two passphrases are not the same; nothing was changed",
        )
        .next("run the command again"))
    }

    /// Hidden text: the first line of the twin, or a prompt that does not echo.
    pub fn hidden(&self, what: &str, twin: Twin<'_>) -> Result<Zeroizing<String>> {
        if twin.file.is_some() {
            return twin.first_line(what);
        }
        if !self.can_ask() {
            return Err(twin.missing(what));
        }
        rpassword::prompt_password(format!("{what}: ")).map(Zeroizing::new).map_err(|error| {
            Failure::new(Exit::Failure, "prompt", format!("the terminal could not be read: {error}"))
                .next(format!("give it with {} PATH", twin.flag))
        })
    }

    /// Several lines, as the words of a kit may be typed: all of the twin, or one hidden line.
    pub fn hidden_text(&self, what: &str, twin: Twin<'_>) -> Result<Zeroizing<String>> {
        match twin.file {
            Some(path) if path != Path::new("-") => twin.whole(what),
            _ => self.hidden(what, twin),
        }
    }

    /// A visible line. `flag` is what a script gives instead.
    pub fn visible(&self, what: &str, flag: &str) -> Result<String> {
        if !self.can_ask() {
            return Err(Failure::usage(format!(
                "{} is needed and nobody can be asked: standard input is no terminal",
                lower(what)
            ))
            .next(format!("give it with {flag}")));
        }
        eprint_flush(&format!("{what}: "));
        read_terminal_line()
    }

    /// A question that takes yes or no; anything else is no. `--yes` answers it.
    pub fn confirm(&self, question: &str) -> Result<bool> {
        if self.yes {
            return Ok(true);
        }
        if !self.can_ask() {
            return Err(Failure::new(
                Exit::Refused,
                "needs-consent",
                format!("not done, because nobody answered: {question}"),
            )
            .next("if you agree, give --yes"));
        }
        eprint_flush(&format!("{question} [y/N] "));
        let answer = read_terminal_line()?.trim().to_lowercase();
        Ok(matches!(answer.as_str(), "y" | "yes" | "j" | "ja"))
    }

    /// Like [`Prompts::confirm`], and "no" is an error that says nothing was changed.
    pub fn require(&self, question: &str) -> Result<()> {
        if self.confirm(question)? { Ok(()) } else { Err(declined()) }
    }

    /// A consent that must be typed word by word, for what can't be undone. `--yes` gives it.
    pub fn require_typed(&self, question: &str, word: &str) -> Result<()> {
        if self.yes {
            return Ok(());
        }
        if !self.can_ask() {
            return self.confirm(question).map(drop);
        }
        eprint_flush(&format!("{question}\nType \"{word}\" to go on: "));
        if read_terminal_line()?.trim() == word { Ok(()) } else { Err(declined()) }
    }
}

fn declined() -> Failure {
    Failure::new(Exit::Refused, "declined", "stopped as you answered; nothing was changed")
}

/// Questions go to standard error, so that standard output holds results only.
fn eprint_flush(text: &str) {
    let mut err = io::stderr().lock();
    // A terminal that is gone answers nothing either; reading it reports that.
    let _ = err.write_all(text.as_bytes()).and_then(|()| err.flush());
}

fn read_terminal_line() -> Result<String> {
    let mut line = String::new();
    match io::stdin().read_line(&mut line) {
        Ok(0) => Err(declined()),
        Ok(_) => Ok(line.trim_end_matches(['\r', '\n']).to_owned()),
        Err(error) => {
            Err(Failure::new(Exit::Failure, "prompt", format!("the terminal could not be read: {error}")))
        }
    }
}

/// The first letter in lower case: a prompt's words inside a sentence.
fn lower(what: &str) -> String {
    let mut letters = what.chars();
    letters.next().map(|first| first.to_lowercase().chain(letters).collect()).unwrap_or_default()
}
