//! Running other programs, and getting the ones that are missing.

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::tree;

/// The cargo that runs this program.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(tree::root());
    command
}

/// Runs `command` with its output on the terminal.
///
/// Errors: it cannot be started, or it fails; both name the command line.
pub fn run(command: &mut Command) -> Result<()> {
    let line = shown(command);
    println!("$ {line}");
    let status = command.status().with_context(|| format!("cannot start `{line}`"))?;
    if !status.success() {
        bail!("`{line}` failed ({status})");
    }
    Ok(())
}

/// Runs `command` and gives back what it wrote to standard output; its errors stay on the terminal.
pub fn output(command: &mut Command) -> Result<String> {
    let line = shown(command);
    let output =
        command.stderr(Stdio::inherit()).output().with_context(|| format!("cannot start `{line}`"))?;
    if !output.status.success() {
        bail!("`{line}` failed ({})", output.status);
    }
    String::from_utf8(output.stdout).with_context(|| format!("`{line}` wrote something that is not UTF-8"))
}

/// True when `command` can be started and succeeds. Quiet.
pub fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status()
        .is_ok_and(|s| s.success())
}

/// Like [`succeeds`], but gives up after `limit`: a download that hangs must not hold up the tests.
pub fn succeeds_within(command: &mut Command, limit: Duration) -> bool {
    let Ok(mut child) = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn()
    else {
        return false;
    };
    let end = Instant::now() + limit;
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if Instant::now() < end => std::thread::sleep(Duration::from_millis(50)),
            Ok(None) | Err(_) => {
                // Neither call can be helped when it fails: the answer is "no" either way.
                drop(child.kill());
                drop(child.wait());
                return false;
            }
        }
    }
}

/// True when a program of this name is on the `PATH`.
pub fn exists(name: &str) -> bool {
    std::env::var_os("PATH")
        .is_some_and(|path| std::env::split_paths(&path).any(|folder| folder.join(name).is_file()))
}

/// Installs Debian packages.
///
/// Errors: this is no Debian, the user is not root, or apt fails; the text says what to type instead.
pub fn install_debian(packages: &[&str]) -> Result<()> {
    let wanted = packages.join(" ");
    if !exists("apt-get") {
        bail!("this is no Debian: install the equivalent of {wanted} yourself");
    }
    if !is_root() {
        bail!("not root: run `sudo apt-get install {wanted}`");
    }
    println!("Installing Debian packages: {wanted}");
    if run(&mut apt_install(packages)).is_err() {
        // A fresh machine has no package lists yet, an old one has stale ones.
        run(Command::new("apt-get").args(["update", "-q"]))?;
        run(&mut apt_install(packages))?;
    }
    Ok(())
}

fn apt_install(packages: &[&str]) -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command.args(["install", "-q", "-y", "--no-install-recommends", "--no-remove"]).args(packages);
    command
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str()).to_string_lossy();
    let arguments = command.get_args().map(|argument| format!(" {}", argument.to_string_lossy()));
    std::iter::once(name.into_owned()).chain(arguments).collect()
}

/// The part of `cargo metadata` that is read here.
#[derive(Deserialize)]
pub struct Metadata {
    pub packages: Vec<Package>,
    pub target_directory: std::path::PathBuf,
}

/// A workspace member.
#[derive(Deserialize)]
pub struct Package {
    pub name: String,
    pub manifest_path: std::path::PathBuf,
    pub dependencies: Vec<Dependency>,
}

/// What a member names in its `Cargo.toml`.
#[derive(Deserialize)]
pub struct Dependency {
    pub name: String,
    /// `None` is a normal dependency; else `dev` or `build`.
    pub kind: Option<String>,
}

/// What cargo knows of the workspace, without resolving or downloading anything.
pub fn metadata() -> Result<Metadata> {
    let json = output(cargo().args(["metadata", "--format-version", "1", "--no-deps"]))?;
    serde_json::from_str(&json).context("cannot read the output of `cargo metadata`")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_that_hangs_is_given_up() {
        let start = Instant::now();
        assert!(!succeeds_within(Command::new("sleep").arg("30"), Duration::from_millis(100)));
        assert!(start.elapsed() < Duration::from_secs(10));
        assert!(succeeds_within(&mut Command::new("true"), Duration::from_secs(10)));
    }

    #[test]
    fn a_failure_names_the_command() {
        #[expect(clippy::unwrap_used, reason = "tests")]
        let error = run(Command::new("false").arg("--really")).unwrap_err();
        assert!(error.to_string().starts_with("`false --really` failed"), "{error}");
    }
}
