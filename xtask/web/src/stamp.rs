//! What a folder was made from, so that it is not made again of the same: compression at its best takes its time.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::PROGRAMS;
use crate::assets::{fingerprint, read, sorted};

/// The stamp's name in the folder.
pub const FILE: &str = "made-from";

/// Names everything that decides what is made: the programs, the static files, how it is made, and this very program.
pub fn of(wasm: &Path, statics: &Path, fast: bool) -> Result<String> {
    let mut files = vec![std::env::current_exe().context("this program can't find itself")?];
    files.extend(PROGRAMS.iter().map(|name| wasm.join(format!("{name}.wasm"))));
    for folder in [statics.to_owned(), statics.join("css"), statics.join("icons")] {
        files.extend(sorted(&folder)?);
    }
    let mut parts = format!("fast {fast}\n");
    for file in files {
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        let _ = writeln!(parts, "{name} {}", fingerprint(&read(&file)?));
    }
    Ok(parts)
}

/// Whether a folder was made from that.
pub fn is_on(dist: &Path, stamp: &str) -> bool {
    std::fs::read_to_string(dist.join(FILE)).is_ok_and(|found| found == stamp)
}
