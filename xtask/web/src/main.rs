//! Builds what a browser loads from compiled wasm programs and `apps/web/static`: glue, hashed names, compressed copies, one folder
//! for the server to embed. Called by `cargo xtask web`, which compiles first:
//!
//! `regain-web-build WASM_FOLDER STATIC_FOLDER DIST_FOLDER [--fast] [--other-compiler]`
#![expect(clippy::print_stdout, reason = "a tool for people at a terminal")]

mod assets;
mod bind;
mod compress;
mod report;
mod shell;
mod split;
mod stamp;

use std::path::Path;

use anyhow::{Result, bail};

/// The wasm programs, by the names of their binaries.
const PROGRAMS: [&str; 4] = ["app", "engine", "scan", "strength"];

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [wasm, statics, dist, rest @ ..] = arguments.as_slice() else {
        bail!("takes three folders: of the wasm programs, of the static files, and of the result");
    };
    let fast = rest.iter().any(|argument| argument == "--fast");
    let (wasm, statics, dist) = (Path::new(wasm), Path::new(statics), Path::new(dist));
    let stamp = stamp::of(wasm, statics, fast)?;
    if stamp::is_on(dist, &stamp) {
        println!("{} is up to date.", dist.display());
        return Ok(());
    }
    let mut assets = assets::Assets::default();
    for program in PROGRAMS {
        bind::program(wasm, program, fast, &mut assets)?;
    }
    assets.read(statics)?;
    let hashed = assets.hash()?;
    let files = shell::fill(statics, &hashed)?;
    let sizes = compress::write(dist, &files, &stamp, fast)?;
    println!("{}", report::table(&sizes, fast));
    // Sizes are held with one compiler; another one's are only said.
    let is_held = !fast && !rest.iter().any(|argument| argument == "--other-compiler");
    if let Some(said) = report::too_heavy(&sizes).filter(|_| is_held) {
        bail!("{said}. What the first code does not need goes into a part (docs/adr/0011).");
    }
    Ok(())
}
