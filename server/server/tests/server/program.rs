//! The binary itself, as an operator runs it.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;

struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ended = self.0.kill().is_err();
        let _gone = self.0.wait().is_err();
    }
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_regain-server"))
}

/// Starts it on any port and reads its first line.
fn serve(data: &Path) -> (Server, String) {
    let mut child = program()
        .args(["serve", "--bind", "127.0.0.1:0", "--data-dir"])
        .arg(data)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    (Server(child), line)
}

#[test]
fn it_announces_its_port_copies_its_database_and_stops_when_told() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().join("data");
    let (mut server, line) = serve(&data);
    let port = line.trim().strip_prefix("listening public http://localhost:").unwrap();
    assert_ne!(port.parse::<u16>().unwrap(), 0);

    let copy = folder.path().join("copy.sqlite3");
    let copied = program().args(["backup-db", "--data-dir"]).arg(&data).arg(&copy).output().unwrap();
    assert!(copied.status.success(), "{copied:?}");
    assert!(std::fs::metadata(&copy).unwrap().len() > 0);
    let again = program().args(["backup-db", "--data-dir"]).arg(&data).arg(&copy).output().unwrap();
    assert!(String::from_utf8(again.stderr).unwrap().ends_with("exists; name a new file\n"));

    let doctor = program().args(["doctor", "--data-dir"]).arg(&data).output().unwrap();
    let said = String::from_utf8(doctor.stdout).unwrap();
    for line in ["ok    data folder", "ok    secrets", "ok    database", "ok    clock"] {
        assert!(said.contains(line), "{line} in\n{said}");
    }

    // No core dump: limits of the running process.
    let limits = std::fs::read_to_string(format!("/proc/{}/limits", server.0.id()));
    if let Ok(limits) = limits {
        let core = limits.lines().find(|line| line.starts_with("Max core file size")).unwrap();
        assert_eq!(core.split_whitespace().nth(4), Some("0"), "{core}");
    }

    kill_process(Pid::from_child(&server.0), Signal::TERM).unwrap();
    assert!(server.0.wait().unwrap().success());
}

#[test]
fn a_wrong_configuration_ends_with_one_sentence() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("regain.toml");
    std::fs::write(&file, "listner = []").unwrap();
    let checked = program().args(["config", "check", "--config"]).arg(&file).output().unwrap();
    assert_eq!(checked.status.code(), Some(1));
    let said = String::from_utf8(checked.stderr).unwrap().replace(&folder.path().display().to_string(), "…");
    assert_eq!(said, "regain-server: …/regain.toml: unknown key `listner`; did you mean `listeners`?\n");
}

#[test]
fn the_openapi_document_is_the_committed_one() {
    let printed = program().arg("openapi").output().unwrap();
    let committed = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/openapi.json");
    let committed = std::fs::read_to_string(committed).unwrap();
    let printed = String::from_utf8(printed.stdout).unwrap();
    assert!(printed == committed, "docs/openapi.json is stale: run `cargo xtask openapi`");
}
