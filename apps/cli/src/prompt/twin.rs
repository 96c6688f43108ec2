//! A file, or standard input, in place of a prompt.

use std::io::{self, BufRead as _, Read as _};
use std::path::Path;

use zeroize::Zeroizing;

use crate::error::{Exit, Failure, Result};

/// The most that is read, in bytes: no passphrase, kit or address is longer.
const MAX_LEN: usize = 64 * 1024;

/// An option that takes the place of a prompt.
#[derive(Clone, Copy)]
pub struct Twin<'a> {
    /// Its name, such as `--unlock-file`.
    pub flag: &'a str,
    /// The file it names; `-` is standard input.
    pub file: Option<&'a Path>,
}

impl<'a> Twin<'a> {
    /// A twin by its option and the file that was given.
    pub fn new(flag: &'a str, file: Option<&'a Path>) -> Self {
        Self { flag, file }
    }

    /// Nobody can be asked, and the twin was not given.
    pub(super) fn missing(self, what: &str) -> Failure {
        let what = super::lower(what);
        Failure::usage(format!("the {what} is needed and nobody can be asked: standard input is no terminal"))
            .next(format!("give it with {} PATH (\"-\" reads the next line of standard input)", self.flag))
    }

    /// The first line of the file, or the next line of standard input, without its line break.
    pub(super) fn first_line(self, what: &str) -> Result<Zeroizing<String>> {
        let Some(path) = self.file else { return Err(self.missing(what)) };
        let bytes = if path == Path::new("-") { self.line_of_stdin()? } else { self.bytes(path, MAX_LEN)? };
        let line = bytes.split(|byte| *byte == b'\n').next().unwrap_or_default();
        self.text(line.strip_suffix(b"\r").unwrap_or(line))
    }

    /// All of the file; of standard input everything that is left.
    pub fn whole(self, what: &str) -> Result<Zeroizing<String>> {
        self.whole_up_to(what, MAX_LEN)
    }

    /// The same with a limit of one's own, in bytes.
    pub fn whole_up_to(self, what: &str, limit: usize) -> Result<Zeroizing<String>> {
        let Some(path) = self.file else { return Err(self.missing(what)) };
        let bytes = self.bytes(path, limit)?;
        self.text(&bytes)
    }

    fn bytes(self, path: &Path, most: usize) -> Result<Zeroizing<Vec<u8>>> {
        // Reserved at once: a buffer that grows leaves copies of the secret behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(most + 1));
        let limit = most as u64 + 1;
        let read = if path == Path::new("-") {
            io::stdin().lock().take(limit).read_to_end(&mut bytes)
        } else {
            std::fs::File::open(path).and_then(|file| file.take(limit).read_to_end(&mut bytes))
        };
        read.map_err(|error| self.unreadable(&error.to_string()))?;
        self.bounded(bytes, most)
    }

    fn line_of_stdin(self) -> Result<Zeroizing<Vec<u8>>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(MAX_LEN + 1));
        let mut limited = io::stdin().lock().take(MAX_LEN as u64 + 1);
        let read =
            limited.read_until(b'\n', &mut bytes).map_err(|error| self.unreadable(&error.to_string()))?;
        if read == 0 {
            return Err(self.unreadable("standard input has ended"));
        }
        self.bounded(bytes, MAX_LEN)
    }

    fn bounded(self, bytes: Zeroizing<Vec<u8>>, most: usize) -> Result<Zeroizing<Vec<u8>>> {
        if bytes.len() > most {
            Err(self.unreadable(&format!("it is longer than {} KiB", most >> 10)))
        } else {
            Ok(bytes)
        }
    }

    fn text(self, bytes: &[u8]) -> Result<Zeroizing<String>> {
        let text = std::str::from_utf8(bytes).map_err(|_| self.unreadable("it is not UTF-8 text"))?;
        Ok(Zeroizing::new(text.to_owned()))
    }

    fn unreadable(self, why: &str) -> Failure {
        let file = self.file.map(|path| path.display().to_string()).unwrap_or_default();
        let file = if file == "-" { "standard input".to_owned() } else { file };
        Failure::new(
            Exit::Usage,
            "unreadable-file",
            format!("{file}, given with {}, can't be read: {why}", self.flag),
        )
        .next("check the path and its permissions")
    }
}
