//! `cargo xtask bench`: the measuring programs of `e2e`, at release speed.

use anyhow::Result;

use crate::program::{cargo, run as run_program};

/// Builds the bench program and passes every argument on to it.
pub fn run(arguments: &[String]) -> Result<()> {
    run_program(
        cargo().args(["run", "--release", "--package", "regain-e2e", "--bin", "bench", "--"]).args(arguments),
    )
}
