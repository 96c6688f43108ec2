//! Licences, bans and sources, by `cargo deny` where it is installed.

use anyhow::Result;

use crate::program::{cargo, exists, run as run_program};

/// Runs `cargo deny check` for what needs no network; the advisory database does, and is left to `cargo deny`
/// by hand. Says so when `cargo deny` is not there.
pub fn run() -> Result<()> {
    if !exists("cargo-deny") {
        println!(
            "cargo deny: not installed, so licences, bans and sources were NOT checked \
             (`cargo install cargo-deny --locked` gets it)"
        );
        return Ok(());
    }
    run_program(cargo().args(["deny", "--workspace", "check", "bans", "licenses", "sources"]))
}
