//! `cargo xtask check`: the laws that need no compiler.

use anyhow::{Context as _, Result, bail};

use crate::program::{cargo, run as run_program};
use crate::tree::SourceFile;
use crate::{arch, deny, tree};

/// A file this long is looked at again.
const LONG: usize = 400;
/// A file this long fails, tests included.
const TOO_LONG: usize = 800;

/// What no Rust file may contain, and what to write instead. In two halves, so that this file may list them.
const FORBIDDEN: &[([&str; 2], &str)] = &[
    (["to", "do!("], "finish it"),
    (["unimple", "mented!("], "finish it"),
    (["#[al", "low("], "use `#[expect(…, reason = \"…\")]`"),
    (["#![al", "low("], "use `#![expect(…, reason = \"…\")]`"),
    (["#[ig", "nore"], "a test that never runs proves nothing"),
];

/// Runs every law and names all that are broken, not only the first.
pub fn run(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("takes no arguments");
    }
    let mut broken = Vec::new();
    let mut step = |name: &'static str, result: Result<()>| {
        if let Err(error) = result {
            println!("{name}: {error:#}");
            broken.push(name);
        }
    };
    let files = tree::rust_files(&tree::root())?;
    step("file lengths", lengths(&files));
    step("forbidden words", forbidden_words(&files));
    step("formatting", formatting());
    step("arch", arch::run(&[]));
    step("cargo deny", deny::run());
    if !broken.is_empty() {
        bail!("broken: {}", broken.join(", "));
    }
    Ok(())
}

fn formatting() -> Result<()> {
    run_program(cargo().args(["fmt", "--all", "--check", "--", "--files-with-diff"]))
        .context("`cargo fmt --all` would change the files above")
}

fn lengths(files: &[SourceFile]) -> Result<()> {
    let mut lengths: Vec<(usize, &str)> =
        files.iter().map(|file| (file.text.lines().count(), file.path.as_str())).collect();
    lengths.sort_unstable();
    let median = lengths.get(lengths.len() / 2).map_or(0, |&(lines, _)| lines);
    println!("file lengths: {} files, median {median} lines", lengths.len());
    for (lines, path) in lengths.iter().rev().take_while(|&&(lines, _)| lines > LONG) {
        println!("  {lines:>4} {path}{}", if *lines >= TOO_LONG { "  TOO LONG" } else { "" });
    }
    let too_long = lengths.iter().filter(|&&(lines, _)| lines >= TOO_LONG).count();
    if too_long > 0 {
        bail!("{too_long} file(s) of {TOO_LONG} lines or more: split by what they do");
    }
    Ok(())
}

fn forbidden_words(files: &[SourceFile]) -> Result<()> {
    let found: Vec<String> = files.iter().flat_map(words_in).collect();
    for line in &found {
        println!("  {line}");
    }
    if !found.is_empty() {
        bail!("{} place(s)", found.len());
    }
    println!("forbidden words: none");
    Ok(())
}

fn words_in(file: &SourceFile) -> Vec<String> {
    let mut found = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        for (halves, instead) in FORBIDDEN {
            let word = halves.concat();
            if line.contains(&word) {
                found.push(format!("{}:{} has `{word}`: {instead}", file.path, index + 1));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(path: &str, text: String) -> SourceFile {
        SourceFile { path: path.to_owned(), text }
    }

    #[test]
    fn eight_hundred_lines_fail_and_one_less_passes() {
        assert!(lengths(&[file("a.rs", "x\n".repeat(799))]).is_ok());
        assert!(lengths(&[file("a.rs", "x\n".repeat(800))]).is_err());
    }

    #[test]
    fn every_forbidden_word_is_found_with_its_line() {
        for (halves, _) in FORBIDDEN {
            let found = words_in(&file("a.rs", format!("fn f() {{\n    {}\n}}", halves.concat())));
            assert_eq!(found.len(), 1, "{halves:?}");
            assert!(found[0].starts_with("a.rs:2 has `"), "{found:?}");
        }
        assert_eq!(words_in(&file("a.rs", "#[expect(x, reason = \"y\")]".to_owned())), Vec::<String>::new());
    }
}
