//! `cargo xtask test`: everything that can be proven on this machine, and a plain word about what cannot.
//!
//! Every step runs even when an earlier one failed, so that one run shows all there is to mend. The tests come
//! last: the last lines on the screen are nextest's own summary.

use std::process::Command;

use anyhow::{Result, bail};

use crate::program::{self, cargo, install_debian, run as run_program, succeeds};
use crate::{ability, check, deny, openapi, wasm_check, web};

/// Outside programs that some tests need.
struct Need {
    /// As in the tests' names.
    name: &'static str,
    programs: &'static [&'static str],
    debian: &'static [&'static str],
    /// A program that no Debian package brings, and how to get it.
    by_hand: Option<(&'static str, &'static str)>,
    /// What the tests with it prove; said when they cannot run.
    suite: &'static str,
}

/// A test that needs programs from this table has `needs_<name>` in its name or its module's name. Where
/// they cannot be had, exactly those tests are left out, and said to be.
const NEEDS: &[Need] = &[
    Need {
        name: "age",
        programs: &["age"],
        debian: &["age"],
        by_hand: None,
        suite: "an encrypted export opens with the stock age tool",
    },
    Need {
        name: "keyring",
        programs: &["dbus-run-session", "gnome-keyring-daemon"],
        debian: &["dbus", "gnome-keyring"],
        by_hand: None,
        suite: "the app's lock in a real keyring of the system",
    },
    Need {
        name: "oathtool",
        programs: &["oathtool"],
        debian: &["oathtool"],
        by_hand: None,
        suite: "the portal takes the codes of another program",
    },
    Need {
        name: "zbar",
        programs: &["zbarimg", "rsvg-convert"],
        debian: &["zbar-tools", "librsvg2-bin"],
        by_hand: None,
        suite: "the portal's QR codes are read by another program",
    },
    Need {
        name: "browser",
        programs: &["chromium", "chromedriver"],
        debian: &["chromium", "chromium-driver", "fonts-dejavu-core"],
        by_hand: None,
        suite: "the web app in a real browser",
    },
    Need {
        name: "axe",
        programs: &["chromium", "chromedriver", "npm"],
        debian: &["chromium", "chromium-driver", "npm"],
        by_hand: None,
        suite: "every screen of the web app is accessible, by axe",
    },
    Need {
        name: "firefox",
        programs: &["firefox-esr", "geckodriver"],
        debian: &["firefox-esr"],
        by_hand: Some(("geckodriver", "`cargo install geckodriver --locked` gets it")),
        suite: "the web app in Firefox",
    },
    Need {
        name: "lighthouse",
        programs: &["chromium", "npm", "node"],
        debian: &["chromium", "npm", "nodejs"],
        by_hand: None,
        suite: "the web app's first screen in Lighthouse's eyes",
    },
];

