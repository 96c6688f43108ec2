//! What people read when something is not as they think.

use super::home::{Home, command_in, said};

#[test]
fn a_missing_store_is_no_empty_app() {
    let home = Home::bare();
    for args in
        [vec!["list"], vec!["code", "x"], vec!["add", "otpauth://totp/a?secret=JBSWY3DP"], vec!["trash"]]
    {
        home.run(args).fails(6, &["there is no store of Regain in", "regain init", "regain recover"]);
    }
    assert!(!home.path().exists(), "and nothing was made");
}

#[test]
fn the_lock_asks_for_its_passphrase_and_takes_another() {
    let home = Home::new();
    home.run(["init"]).fails(5, &["holds a store already; nothing was changed"]);
    let wrong = home.file("wrong", "not this one");
    let new = home.file("new", "another lock for the tests\n");
    let list = |lock: &std::path::Path| said(command_in(&home.path(), lock, ["list"]), "");
    list(&wrong).fails(3, &["wrong passphrase or key, or the first 103 bytes of the file are damaged"]);
    let new_file = new.to_str().expect("UTF-8");
    home.run(["lock", "change", "--new-passphrase-file", new_file]).ok();
    assert!(!home.path().join("store.regain.previous").exists(), "it would open with the old passphrase");
    list(&home.dir.path().join("lock")).fails(3, &["wrong passphrase"]);
    list(&new).ok();
    let asked =
        said(command_in(&home.path(), std::path::Path::new("-"), ["list"]), "another lock for the tests\n");
    asked.ok();
    let mut nobody = std::process::Command::new(env!("CARGO_BIN_EXE_regain"));
    nobody.arg("--home").arg(home.path()).args(["list", "--json"]).stdin(std::process::Stdio::null());
    let said = nobody.output().expect("it ends");
    assert_eq!(said.status.code(), Some(2));
    let error: serde_json::Value = serde_json::from_slice(&said.stderr).expect("JSON on standard error");
    assert_eq!(error["error"]["code"], "usage");
    assert!(error["error"]["next"].as_str().is_some_and(|next| next.contains("--unlock-file")), "{error}");
}

#[test]
fn usage_errors_help_and_pages_need_no_store() {
    let home = Home::bare();
    assert_eq!(home.run(["no-such-command"]).code, 2);
    assert_eq!(home.run(["add"]).code, 2);
    assert!(home.run(["help", "exit-codes"]).ok().out.contains("6  the store is missing, damaged"));
    let completions = home.run(["completions", "bash"]).ok().out;
    assert!(completions.contains("_regain()") && completions.contains("exit-codes"));
    let man = home.run(["man"]).ok().out;
    for part in ["regain backup", ".SH EXIT STATUS", "REGAIN_HOME", "otpauth"] {
        assert!(man.contains(part), "{part} is not in the page");
    }
}

#[test]
fn doctor_says_what_is_wrong_and_what_to_do() {
    use std::os::unix::fs::PermissionsExt as _;
    let home = Home::new();
    let good = home.run(["doctor", "--offline", "--json"]).ok().json();
    let state = |name: &str, all: &serde_json::Value| {
        all.as_array()
            .and_then(|all| all.iter().find(|one| one["name"] == name).map(|one| one["state"].clone()))
    };
    for name in ["core dumps", "clock", "home", "lock files", "store", "entries"] {
        assert_eq!(state(name, &good), Some("good".into()), "{name}: {good}");
    }
    std::fs::set_permissions(home.path(), std::fs::Permissions::from_mode(0o755)).expect("it is ours");
    let said = home.run(["doctor", "--offline"]).ok();
    assert!(said.out.contains("others may look into") && said.out.contains("chmod -R go="), "{}", said.out);
}

#[test]
fn codes_follow_a_corrected_clock_only_while_the_person_wants_it() {
    let home = Home::new();
    home.run(["add", "otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP"]).ok();
    home.run(["doctor", "--use-service-clock", "--yes"]).fails(5, &["backup"]);
    std::fs::write(home.path().join("clock-correction"), "7200000").expect("it is ours");
    let key = regain_otp::uri::parse("otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP").expect("it is one");
    // The code may change between the two looks at the clock.
    let ahead =
        || key.otp.code_at(home.context().now() / 1000 + 7200).expect("it has no PIN").expose().to_owned();
    let before = ahead();
    let said = home.run(["code", "a"]).ok();
    let after = ahead();
    assert!(said.out.trim() == before || said.out.trim() == after, "{} {before} {after}", said.out);
    assert!(said.err.contains("made by this machine's clock plus 7200 s"), "{}", said.err);
    home.run(["doctor", "--use-own-clock"]).ok();
    assert!(!home.run(["code", "a"]).ok().err.contains("clock"));
}
