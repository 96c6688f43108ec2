//! Programs from npm's registry, put under `target`: never into the sources.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder of a package, or why it can't be had. `wanted` is its name, or `NAME@VERSION`.
pub fn package(wanted: &str) -> Result<PathBuf, String> {
    let name = wanted.split('@').next().unwrap();
    let folder = target().join(name);
    let package = folder.join("node_modules").join(name);
    // npm writes this file of its own last.
    if !folder.join("node_modules/.package-lock.json").exists() {
        install(&folder, wanted)?;
    }
    if package.exists() { Ok(package) } else { Err(format!("{} is not there", package.display())) }
}

/// target/PROFILE/deps/TEST
fn target() -> PathBuf {
    std::env::current_exe().unwrap().ancestors().nth(3).unwrap().to_owned()
}

fn install(folder: &Path, wanted: &str) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", wanted]);
    let done =
        npm.current_dir(folder).stdin(Stdio::null()).output().map_err(|error| format!("npm: {error}"))?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned()) }
}
