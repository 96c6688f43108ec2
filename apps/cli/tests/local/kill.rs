//! SIGKILL at any moment: the store opens with everything that was acknowledged.

use std::io::{BufRead as _, BufReader, Write as _};
use std::process::{Command, Stdio};
use std::time::Duration;

use regain_cli::args::Globals;
use regain_cli::store::{FILE, Store, Unlocked};
use regain_cli::{Context, Failure};
use regain_otp::{Algorithm, Digits, Otp, OtpSecret, Period};
use regain_vault::RecordId;
use regain_vault::account::{self, NewAccount};

use super::home::Home;

/// How many times; more for a long run.
const COUNT: &str = "REGAIN_KILLS";
const CHILD_HOME: &str = "REGAIN_KILL_HOME";

fn count() -> u64 {
    std::env::var(COUNT).ok().and_then(|count| count.parse().ok()).unwrap_or(30)
}

fn accounts(store: &Unlocked) -> usize {
    account::count(&store.read().unwrap_or_else(|failure| panic!("{failure}")).vault)
}

/// The victim: adds accounts and says each one that is durable.
fn victim(home: std::path::PathBuf) {
    let unlock_file = Some(home.with_file_name("lock"));
    let globals = Globals {
        home: Some(home),
        json: false,
        unlock_file,
        yes: true,
        offline: true,
        quiet: true,
        ca_file: None,
    };
    let context = Context::new(&globals).expect("a home is named");
    let store = Store::unlock(&context).expect("it opens");
    let mut out = std::io::stdout();
    writeln!(out, "\nready").and_then(|()| out.flush()).expect("the parent listens");
    for number in 0_u64.. {
        let mut id = [7; 16];
        id[..8].copy_from_slice(&(context.now() << 20 | number).to_be_bytes());
        let secret = OtpSecret::from_bytes(&id).expect("16 bytes");
        let otp = Otp::totp(secret, Algorithm::Sha1, Digits::SIX, Period::THIRTY);
        let new = NewAccount::new(RecordId(id), "Kill", "x", otp);
        let now = context.now();
        store
            .update(|replica| {
                account::add(&mut replica.vault, &mut replica.clock, now, &new).expect("the id is new");
                Ok::<_, Failure>(())
            })
            .expect("it is saved");
        writeln!(out, "{}", accounts(&store)).and_then(|()| out.flush()).expect("the parent listens");
    }
}

#[test]
fn a_killed_writer_leaves_the_old_state_or_the_new_one() {
    // This test starts itself once more; there it is the victim.
    if let Some(home) = std::env::var_os(CHILD_HOME) {
        return victim(home.into());
    }
    let home = Home::new();
    let store = Store::unlock(&home.context()).expect("it opens");
    let mut acknowledged = 0;
    for round in 0..count() {
        let mut child = Command::new(std::env::current_exe().expect("this test"))
            .args([
                "--exact",
                "local::kill::a_killed_writer_leaves_the_old_state_or_the_new_one",
                "--nocapture",
            ])
            .env(CHILD_HOME, home.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("this test starts itself");
        let mut lines =
            BufReader::new(child.stdout.take().expect("it is piped")).lines().map_while(Result::ok);
        assert!(lines.by_ref().any(|line| line == "ready"), "the victim did not start");
        // Spread over the microseconds of a write, not in step with it.
        std::thread::sleep(Duration::from_micros(round * 7919 % 20_000));
        child.kill().expect("it runs");
        child.wait().expect("it ends");
        acknowledged = lines.filter_map(|line| line.parse().ok()).last().unwrap_or(acknowledged);
        let there = accounts(&store);
        assert!(
            there == acknowledged || there == acknowledged + 1,
            "{acknowledged} acknowledged, {there} there"
        );
        acknowledged = there;
    }
    assert!(acknowledged > 0, "no account was ever added: the kills came too early to mean anything");
}

#[test]
fn a_killed_command_leaves_the_old_state_or_the_new_one() {
    let home = Home::new();
    let store = Store::unlock(&home.context()).expect("it opens");
    for round in 0..8_u64 {
        let before = accounts(&store);
        let uri = format!("otpauth://totp/K:{round}?secret=JBSWY3DPEHPK3PXP");
        let mut child = home.command(["add", &uri]).spawn().expect("the binary was built");
        std::thread::sleep(Duration::from_millis(round * 130));
        child.kill().expect("it is a child");
        child.wait().expect("it ends");
        let after = accounts(&store);
        assert!(after == before || after == before + 1, "{before} before, {after} after");
        assert!(home.path().join(FILE).exists());
    }
}
