//! `cargo xtask web`: the web app, ready for the server to embed.
//!
//! Two profiles: as it is shipped, and `--fast` for work on it.

use anyhow::{Result, bail};

use crate::program::{cargo, run as run_program};
use crate::tree;
use crate::wasm_check::{self, TARGET, Way};

/// The programs' crates.
const CRATES: [&str; 4] = ["regain-web", "regain-engine", "regain-scan", "regain-strength"];

/// Builds it.
pub fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [] => build(false),
        [flag] if flag == "--fast" => build(true),
        _ => bail!("takes `--fast` or nothing"),
    }
}

/// Compiles the programs, makes their glue, and writes `apps/web/dist`.
pub fn build(fast: bool) -> Result<()> {
    let profile = if fast { "web-fast" } else { "web" };
    let way = wasm_check::find_way()?;
    let mut compile = wasm_check::cargo_of(way)?;
    compile.args(["build", "--target", TARGET, "--profile", profile, "--bins"]);
    compile.args(CRATES.iter().flat_map(|name| ["--package", name]));
    if way == Way::Debian {
        compile.arg("-Zbuild-std=std,panic_abort");
    }
    run_program(&mut compile)?;
    let programs = wasm_check::target_folder(way)?.join(TARGET).join(profile);
    let app = tree::root().join("apps/web");
    let mut bind = cargo();
    bind.args(["run", "--quiet", "--package", "regain-web-build", "--"]);
    bind.arg(programs).arg(app.join("static")).arg(app.join("dist"));
    if fast {
        bind.arg("--fast");
    }
    if way == Way::Debian {
        bind.arg("--other-compiler");
    }
    run_program(&mut bind)
}
