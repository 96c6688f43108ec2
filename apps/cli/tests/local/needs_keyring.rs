//! The app's lock by the system's keyring, against a real one: GNOME Keyring in a D-Bus session of its own.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use super::home::{Home, Said, said};

/// A session with a keyring that nobody else uses. Ends with its standard input.
struct Session {
    process: Child,
    address: String,
}

impl Session {
    /// Of someone who has logged in: the keyring is open.
    fn start(home: &Home) -> Self {
        Self::with(home, "printf secret | gnome-keyring-daemon --unlock --components=secrets")
    }

    /// The keyring is locked, and there is no screen on which it could ask for its password.
    fn start_locked(home: &Home) -> Self {
        Self::with(home, "gnome-keyring-daemon --start --components=secrets")
    }

    fn with(home: &Home, keyring: &str) -> Self {
        let script =
            format!("{keyring} >/dev/null && echo \"$DBUS_SESSION_BUS_ADDRESS\" && exec cat >/dev/null");
        let folder = home.dir.path();
        let mut process = Command::new("dbus-run-session")
            .args(["--", "sh", "-c", &script])
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .env("HOME", folder)
            .env("XDG_DATA_HOME", folder.join("data"))
            .env("XDG_RUNTIME_DIR", folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("dbus-run-session is installed");
        let mut address = String::new();
        let out = process.stdout.take().expect("it is piped");
        BufReader::new(out).read_line(&mut address).expect("the session says where it is");
        assert!(!address.trim().is_empty(), "the keyring did not start");
        Self { process, address: address.trim().to_owned() }
    }

    fn run(&self, home: &Home, args: &[&str]) -> Said {
        let mut command = home.command(args);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.address);
        said(command, "")
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        drop(self.process.stdin.take());
        let _ = self.process.wait();
    }
}

#[test]
fn the_lock_moves_into_the_keyring_survives_its_restart_and_comes_back() {
    let home = Home::new();
    home.run(["add", "otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP"]).ok();
    let session = Session::start(&home);
    session.run(&home, &["lock", "keyring"]).fails(5, &["There is no backup", "--yes"]);
    session.run(&home, &["lock", "keyring", "--yes"]).ok();
    // Nothing else opens it now.
    std::fs::remove_file(home.dir.path().join("lock")).expect("it is ours");
    assert_eq!(session.run(&home, &["list", "--json"]).ok().json()[0]["issuer"], "A");
    assert_eq!(session.run(&home, &["lock", "--json"]).ok().json()["lock"], "keyring");
    session.run(&home, &["lock", "keyring", "--yes"]).ok();
    home.away(&["list"])
        .fails(6, &["by a key in the system's keyring: no keyring answers here", "regain recover"]);

    drop(session);
    let session = Session::start_locked(&home);
    session.run(&home, &["list"]).fails(6, &["the keyring is locked, and was not unlocked"]);
    drop(session);
    let session = Session::start(&home);
    assert_eq!(session.run(&home, &["list", "--json"]).ok().json()[0]["issuer"], "A");

    let new = home.file("lock", "another lock");
    session.run(&home, &["lock", "passphrase", "--new-passphrase-file", new.to_str().expect("UTF-8")]).ok();
    assert_eq!(home.away(&["list", "--json"]).ok().json()[0]["issuer"], "A");
}

#[test]
fn a_store_begins_in_the_keyring_and_a_lost_keyring_is_no_empty_app() {
    let home = Home::bare();
    let session = Session::start(&home);
    session.run(&home, &["init", "--lock", "keyring", "--device-name", "test"]).ok();
    session.run(&home, &["list"]).ok();
    drop(session);
    std::fs::remove_dir_all(home.dir.path().join("data")).expect("the keyring's own files");
    let session = Session::start(&home);
    session
        .run(&home, &["list"])
        .fails(6, &["does not hold the key of this store", "regain recover --home DIR"]);
}
