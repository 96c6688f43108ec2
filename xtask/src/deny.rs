//! Licences, bans and sources, by `cargo deny` where it is installed.

use anyhow::Result;

use crate::program::{cargo, exists, run as run_program};

/// Why `cargo deny` cannot run here, or `None` when it can.
pub fn obstacle() -> Option<&'static str> {
    let missing = "cargo-deny is not installed (`cargo install cargo-deny --locked` gets it)";
    (!exists("cargo-deny")).then_some(missing)
}

/// Runs `cargo deny check` for what needs no network; the advisory database does, and is left to `cargo deny`
/// by hand. Says so when `cargo deny` is not there.
pub fn run() -> Result<()> {
    if let Some(why) = obstacle() {
        println!("cargo deny DID NOT RUN, so licences, bans and sources are unchecked: {why}");
        return Ok(());
    }
    run_program(cargo().args(["deny", "--workspace", "check", "bans", "licenses", "sources"]))
}