/// Runs all steps. The exit code tells whether everything that ran succeeded.
pub fn run(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("takes no arguments; one crate's tests run with `cargo nextest run -p NAME`");
    }
    install_nextest()?;
    let missing = missing_programs();
    let mut left_out: Vec<String> = missing.iter().map(|(need, why)| omission(need, why)).collect();
    let unable = ability::missing();
    left_out.extend(unable.iter().map(|ability| ability.omission()));
    left_out.extend(deny::obstacle().map(|why| format!("cargo deny (licences, bans, sources): {why}")));

    let mut steps = Steps::default();
    steps.take("check", || check::run(&[]));
    steps.take("clippy", || {
        run_program(cargo().args(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
    });
    let mut without_app = false;
    match wasm_check::find_way() {
        Ok(way) => {
            steps.take("wasm-check", || wasm_check::check(way));
            // As it is shipped: the tests drive what people get.
            steps.take("web", || web::build(false));
        }
        Err(why) => {
            left_out.push(format!("wasm-check (the core builds for the browser), and the web app: {why:#}"));
            without_app = true;
        }
    }
    steps.take("openapi", || openapi::run(&["--check".to_owned()]));
    steps.take("doc tests", || run_program(cargo().args(["test", "--quiet", "--doc", "--workspace"])));
    // The system tests start the real programs, which a test build of the workspace alone may leave out.
    steps.take("programs", || run_program(cargo().args(["build", "--workspace", "--bins"])));

    println!("\n{}", report(&steps.failed, &left_out));
    let mut filters: Vec<String> =
        missing.iter().map(|(need, _)| format!("test(/needs_{}/)", need.name)).collect();
    filters.extend(unable.iter().map(|ability| ability.filter()));
    if without_app {
        filters.extend(["browser", "axe"].map(|name| format!("test(/needs_{name}/)")));
    }
    let tests = run_program(&mut nextest(&filters));
    if tests.is_err() || !steps.failed.is_empty() {
        // Everything is said: one more line here would push nextest's summary from the end.
        std::process::exit(1);
    }
    Ok(())
}

#[derive(Default)]
struct Steps {
    failed: Vec<&'static str>,
}

impl Steps {
    fn take(&mut self, name: &'static str, step: impl FnOnce() -> Result<()>) {
        println!("\n== {name}");
        if let Err(error) = step() {
            println!("{name} FAILED: {error:#}");
            self.failed.push(name);
        }
    }
}

fn install_nextest() -> Result<()> {
    if succeeds(cargo().args(["nextest", "--version"])) {
        return Ok(());
    }
    println!("cargo-nextest, which runs the tests, is missing: building it once, which takes a few minutes");
    // From another folder, so that this workspace's settings don't reach it.
    let mut install = Command::new(cargo().get_program());
    run_program(install.current_dir(std::env::temp_dir()).args(["install", "cargo-nextest", "--locked"]))
}

fn missing_programs() -> Vec<(&'static Need, String)> {
    let mut missing = Vec::new();
    for need in NEEDS.iter().filter(|need| !need.programs.iter().all(|name| program::exists(name))) {
        // Debian's packages are of no use without it.
        let by_hand = need.by_hand.filter(|(program, _)| !program::exists(program));
        if let Some((_, how)) = by_hand {
            missing.push((need, how.to_owned()));
        } else if let Err(error) = install_debian(need.debian) {
            missing.push((need, format!("{error:#}")));
        }
    }
    missing
}

fn omission(need: &Need, why: &str) -> String {
    let programs = need.programs.join(" or ");
    format!("tests named `needs_{}` ({}): {programs} is missing, and {why}", need.name, need.suite)
}

fn nextest(left_out: &[String]) -> Command {
    let mut command = cargo();
    command.args(["nextest", "run", "--workspace", "--no-fail-fast"]);
    if !left_out.is_empty() {
        command.args(["-E", &format!("not ({})", left_out.join(" + "))]);
    }
    command
}

fn report(failed: &[&str], left_out: &[String]) -> String {
    let mut lines = Vec::new();
    if failed.is_empty() {
        lines.push("Before the tests: every step succeeded.".to_owned());
    } else {
        lines.push(format!("Before the tests: FAILED: {}. This run fails.", failed.join(", ")));
    }
    if left_out.is_empty() {
        lines.push("Nothing was left out.".to_owned());
    }
    lines.extend(left_out.iter().map(|what| format!("DID NOT RUN: {what}")));
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(command: &Command) -> Vec<String> {
        command.get_args().map(|argument| argument.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn only_what_can_not_run_is_left_out() {
        assert_eq!(arguments(&nextest(&[])), ["nextest", "run", "--workspace", "--no-fail-fast"]);
        let filtered =
            arguments(&nextest(&["test(/needs_age/)".to_owned(), "test(/needs_zbarimg/)".to_owned()]));
        assert_eq!(filtered[4..], ["-E", "not (test(/needs_age/) + test(/needs_zbarimg/))"]);
    }

    #[test]
    fn a_step_that_fails_is_reported_and_the_next_one_still_runs() {
        let mut steps = Steps::default();
        let mut ran = false;
        steps.take("first", || bail!("broken"));
        steps.take("second", || {
            ran = true;
            Ok(())
        });
        assert!(ran);
        assert_eq!(
            report(&steps.failed, &[]),
            "Before the tests: FAILED: first. This run fails.\nNothing was left out."
        );
    }

    #[test]
    fn what_did_not_run_is_said_with_its_reason() {
        let said = report(&[], &[omission(&NEEDS[0], "not root: run `sudo apt-get install age`")]);
        assert!(said.contains("DID NOT RUN: tests named `needs_age`"), "{said}");
        assert!(said.ends_with("age is missing, and not root: run `sudo apt-get install age`"), "{said}");
    }
}
