//! Flow A: an account by camera, Cloud backup on, the kit confirmed, Details.

use crate::harness::browser::Options;
use crate::harness::picture::{STRAIGHT, film};
use crate::harness::stage::Stage;
use crate::home::{Home, PASSPHRASE, uri};
use tempfile::TempDir;

#[test]
fn needs_browser_flow_a_from_the_camera_to_a_protected_backup() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("code.y4m");
    film(&[&uri("Camera")], &STRAIGHT, &path);
    let stage = Stage::new();
    let browser = stage.browser_with(Options { camera: Some(path), ..Options::default() });
    browser.press("Add account");
    browser.press("Scan a QR code");
    browser.take_found(1);

    let words = browser.switch_backup_on("brave-otter-42");
    assert!(browser.text().contains(&stage.house.url()), "the sheet names the service");
    assert!(browser.text().contains("brave-otter-42"), "and the account");
    browser.confirm_kit(&words);

    browser.to_backup();
    browser.see("Recovery account: brave-otter-42");
    browser.press("Details");
    browser.see("1 of 1 account");
    browser.see("Yes: two ways back in were seen to work");
    browser.see("Up to date");

    // Nobody has to believe the app: another program opens the backup, once by the passphrase and once by the words.
    let by_passphrase = Home::new("Laptop");
    let file = by_passphrase.file("passphrase");
    let place = ["--service", &stage.house.url(), "--account", "brave-otter-42"];
    by_passphrase.json(&[&["recover"], &place[..], &["--passphrase-file", &file]].concat());
    assert_eq!(by_passphrase.issuers(), ["Camera"]);
    let by_kit = Home::new("Desk");
    let kit = by_kit.keep("kit", &words.join(" "));
    by_kit.json(&[&["recover"], &place[..], &["--kit-file", &kit]].concat());
    assert_eq!(by_kit.issuers(), ["Camera"]);
}

#[test]
fn needs_browser_a_name_that_is_taken_and_a_weak_passphrase_are_said() {
    let stage = Stage::new();
    let _home = stage.command_line(&["Laptop"]);
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Mine")]);
    browser.to_backup();
    browser.press("Cloud backup");
    browser.fill("Account name", "anna");
    browser.press("Choose my own passphrase");
    browser.fill("Passphrase", "password1");
    browser.see("Too easy to guess");
    browser.fill("Passphrase", PASSPHRASE);
    browser.see("Strong enough");
    browser.press("Switch on");
    browser.see("This account name is taken.");
    browser.fill("Account name", "brave-otter-42");
    browser.press("Switch on");
    browser.see_role("heading", "Recovery kit");
}

#[test]
fn needs_browser_a_kit_that_was_not_kept_stays_said() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Mine")]);
    browser.switch_backup_on("brave-otter-42");
    browser.press("Later");
    browser.press("Leave");
    browser.go("settings/backup/details");
    browser.see("Not yet: the recovery kit was not tried");
    browser.go("");
    browser.see("The backup is not protected yet");
}
