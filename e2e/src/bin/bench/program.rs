//! The real programs, beside this one in the target folder.

use std::path::PathBuf;
use std::process::Command;

/// The path of a program of this workspace, built at the same speed as this one.
pub fn path(name: &str) -> PathBuf {
    let path = std::env::current_exe().unwrap().with_file_name(name);
    let package = if name == "regain" { "regain-cli" } else { name };
    let built = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["build", "--quiet", "--release", "--package", package, "--bin", name])
        .status()
        .unwrap();
    assert!(built.success() && path.exists(), "{name} was not built at {}", path.display());
    path
}
