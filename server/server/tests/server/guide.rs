//! docs/GUIDE.md: its configuration file is right, and names every key there is.

use std::fs;

use regain_server::Config;
use regain_server::config::{Flags, Mail};
use tempfile::TempDir;

/// The text between "```toml" and "```".
fn example() -> String {
    let guide = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/GUIDE.md")).unwrap();
    guide.split("```toml\n").nth(1).unwrap().split("```").next().unwrap().to_owned()
}

fn load(text: &str) -> Config {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("regain.toml");
    fs::write(&file, text).unwrap();
    Config::load(Some(&file), &|_| None, Flags::default()).unwrap()
}

#[test]
fn the_configuration_in_the_guide_loads_and_has_every_key() {
    let example = example();
    let config = load(&example);
    assert!(matches!(config.mail, Mail::Smtp(_)));
    // What a dump writes is every key but those of the other way to mail.
    let mut keys: Vec<&str> = Vec::new();
    let dump = config.dump();
    for line in dump.lines() {
        keys.push(line.split(['=', ']']).next().unwrap().trim());
    }
    keys.push("file");
    for key in keys {
        assert!(example.contains(key), "{key} is missing in the guide's example");
    }
    // Commented-out keys are right as well: the other way to mail, a listener with TLS.
    let without_relay: String =
        example.split("[mail.smtp]").next().unwrap().to_owned() + "[mail]\nfile = \"/var/lib/regain/mail\"\n";
    assert!(matches!(load(&without_relay).mail, Mail::Folder(_)));
}
