//! A home, and the binary started in it.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use regain_cli::Context;
use regain_cli::args::Globals;
use serde_json::Value;
use tempfile::TempDir;

/// The passphrase of every home here.
pub const LOCK: &str = "a lock for the tests";

/// What a command said.
pub struct Said {
    /// Exit code; -1 when it was killed.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Said {
    /// The JSON document on standard output.
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}\n{}\n{}", self.out, self.err))
    }

    /// It worked.
    #[track_caller]
    pub fn ok(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.out, self.err);
        self
    }

    /// It failed with this code, and said all of these.
    #[track_caller]
    pub fn fails(self, code: i32, words: &[&str]) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.out, self.err);
        assert!(self.err.contains("next: ") || self.err.contains("\"next\""), "no next step: {}", self.err);
        for word in words {
            assert!(self.err.contains(word), "{word:?} is not in: {}", self.err);
        }
        self
    }
}

/// A folder of its own, removed when dropped.
pub struct Home {
    pub dir: TempDir,
}

impl Home {
    /// An empty folder: no store yet.
    pub fn bare() -> Self {
        let home = Self { dir: TempDir::new().expect("a scratch folder") };
        home.file("lock", LOCK);
        home
    }

    /// With an empty store.
    pub fn new() -> Self {
        let home = Self::bare();
        home.run(["init", "--device-name", "test"]).ok();
        home
    }

    pub fn path(&self) -> PathBuf {
        self.dir.path().join("home")
    }

    /// A file beside the home.
    pub fn file(&self, name: &str, text: impl AsRef<[u8]>) -> PathBuf {
        let path = self.dir.path().join(name);
        std::fs::write(&path, text).expect("a file in a scratch folder");
        path
    }

    /// The binary with the home and the lock's passphrase.
    pub fn command<T: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = T>) -> Command {
        command_in(&self.path(), &self.dir.path().join("lock"), args)
    }

    /// Runs a command to its end.
    pub fn run<T: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = T>) -> Said {
        self.run_with(args, "")
    }

    /// Runs a command where no desktop's session is.
    pub fn away(&self, args: &[&str]) -> Said {
        let mut command = self.command(args);
        command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
        said(command, "")
    }

    /// Runs a command with something on its standard input.
    pub fn run_with<T: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = T>, input: &str) -> Said {
        said(self.command(args), input)
    }

    /// A context for the library, unlocked by the same passphrase.
    pub fn context(&self) -> Context {
        let globals = Globals {
            home: Some(self.path()),
            json: false,
            unlock_file: Some(self.dir.path().join("lock")),
            yes: true,
            offline: true,
            quiet: true,
            ca_file: None,
        };
        Context::new(&globals).expect("a home is named")
    }
}

pub fn command_in<T: AsRef<OsStr>>(home: &Path, lock: &Path, args: impl IntoIterator<Item = T>) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_regain"));
    command.arg("--home").arg(home).arg("--unlock-file").arg(lock).args(args);
    command.env("TZ", "UTC").env_remove("REGAIN_HOME").env_remove("DISPLAY").env_remove("WAYLAND_DISPLAY");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn said(mut command: Command, input: &str) -> Said {
    let mut child = command.spawn().expect("the binary was built");
    // A command that does not read its input closes it.
    let _ = child.stdin.take().expect("it is piped").write_all(input.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("everything printed is UTF-8");
    Said { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
}
