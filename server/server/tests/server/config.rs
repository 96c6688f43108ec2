use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use regain_server::Config;
use regain_server::config::{Flags, Role};
use tempfile::TempDir;

/// What loading this file says; the folder's name is taken out.
fn load(text: &str) -> Result<Config, String> {
    load_with(text, &[])
}

fn load_with(text: &str, environment: &[(&str, &str)]) -> Result<Config, String> {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("regain.toml");
    fs::write(&path, text).unwrap();
    let environment: HashMap<&str, &str> = environment.iter().copied().collect();
    let lookup = |name: &str| environment.get(name).map(|value| (*value).to_owned());
    Config::load(Some(&path), &lookup, Flags::default())
        .map_err(|error| error.to_string().replace(&folder.path().display().to_string(), "…"))
}

fn refused(text: &str) -> String {
    load(text).unwrap_err()
}

#[test]
fn without_a_file_everything_is_on_loopback() {
    let config = Config::load(None, &|_| None, Flags::default()).unwrap();
    insta::assert_snapshot!(config.dump(), @r#"
    data_dir = "./regain-data"
    roles = ["backup", "portal"]
    public_url = []
    behind_proxy = false
    trusted_proxies = []
    log_format = "text"

    [database]
    url = "sqlite:./regain-data/regain.sqlite3"

    [[listeners]]
    bind = "127.0.0.1:8420"
    serves = "public"

    [[listeners]]
    bind = "127.0.0.1:8422"
    serves = "portal"

    [[listeners]]
    bind = "127.0.0.1:8421"
    serves = "admin"

    [mail]
    file = "./regain-data/mail"

    [registration]
    open = true
    per_hour = 60
    "#);
}

#[test]
fn a_dump_is_a_file_that_gives_the_same() {
    let text = r#"
        data_dir = "/srv/regain"
        public_url = "https://backup.example.org"
        behind_proxy = true
        trusted_proxies = ["10.0.0.0/8"]
        log_format = "json"
        [[listeners]]
        bind = "0.0.0.0:8420"
        serves = "public"
        [mail.smtp]
        url = "smtps://mail.example.org:465"
        from = "Regain <regain@example.org>"
        user = "regain"
        password_file = "/srv/regain/secrets/smtp"
        [registration]
        open = false
    "#;
    let config = load(text).unwrap();
    assert_eq!(load(&config.dump()).unwrap(), config);
}

#[test]
fn the_environment_wins_over_the_file_and_flags_over_both() {
    let file = "data_dir = \"/from/file\"\nlog_format = \"json\"";
    let environment = [("REGAIN_DATA_DIR", "/from/environment"), ("REGAIN_REGISTRATION_OPEN", "false")];
    let config = load_with(file, &environment).unwrap();
    assert_eq!(config.data_dir, PathBuf::from("/from/environment"));
    assert!(!config.registration.open);
    let flags = Flags { data_dir: Some("/from/flag".into()), ..Flags::default() };
    let config = Config::load(None, &|name| (name == "REGAIN_DATA_DIR").then(|| "/x".into()), flags).unwrap();
    assert_eq!(config.data_dir, PathBuf::from("/from/flag"));
    let wrong = load_with("", &[("REGAIN_BEHIND_PROXY", "maybe")]).unwrap_err();
    insta::assert_snapshot!(wrong, @r#"REGAIN_BEHIND_PROXY="maybe": write true or false"#);
}

#[test]
fn an_unknown_key_is_refused_with_the_one_that_was_meant() {
    insta::assert_snapshot!(refused("data_dri = \"/x\""), @"…/regain.toml: unknown key `data_dri`; did you mean `data_dir`?");
    insta::assert_snapshot!(
        refused("[[listeners]]\nbind = \"127.0.0.1:1\"\nserve = \"public\""),
        @"…/regain.toml: unknown key `listeners.*.serve`; did you mean `listeners.*.serves`?"
    );
    insta::assert_snapshot!(refused("smtp = \"x\""), @"…/regain.toml: unknown key `smtp`; did you mean `mail.smtp`?");
}

#[test]
fn what_is_unsafe_or_can_not_work_is_refused_with_the_way_out() {
    insta::assert_snapshot!(
        refused("[[listeners]]\nbind = \"0.0.0.0:8420\"\nserves = \"public\""),
        @"the listener 0.0.0.0:8420 would send every token over the network in the clear; give it `tls = { cert, key }`, bind it to 127.0.0.1, or set `behind_proxy = true` when a proxy in front of it speaks TLS"
    );
    insta::assert_snapshot!(
        refused("behind_proxy = true\n[[listeners]]\nbind = \"0.0.0.0:8420\"\nserves = \"public\""),
        @r#"`public_url` is missing: proofs of a recovery kit or a device are bound to the address that clients dial; set it to that, e.g. `public_url = "https://backup.example.org"`"#
    );
    insta::assert_snapshot!(
        refused("public_url = \"https://Backup.example.org/\""),
        @r#"public_url "https://Backup.example.org/" is no origin; write scheme and host only, in lower case, e.g. `https://backup.example.org`"#
    );
    insta::assert_snapshot!(
        refused("[[listeners]]\nbind = \"127.0.0.1:8421\"\nserves = \"admin\""),
        @r#"no listener serves "public"; add one: `[[listeners]]` with `bind = "127.0.0.1:8420"` and `serves = "public"`"#
    );
    insta::assert_snapshot!(
        refused("[[listeners]]\nbind = \"127.0.0.1:8420\"\nserves = \"public\"\n[[listeners]]\nbind = \"0.0.0.0:8421\"\nserves = \"admin\""),
        @"the admin listener 0.0.0.0:8421 is open to the network without TLS; bind it to 127.0.0.1"
    );
    insta::assert_snapshot!(
        refused("database.url = \"mysql://x\""),
        @r#"database.url "mysql://x" is not known; write `sqlite:PATH`"#
    );
    insta::assert_snapshot!(
        refused("trusted_proxies = [\"proxy\"]"),
        @r#"trusted_proxies: "proxy" is neither an address like 10.0.0.1 nor a network like 10.0.0.0/8"#
    );
    insta::assert_snapshot!(
        refused("[mail]\nfile = \"x\"\n[mail.smtp]\nurl = \"smtp://localhost\"\nfrom = \"a@b.c\""),
        @"mail has both `file` and `smtp`; keep one of them"
    );
    insta::assert_snapshot!(refused("roles = [\"proxy\"]"), @r#"
    …/regain.toml: TOML parse error at line 1, column 10
      |
    1 | roles = ["proxy"]
      |          ^^^^^^^
    unknown variant `proxy`, expected `backup` or `portal`
    "#);
}

#[test]
fn a_portal_needs_an_address_of_its_own() {
    let listeners = "[[listeners]]\nbind = \"0.0.0.0:1\"\nserves = \"portal\"\n[[listeners]]\nbind = \"0.0.0.0:2\"\nserves = \"public\"";
    let with = |head: &str| {
        refused(&format!("behind_proxy = true\npublic_url = \"https://a.example\"\n{head}\n{listeners}"))
    };
    insta::assert_snapshot!(
        with(""),
        @r#"`portal_url` is missing: what the app signs and passkeys are bound to the portal's address; set it to what people open, e.g. `portal_url = "https://portal.example.org"`"#
    );
    insta::assert_snapshot!(
        with("portal_url = \"https://a.example\""),
        @"the portal and the web app both have https://a.example: give the portal a host name of its own, so that a fault in one can't reach the other"
    );
    insta::assert_snapshot!(
        with("portal_url = \"https://B.example/\""),
        @r#"portal_url "https://B.example/": this is no host's name in lower case; write scheme and host only, in lower case, e.g. `https://portal.example.org`"#
    );
    insta::assert_snapshot!(
        refused("roles = [\"portal\"]\n[[listeners]]\nbind = \"127.0.0.1:1\"\nserves = \"public\""),
        @r#"no listener serves "portal"; add one: `[[listeners]]` with `bind = "127.0.0.1:8422"` and `serves = "portal"`"#
    );
    insta::assert_snapshot!(
        refused("roles = []"),
        @r#"`roles` is empty; write `roles = ["backup", "portal"]`, or one of the two"#
    );
}

#[test]
fn a_file_from_before_the_portal_means_what_it_meant() {
    let old = load("public_url = \"https://backup.example.org\"\nbehind_proxy = true").unwrap();
    assert_eq!(old.roles, [Role::Backup]);
    let new = load("public_url = \"https://a.example\"\nportal_url = \"https://b.example\"").unwrap();
    assert_eq!(new.roles, [Role::Backup, Role::Portal]);
}
