//! Makes `words.rs` from Fluent files: one method for each message, so that a misspelt name or a forgotten variable does not compile,
//! and no parser travels to a browser or runs in a server.
//!
//! A crate that speaks to people has a folder `words` with one folder for each language, calls [`compile`] in its build script, and
//! includes the file into a module that has the types `Language` (`En`, `De`) and `Words(Language)`.

#![expect(clippy::print_stdout, reason = "it runs when building, and speaks to cargo")]

mod compare;
mod message;
mod read;
#[cfg(test)]
mod tests;
mod write;

use std::path::{Path, PathBuf};
use std::{env, fs};

use message::Message;

const LANGUAGES: [&str; 2] = ["en", "de"];

/// Compiles the folder `words` of the crate that is being built into `words.rs` in its `OUT_DIR`. The error is a sentence for whoever
/// wrote the words.
pub fn compile() -> Result<(), String> {
    println!("cargo::rerun-if-changed=words");
    let [english, german] = LANGUAGES.map(|language| folder(&Path::new("words").join(language)));
    let (english, german) = (english?, german?);
    compare::require_same(&english, &german)?;
    let out = PathBuf::from(env::var("OUT_DIR").map_err(|error| error.to_string())?).join("words.rs");
    fs::write(&out, write::module(&english, &german)).map_err(|error| format!("{}: {error}", out.display()))
}

/// All messages of one language, its files in the order of their names.
fn folder(path: &Path) -> Result<Vec<Message>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", path.display());
    let mut files: Vec<PathBuf> = fs::read_dir(path)
        .map_err(failed)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()
        .map_err(failed)?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "ftl"));
    files.sort();
    let mut messages = Vec::new();
    for file in files {
        let text = fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?;
        messages.extend(read::messages(&text).map_err(|error| format!("{}: {error}", file.display()))?);
    }
    Ok(messages)
}
