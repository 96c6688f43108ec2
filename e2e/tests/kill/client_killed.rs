//! The command line is killed (SIGKILL) while it adds an account: the store is the old one or the new one.

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

use regain_e2e::child::binary;

use crate::{loops, say};

fn regain(home: &Path) -> Command {
    let mut command = Command::new(binary("regain"));
    command.env_clear().env("HOME", home).arg("--home").arg(home.join("store"));
    command.arg("--unlock-file").arg(home.join("unlock")).args(["--offline", "--quiet"]);
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn add(home: &Path, issuer: &str) -> Command {
    let mut command = regain(home);
    let address =
        format!("otpauth://totp/{issuer}:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer={issuer}");
    command.arg("add").arg(address);
    command
}

fn issuers(home: &Path) -> Vec<String> {
    let output =
        regain(home).args(["list", "--json"]).stdout(Stdio::piped()).stderr(Stdio::piped()).output().unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "the store can't be read any more: {errors}");
    let json: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let list = json.get("accounts").unwrap_or(&json).as_array().unwrap().clone();
    list.iter().map(|account| account["issuer"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_killed_client_leaves_the_old_store_or_the_new_one() {
    let home = tempfile::TempDir::new().unwrap();
    let home = home.path();
    fs::write(home.join("unlock"), "correct horse battery staple hedgehog\n").unwrap();
    assert!(regain(home).args(["init", "--device-name", "Test"]).status().unwrap().success());
    let start = Instant::now();
    assert!(add(home, "First").status().unwrap().success());
    let whole = start.elapsed();

    let mut known = vec!["First".to_owned()];
    let (loops, mut killed) = (loops(5), 0);
    for round in 0..loops {
        let issuer = format!("Number{round}");
        let mut child = add(home, &issuer).spawn().unwrap();
        // Around the end of a whole run, where the store is written.
        let part = 80 + u32::try_from(round % 5).unwrap() * 8;
        std::thread::sleep(whole * part / 100);
        drop(child.kill());
        let finished = child.wait().unwrap().success();
        let now = issuers(home);
        let with = [known.clone(), vec![issuer]].concat();
        assert!(now == with || (!finished && now == known), "{now:?}");
        known = now;
        killed += usize::from(!finished);
    }
    say(&format!("{killed} of {loops} killed before they ended"));
    // A second writer is not kept out by the lock of a dead one.
    assert!(add(home, "Last").status().unwrap().success());
}
