//! A service on port 0, and homes with the binary in them.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use regain_http::Clock;
use regain_server::config::Flags;
use regain_server::{Config, Running};
use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// A passphrase of one's own that is hard enough.
pub const PASSPHRASE: &str = "quiet maple orbit thunder Zeppelin";
/// The lock of every home.
const LOCK: &str = "lock of this home";

/// A service in this process.
pub struct Service {
    runtime: Runtime,
    running: Option<Running>,
    pub url: String,
    _data: TempDir,
}

impl Service {
    pub fn start() -> Self {
        Self::start_with(Clock::system())
    }

    pub fn start_with(clock: Clock) -> Self {
        Self::start_at("127.0.0.1:0", clock)
    }

    /// Another service at the same address, which knows nobody.
    pub fn replaced(mut self) -> Self {
        self.stop();
        Self::start_at(&self.url.replace("http://localhost", "127.0.0.1"), Clock::system())
    }

    fn start_at(bind: &str, clock: Clock) -> Self {
        let data = TempDir::new().unwrap();
        let loopback = Some("127.0.0.1:0".parse().unwrap());
        let flags = Flags {
            data_dir: Some(data.path().to_owned()),
            bind: Some(bind.parse().unwrap()),
            admin_bind: loopback,
            log_format: None,
        };
        let config = Config::load(None, &|_| None, flags).unwrap();
        let runtime = Runtime::new().unwrap();
        let running = runtime.block_on(regain_server::start(config, clock)).unwrap();
        let url = running.public_url();
        Self { runtime, running: Some(running), url, _data: data }
    }

    /// The service goes away.
    pub fn stop(&mut self) {
        if let Some(running) = self.running.take() {
            self.runtime.block_on(running.shutdown());
        }
    }
}

/// One device: a home and what its owner keeps beside it.
pub struct Home {
    folder: TempDir,
}

/// What a command did.
pub struct Done {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    /// A folder without a store.
    pub fn empty() -> Self {
        let home = Self { folder: TempDir::new().unwrap() };
        home.keep("lock", LOCK);
        home.keep("passphrase", PASSPHRASE);
        home
    }

    /// A folder with an empty store.
    pub fn new(device: &str) -> Self {
        let home = Self::empty();
        home.ok(&["init", "--device-name", device]);
        home
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file beside the home; gives its path as an argument.
    pub fn keep(&self, name: &str, text: &str) -> String {
        std::fs::write(self.path(name), text).unwrap();
        self.file(name)
    }

    pub fn file(&self, name: &str) -> String {
        self.path(name).display().to_string()
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_regain"));
        command.env_clear().env("HOME", self.folder.path()).env("REGAIN_HOME", self.path("home"));
        command.args(args).arg("--unlock-file").arg(self.path("lock")).stdin(Stdio::null());
        command
    }

    pub fn run(&self, args: &[&str]) -> Done {
        let Output { status, stdout, stderr } = self.command(args).output().unwrap();
        let text = |bytes| String::from_utf8(bytes).unwrap();
        Done { code: status.code().unwrap(), out: text(stdout), err: text(stderr) }
    }

    /// Runs it and wants success.
    #[track_caller]
    pub fn ok(&self, args: &[&str]) -> Done {
        let done = self.run(args);
        assert_eq!(done.code, 0, "{args:?}\n{}\n{}", done.out, done.err);
        done
    }

    /// Runs it with `--json --yes` and wants success.
    #[track_caller]
    pub fn json(&self, args: &[&str]) -> Value {
        let done = self.ok(&[args, &["--json", "--yes"]].concat());
        serde_json::from_str(&done.out).unwrap_or_else(|error| panic!("{error}: {}", done.out))
    }

    /// Runs it with `--json --yes` and wants this exit code; gives the error's code.
    #[track_caller]
    pub fn refused(&self, code: i32, args: &[&str]) -> String {
        let done = self.run(&[args, &["--json", "--yes"]].concat());
        assert_eq!(done.code, code, "{args:?}\n{}\n{}", done.out, done.err);
        let error = done.err.lines().last().unwrap();
        let error: Value = serde_json::from_str(error).unwrap_or_else(|e| panic!("{e}: {}", done.err));
        assert!(error["error"]["message"].as_str().is_some_and(|text| !text.is_empty()), "{error}");
        error["error"]["code"].as_str().unwrap().to_owned()
    }

    /// Adds accounts of these labels, each with a secret of its own.
    pub fn add(&self, labels: &[&str]) {
        let uris: Vec<String> = labels.iter().map(|label| uri(label)).collect();
        let mut args = vec!["add"];
        args.extend(uris.iter().map(String::as_str));
        self.ok(&args);
    }

    /// Switches the backup on with [`PASSPHRASE`]; keeps the kit in the file `kit`.
    pub fn backup_on(&self, service: &str, account: &str) -> Value {
        let passphrase = self.file("passphrase");
        let on = self.json(&[
            "backup",
            "on",
            "--service",
            service,
            "--account",
            account,
            "--passphrase-file",
            &passphrase,
        ]);
        self.keep("kit", on["kit"].as_str().unwrap());
        on
    }

    /// Recovers with the passphrase.
    pub fn recover(service: &str, account: &str, device: &str) -> Self {
        let home = Self::empty();
        let passphrase = home.file("passphrase");
        home.json(&[
            "recover",
            "--service",
            service,
            "--account",
            account,
            "--passphrase-file",
            &passphrase,
            "--device-name",
            device,
        ]);
        home
    }

    /// Labels of the accounts, sorted.
    pub fn labels(&self) -> Vec<String> {
        let list = self.json(&["list"]);
        let mut labels: Vec<String> =
            accounts(&list).iter().map(|account| account["label"].as_str().unwrap().to_owned()).collect();
        labels.sort();
        labels
    }

    pub fn store_bytes(&self) -> Vec<u8> {
        read(&self.path("home").join("store.regain"))
    }
}

fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap()
}

/// The accounts of a `list --json`.
pub fn accounts(list: &Value) -> Vec<Value> {
    list.as_array().or_else(|| list["accounts"].as_array()).unwrap().clone()
}

/// An address with a secret that follows from the label.
pub fn uri(label: &str) -> String {
    let alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let mut sum = 7_usize;
    let secret: String = label
        .bytes()
        .cycle()
        .take(32)
        .map(|byte| {
            sum = sum.wrapping_mul(31).wrapping_add(usize::from(byte));
            char::from(alphabet[sum % 32])
        })
        .collect();
    format!("otpauth://totp/Example:{label}?secret={secret}&issuer=Example")
}
