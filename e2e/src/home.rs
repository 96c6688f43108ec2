//! Homes with the real `regain` in them.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;

use crate::child::binary;

/// A passphrase of one's own that is hard enough.
pub const PASSPHRASE: &str = "quiet maple orbit thunder Zeppelin";
/// What locks every home.
pub const LOCK: &str = "lock of this home";

/// One device: a store, and what its owner keeps beside it.
pub struct Home {
    folder: TempDir,
}

/// What a command did.
pub struct Done {
    /// Its exit code.
    pub code: i32,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Home {
    /// No store yet.
    pub fn empty() -> Self {
        let home = Self { folder: TempDir::new().unwrap() };
        home.keep("lock", LOCK);
        home.keep("passphrase", PASSPHRASE);
        home
    }

    /// With an empty store.
    pub fn new(device: &str) -> Self {
        let home = Self::empty();
        home.ok(&["init", "--device-name", device]);
        home
    }

    /// The path of a file beside the store.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A file beside the store, as an argument.
    pub fn file(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    /// Writes a file beside the store.
    pub fn keep(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.file(name)
    }

    /// The program with these arguments in this home, without input.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(binary("regain"));
        command.env_clear().env("HOME", self.folder.path()).env("REGAIN_HOME", self.path("home"));
        command.args(args).arg("--unlock-file").arg(self.path("lock")).stdin(Stdio::null());
        command
    }

    /// Runs it to its end.
    pub fn run(&self, args: &[&str]) -> Done {
        done(self.command(args).output().unwrap())
    }

    /// Wants success.
    #[track_caller]
    pub fn ok(&self, args: &[&str]) -> Done {
        let done = self.run(args);
        assert_eq!(done.code, 0, "{args:?}\n{}\n{}", done.out, done.err);
        done
    }

    /// Wants success and one JSON document.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let done = self.ok(&[args, &["--json", "--yes"]].concat());
        serde_json::from_str(&done.out).unwrap_or_else(|error| panic!("{error}: {}", done.out))
    }

    /// Wants this exit code, whatever is agreed to; gives the error's code.
    #[track_caller]
    pub fn refused(&self, code: i32, args: &[&str]) -> String {
        let done = self.run(&[args, &["--json", "--yes"]].concat());
        assert_eq!(done.code, code, "{args:?}\n{}\n{}", done.out, done.err);
        let error: Value = serde_json::from_str(done.err.lines().last().unwrap()).unwrap();
        error["error"]["code"].as_str().unwrap().to_owned()
    }

    /// Switches the backup on; keeps the kit in the file `kit`.
    pub fn backup_on(&self, service: &str, account: &str) -> Value {
        let passphrase = self.file("passphrase");
        let place = ["--service", service, "--account", account, "--passphrase-file", &passphrase];
        let on = self.json(&[&["backup", "on"], &place[..]].concat());
        self.keep("kit", on["kit"].as_str().unwrap());
        on
    }

    /// The accounts, in the order of their ids.
    pub fn accounts(&self, args: &[&str]) -> Vec<Value> {
        sorted(&self.json(&[&["list"], args].concat()))
    }

    /// Their issuers, sorted.
    pub fn issuers(&self) -> Vec<String> {
        let mut issuers: Vec<String> = self.accounts(&[]).iter().map(|one| text(&one["issuer"])).collect();
        issuers.sort();
        issuers
    }

    /// Every file of the store, byte by byte.
    pub fn store(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let files = std::fs::read_dir(self.path("home")).unwrap().map(|entry| entry.unwrap().path());
        let mut files: Vec<_> = files.map(|path| (path.clone(), std::fs::read(path).unwrap())).collect();
        files.sort();
        files
    }
}

/// What a program that ended did.
pub fn done(output: Output) -> Done {
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Done { code: output.status.code().unwrap(), out: text(output.stdout), err: text(output.stderr) }
}

/// The accounts of a `list --json`, in the order of their ids.
pub fn sorted(list: &Value) -> Vec<Value> {
    let mut accounts = list.as_array().or_else(|| list["accounts"].as_array()).unwrap().clone();
    accounts.sort_by_key(|account| text(&account["id"]));
    accounts
}

/// A JSON text; nothing else will do.
#[track_caller]
pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("no text: {value}")).to_owned()
}

/// An address of an issuer.
pub fn uri(issuer: &str) -> String {
    format!("otpauth://totp/{issuer}:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer={issuer}")
}
