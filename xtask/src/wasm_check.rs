//! `cargo xtask wasm-check`: the core is pure enough for the browser.
//!
//! Three ways to a standard library for wasm32, tried in this order: the rustup target that is installed, the
//! one that rustup can fetch, and Debian's `rustc-web`, which brings the sources to build one.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::program::{self, cargo, install_debian, run as run_program, succeeds_within};
use crate::tree;

/// The browser's target.
pub const TARGET: &str = "wasm32-unknown-unknown";
const CRATES: &[&str] = &[
    "regain-otp",
    "regain-log",
    "regain-protocol",
    "regain-seal",
    "regain-vault",
    "regain-sync",
    "regain-screen",
];
const DEBIAN_PACKAGES: &[&str] = &["rustc-web", "cargo-web", "rust-web-src"];
const DEBIAN_CARGO: &str = "/usr/bin/cargo";
const DEBIAN_RUSTC: &str = "/usr/bin/rustc";

/// How this machine gets a standard library for wasm32.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// rustup's target.
    Rustup,
    /// Debian's compiler for the web.
    Debian,
}

/// Checks every core crate for wasm32; `--debian` takes Debian's compiler even where rustup has the target.
pub fn run(arguments: &[String]) -> Result<()> {
    match arguments {
        [] => check(find_way()?),
        [flag] if flag == "--debian" => {
            prepare_debian()?;
            check(Way::Debian)
        }
        _ => bail!("takes `--debian` or nothing"),
    }
}

/// Finds the way on this machine, and installs what it needs.
///
/// Errors: no way is open; the text says what is missing.
pub fn find_way() -> Result<Way> {
    if target_is_there() || rustup_adds_target() {
        return Ok(Way::Rustup);
    }
    println!("rustup cannot install {TARGET}, so Debian's compiler for the web is asked");
    prepare_debian().with_context(|| format!("{TARGET} is missing, and rustup cannot install it"))?;
    Ok(Way::Debian)
}

/// Checks every core crate for wasm32 that way.
pub fn check(way: Way) -> Result<()> {
    let mut command = cargo_of(way)?;
    command.args(["check", "--target", TARGET]);
    command.args(CRATES.iter().flat_map(|name| ["--package", name]));
    if way == Way::Debian {
        command.arg("-Zbuild-std=std,panic_abort");
    }
    run_program(&mut command)
}

/// The cargo that builds for the browser that way.
pub fn cargo_of(way: Way) -> Result<Command> {
    match way {
        Way::Rustup => Ok(cargo()),
        Way::Debian => debian_cargo(),
    }
}

/// Where that way puts what it builds.
pub fn target_folder(way: Way) -> Result<PathBuf> {
    let folder = program::metadata()?.target_directory;
    Ok(if way == Way::Debian { folder.join("debian-wasm") } else { folder })
}

fn target_is_there() -> bool {
    let mut rustc = Command::new(std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into()));
    rustc.args(["--print", "target-libdir", "--target", TARGET]);
    program::output(&mut rustc).is_ok_and(|folder| Path::new(folder.trim()).is_dir())
}

fn rustup_adds_target() -> bool {
    program::exists("rustup")
        && succeeds_within(Command::new("rustup").args(["target", "add", TARGET]), Duration::from_secs(45))
        && target_is_there()
}

fn debian_cargo() -> Result<Command> {
    let mut command = Command::new(DEBIAN_CARGO);
    command.current_dir(tree::root());
    // `-Zbuild-std` is for nightly compilers; this lets Debian's stable one build its standard library. It
    // also opens unstable features to every crate, so rustup's way is taken wherever it is open.
    command.env("RUSTC_BOOTSTRAP", "1").env("RUSTC", DEBIAN_RUSTC);
    // Two compilers that take turns in one folder would build everything anew each time.
    command.env("CARGO_TARGET_DIR", target_folder(Way::Debian)?);
    // rustup brings a linker of its own; Debian's compiler takes the one of its LLVM.
    command.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", debian_linker(&debian_llvm()?));
    for inherited in ["RUSTUP_TOOLCHAIN", "CARGO", "RUSTDOC"] {
        command.env_remove(inherited);
    }
    Ok(command)
}

/// Makes sure that Debian's compiler for the web is there and new enough.
fn prepare_debian() -> Result<()> {
    if debian_version().is_err() {
        install_debian(DEBIAN_PACKAGES).context("Debian's compiler for the web is not there")?;
    }
    let llvm = debian_llvm()?;
    if !debian_linker(&llvm).exists() {
        install_debian(&[&format!("lld-{llvm}")]).context("Debian's linker for the web is not there")?;
    }
    let (have, need) = (debian_version()?, env!("CARGO_PKG_RUST_VERSION"));
    if older(&have, need) {
        bail!("Debian's compiler for the web is {have}, and {need} is needed");
    }
    Ok(())
}

/// The version of Debian's compiler, when it, its cargo and the sources of the standard library are there.
fn debian_version() -> Result<String> {
    let sysroot = program::output(Command::new(DEBIAN_RUSTC).args(["--print", "sysroot"]))?;
    let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library/std");
    if !library.exists() || !Path::new(DEBIAN_CARGO).exists() {
        bail!("{DEBIAN_CARGO} or the sources in {} are missing", library.display());
    }
    let version = program::output(Command::new(DEBIAN_RUSTC).arg("--version"))?;
    version
        .split_whitespace()
        .nth(1)
        .map(str::to_owned)
        .with_context(|| format!("cannot read the version in {version:?}"))
}

/// The major version of its LLVM: a linker of an older one does not know all that it writes.
fn debian_llvm() -> Result<String> {
    let about = program::output(Command::new(DEBIAN_RUSTC).arg("-vV"))?;
    let version = about.lines().find_map(|line| line.strip_prefix("LLVM version: "));
    let major = version.and_then(|version| version.split('.').next());
    major.map(str::to_owned).with_context(|| format!("cannot read LLVM's version in {about:?}"))
}

fn debian_linker(llvm: &str) -> PathBuf {
    PathBuf::from(format!("/usr/lib/llvm-{llvm}/bin/wasm-ld"))
}

fn older(have: &str, need: &str) -> bool {
    let numbers = |version: &str| -> Vec<u32> {
        version.split(['.', '-', '+']).map_while(|part| part.parse().ok()).collect()
    };
    numbers(have) < numbers(need)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_compare_as_numbers() {
        assert!(older("1.85.0", "1.95"));
        assert!(older("1.9.0", "1.95"));
        assert!(!older("1.95.0", "1.95"));
        assert!(!older("1.96.0", "1.95"));
        assert!(!older("1.100.0-nightly", "1.95"));
    }
}
