//! The command line's list of codes, beside the key stretching of its unlock.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use regain_seal::Suite;
use regain_seal::passphrase::{OuterSpace, Passphrase};
use tempfile::TempDir;

use crate::{program, report};

const ACCOUNTS: usize = 1_000;
const ROUNDS: usize = 9;
const UNLOCK: &str = "plover absorb tunnel cactus mirror fourteen";

pub fn run() {
    report::heading("The command line: unlock and list codes");
    let regain = program::path("regain");
    let (full, empty) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    for home in [&full, &empty] {
        fs::write(home.path().join("unlock"), UNLOCK).unwrap();
        command(&regain, home.path(), &["init", "--device-name", "bench"]);
    }
    fill(&regain, full.path());
    let (mut stretching, mut listing, mut nothing) = (Vec::new(), Vec::new(), Vec::new());
    let passphrase = Passphrase::typed(UNLOCK, OuterSpace::Refuse).unwrap();
    for _ in 0..ROUNDS {
        let start = Instant::now();
        drop(regain_seal::stretch::stretch(&passphrase, &[7; 16], Suite::One));
        stretching.push(start.elapsed());
        listing.push(command(&regain, full.path(), &["list", "--codes", "--json"]));
        nothing.push(command(&regain, empty.path(), &["list", "--codes", "--json"]));
    }
    let rest = |times: &[Duration]| -> Vec<Duration> {
        times.iter().zip(&nothing).map(|(time, nothing)| time.saturating_sub(*nothing)).collect()
    };
    let work = report::median(rest(&listing));
    let (stretching, listing, nothing) =
        (report::median(stretching), report::median(listing), report::median(nothing));
    report::line(
        &format!("{ACCOUNTS} codes, whole process"),
        &report::ms(listing),
        &format!("key stretching alone {}", report::ms(stretching)),
    );
    report::line("  the same with no account", &report::ms(nothing), "");
    report::line("  what the accounts cost", &report::ms(work), "at most 30 ms");
    report::line(
        "  beside key stretching",
        &format!("{:.3} ×", listing.as_secs_f64() / stretching.as_secs_f64()),
        "",
    );
}

fn fill(regain: &Path, home: &Path) {
    let vault = crate::founder::vault_of(regain_log::MemberId(crate::founder::id()), ACCOUNTS);
    let addresses: Vec<String> = regain_vault::account::list(&vault)
        .into_iter()
        .flatten()
        .map(|account| account.otpauth().to_uri().to_string())
        .collect();
    let file = home.join("accounts.txt");
    fs::write(&file, addresses.join("\n")).unwrap();
    let done = Command::new(regain)
        .args([
            "--home".as_ref(),
            home.as_os_str(),
            "--unlock-file".as_ref(),
            home.join("unlock").as_os_str(),
        ])
        .args(["--yes", "add", "-"])
        .stdin(fs::File::open(&file).unwrap())
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(done.success(), "the accounts were not added");
}

fn command(regain: &Path, home: &Path, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let done = Command::new(regain)
        .args([
            "--home".as_ref(),
            home.as_os_str(),
            "--unlock-file".as_ref(),
            home.join("unlock").as_os_str(),
        ])
        .args(arguments)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(done.success(), "regain {arguments:?} failed");
    start.elapsed()
}
