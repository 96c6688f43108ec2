//! Everything that is printed goes through here: text for people, or one JSON document for scripts.

pub mod qr;
mod style;
mod table;
pub mod terminal;

use std::cell::RefCell;
use std::io::{self, IsTerminal as _, Write as _};

use serde::Serialize;
use zeroize::Zeroizing;

use crate::error::{Exit, Failure, Result};

pub use style::{Style, clean};
pub use table::Table;

/// `1 account`, `2 accounts`.
pub fn counted(count: usize, noun: &str) -> String {
    let plural = match noun {
        "entry" => "entries".to_owned(),
        noun => format!("{noun}s"),
    };
    if count == 1 { format!("1 {noun}") } else { format!("{count} {plural}") }
}

/// Standard output and standard error. The first error of writing is kept and reported by [`Output::finish`].
#[expect(clippy::struct_excessive_bools, reason = "four independent facts about where text goes")]
pub struct Output {
    json: bool,
    quiet: bool,
    colour: bool,
    terminal: bool,
    broken: RefCell<Option<io::Error>>,
}

impl Output {
    /// Colour only on a terminal, and never when `NO_COLOR` is set (no-color.org).
    pub fn new(json: bool, quiet: bool) -> Self {
        let terminal = io::stdout().is_terminal();
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty())
            || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self { json, quiet, terminal, colour: terminal && !plain, broken: RefCell::new(None) }
    }

    /// Whether a script reads: then text is left out and [`Output::json`] prints one document.
    pub fn is_json(&self) -> bool {
        self.json
    }

    /// Whether a person looks at standard output.
    pub fn is_terminal(&self) -> bool {
        self.terminal && !self.json
    }

    /// Whether colours are shown.
    pub fn has_colour(&self) -> bool {
        self.colour
    }

    /// One line of the result, on standard output. Nothing with `--json`.
    pub fn line(&self, text: impl AsRef<str>) {
        if !self.json {
            self.raw(text.as_ref());
        }
    }

    /// One line about what was done ("Added …"), on standard output. Nothing with `--json` or `--quiet`.
    pub fn done(&self, text: impl AsRef<str>) {
        if !self.quiet {
            self.line(text);
        }
    }

    /// One line beside the result, on standard error. Nothing with `--quiet`.
    pub fn note(&self, text: impl AsRef<str>) {
        if !self.quiet {
            self.warn(text);
        }
    }

    /// One line that must be seen, on standard error, also with `--quiet`.
    pub fn warn(&self, text: impl AsRef<str>) {
        // Nowhere is left to report that standard error is gone.
        let _ = writeln!(io::stderr().lock(), "{}", text.as_ref());
    }

    /// The document, on standard output. Nothing without `--json`. It may hold secrets that were asked for; the buffer is wiped.
    pub fn json(&self, value: &impl Serialize) {
        if !self.json {
            return;
        }
        let mut text = Zeroizing::new(Vec::new());
        match serde_json::to_writer_pretty(&mut *text, value) {
            Ok(()) => {
                text.push(b'\n');
                self.bytes(&text);
            }
            Err(error) => self.keep(io::Error::other(error)),
        }
    }

    /// A table, on standard output. Nothing with `--json`.
    pub fn table(&self, table: &Table) {
        if !self.json {
            self.bytes(table.render(self.colour).as_bytes());
        }
    }

    /// Bytes as they are, on standard output: exports, codes, completions.
    pub fn bytes(&self, bytes: &[u8]) {
        let mut out = io::stdout().lock();
        if let Err(error) = out.write_all(bytes).and_then(|()| out.flush()) {
            self.keep(error);
        }
    }

    /// `text` in a style, where colours are shown.
    pub fn styled(&self, style: Style, text: &str) -> String {
        style.apply(text, self.colour)
    }

    /// Whether everything was written. A reader that closed the pipe early has what it wanted.
    pub fn finish(&self) -> Result<()> {
        match self.broken.take() {
            Some(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Failure::new(
                Exit::Failure,
                "output",
                format!("the result could not be written to standard output: {error}"),
            )
            .next("what the command did is saved; print it again with `regain list` or `regain show`")),
            _ => Ok(()),
        }
    }

    fn raw(&self, text: &str) {
        let mut line = Zeroizing::new(String::with_capacity(text.len() + 1));
        line.push_str(text);
        line.push('\n');
        self.bytes(line.as_bytes());
    }

    fn keep(&self, error: io::Error) {
        self.broken.borrow_mut().get_or_insert(error);
    }
}
