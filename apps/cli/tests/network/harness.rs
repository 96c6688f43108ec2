//! A service on port 0, and homes with the binary in them.
//!
//! What a story is about goes through the binary. What only leads up to it, or looks at the result, goes through the library on a store
//! that is opened once: each start of the binary stretches the passphrase anew, which is most of the time these tests take.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use regain_cli::Context;
use regain_cli::args::Globals;
use regain_cli::net::way_in::{self, Secret};
use regain_cli::net::{Client, Damaged, Patience, sync};
use regain_cli::store::{NewLock, Store, Unlocked};
use regain_http::Clock;
use regain_log::{Head, Kind, MemberId, MemberKind, UnsignedHeader, frame};
use regain_otp::uri as address;
use regain_protocol::path;
use regain_seal::Passphrase;
use regain_seal::passphrase::OuterSpace;
use regain_server::config::Flags;
use regain_server::{Config, Running};
use regain_sync::flow::create::{self, Creating};
use regain_sync::flow::join::{self, JoinEnd};
use regain_sync::flow::unlock::draw_id;
use regain_sync::{Env, Replica, Request};
use regain_vault::RecordId;
use regain_vault::account::{self, NewAccount};
use serde_json::{Value, json};
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
            portal_bind: loopback,
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
    opened: OnceCell<Unlocked>,
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
        let home = Self { folder: TempDir::new().unwrap(), opened: OnceCell::new() };
        home.keep("lock", LOCK);
        home.keep("passphrase", PASSPHRASE);
        home
    }

    /// A folder with an empty store.
    pub fn new(device: &str) -> Self {
        let home = Self::empty();
        let context = home.context();
        let id = MemberId(draw_id(&mut context.rng()));
        let lock = typed(LOCK);
        let store = Store::create(&context, NewLock::Passphrase(&lock), &Replica::new(id, device)).unwrap();
        assert!(home.opened.set(store).is_ok());
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

    /// What a command gets in this home.
    pub fn context(&self) -> Context {
        Context::new(&Globals {
            home: Some(self.path("home")),
            json: false,
            unlock_file: Some(self.path("lock")),
            yes: true,
            offline: false,
            quiet: true,
            ca_file: None,
        })
        .unwrap()
    }

    /// The store, opened once.
    pub fn store(&self) -> &Unlocked {
        self.opened.get_or_init(|| Store::unlock(&self.context()).unwrap())
    }

    /// Adds accounts of these labels, each with a secret of its own: saved here, not yet backed up.
    pub fn add(&self, labels: &[&str]) {
        let context = self.context();
        let new = |label: &&str| {
            let id = RecordId(draw_id(&mut context.rng()));
            NewAccount::from_otpauth(id, address::parse(&uri(label)).unwrap())
        };
        let new: Vec<NewAccount> = labels.iter().map(new).collect();
        let added = self.store().update(|replica| {
            let change =
                account::add_all(&mut replica.vault, &mut replica.clock, context.now(), &new).unwrap();
            replica.enqueue(change);
            Ok(())
        });
        added.unwrap();
    }

    /// Goes as far as `backup on` does before it sends the request that makes the account. Gives that request.
    pub fn begin(&self, service: &str, account: &str) -> (Client, Creating, Request) {
        let context = self.context();
        let client = Client::new(service.parse().unwrap(), Patience::USUAL, None).unwrap();
        let passphrase = typed(PASSPHRASE);
        let (step, request) =
            create::start(account.parse().unwrap(), &passphrase, &mut context.rng()).unwrap();
        let answer = client.send(&request).unwrap();
        let made = self.store().update(|replica| {
            let mut env = Env { now: context.now(), rng: &mut context.rng() };
            Ok(step.answer(&answer, &passphrase, client.origin().as_str(), "test", replica, &mut env)?)
        });
        let (step, request) = made.unwrap();
        (client, step, request)
    }

    /// Switches the backup on with [`PASSPHRASE`], as one whose ways in were both tried; keeps the kit in the file `kit`. Gives the kit's
    /// words and the number of the newest entry.
    pub fn backup_on(&self, service: &str, account: &str) -> Value {
        let (client, step, request) = self.begin(service, account);
        let answer = client.send(&request).unwrap();
        let kit = self.store().update(|replica| Ok(step.answer(&answer, replica)?)).unwrap();
        assert!(sync::now(&self.context(), self.store(), Patience::USUAL, false).is_ok());
        let head = self.store().update(|replica| {
            let membership = replica.membership.as_mut().unwrap();
            let slot = |kind| membership.chain.slot(kind).map(|slot| slot.id);
            let (kit, passphrase) = (slot(MemberKind::Kit), slot(MemberKind::Passphrase));
            membership.verified.kit = kit;
            membership.verified.passphrase = passphrase;
            Ok(membership.chain.head().number)
        });
        let words = kit.expose_words();
        self.keep("kit", &words);
        json!({"kit": words.as_str(), "head": head.unwrap()})
    }

    /// Signs an entry with this device's key whose body is noise, and sends it. Gives its number.
    pub fn vandalise(&self, service: &str, kind: Kind) -> u64 {
        assert!(sync::now(&self.context(), self.store(), Patience::USUAL, false).is_ok());
        let replica = self.store().read().unwrap();
        let membership = replica.membership.as_ref().unwrap();
        let chain = &membership.chain;
        let header = UnsignedHeader {
            backup: chain.backup(),
            number: chain.head().number + 1,
            previous: chain.head().hash,
            control: chain.control().hash,
            epoch: chain.epoch(),
            kind,
            author: replica.device,
            commitment: *chain.commitment(),
            time: self.context().now(),
        };
        let entry = header.sign(vec![7; 300], &membership.secret);
        let Head { number, hash } = chain.head();
        let path = path::of_backup(path::ENTRIES, chain.backup());
        let request = Request::append(path, Head { number, hash }, frame::write_all(&[entry]));
        let request = request.with_token(membership.token.as_ref().unwrap());
        let client = Client::new(service.parse().unwrap(), Patience::USUAL, None).unwrap();
        assert!(client.send(&request).unwrap().is_success());
        number + 1
    }

    /// Recovers with the passphrase.
    pub fn recover(service: &str, account: &str, device: &str) -> Self {
        let home = Self::new(device);
        let context = home.context();
        let client = Client::new(service.parse().unwrap(), Patience::USUAL, None).unwrap();
        let secret = Secret::Passphrase(typed(PASSPHRASE));
        let access = way_in::access(&context, &client, &account.parse().unwrap(), &secret).unwrap();
        let opened = way_in::open(&client, access, Damaged::Refuse).unwrap();
        let mut env = Env { now: context.now(), rng: &mut context.rng() };
        let (joining, request) = join::start(&opened, device, "test", &mut env).unwrap();
        let answer = client.send(&request).unwrap();
        let joined = home.store().update(|replica| {
            let mut env = Env { now: context.now(), rng: &mut context.rng() };
            Ok(joining.answer(&answer, &opened, client.origin().as_str(), replica, &mut env)?)
        });
        assert!(matches!(joined, Ok(JoinEnd::Done)));
        assert!(sync::now(&context, home.store(), Patience::USUAL, false).is_ok());
        home
    }

    /// Labels of the accounts, sorted, after looking for news as every reading does.
    pub fn labels(&self) -> Vec<String> {
        sync::before_read(&self.context(), self.store()).unwrap();
        let list = account::list(&self.store().read().unwrap().vault);
        let mut labels: Vec<String> = list.into_iter().map(|account| account.unwrap().label).collect();
        labels.sort();
        labels
    }

    pub fn store_bytes(&self) -> Vec<u8> {
        read(&self.path("home").join("store.regain"))
    }
}

fn typed(text: &str) -> Passphrase {
    Passphrase::typed(text, OuterSpace::Refuse).unwrap_or_else(|_| unreachable!("the text is fixed"))
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
