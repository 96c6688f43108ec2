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
    browser.press("Switch on");
    browser.see("This passphrase is too easy to guess.");
    browser.fill("Passphrase", PASSPHRASE);
    browser.see("Strong enough");
    browser.press("Switch on");
    browser.see("This account name is taken.");
    browser.fill("Account name", "brave-otter-42");
    browser.press("Switch on");
    browser.see_role("heading", "Recovery kit");
}

/// The meter is a module beside the app. Whatever becomes of it, it alone must not decide.
#[test]
fn needs_browser_a_meter_that_lies_lets_no_simple_passphrase_through() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Mine")]);
    browser.run(
        "const post = Worker.prototype.postMessage;\
         Worker.prototype.postMessage = function (message, ...rest) {\
           const lie = message?.known ? { ...message, text: 'quiet maple orbit thunder Zeppelin' } : message;\
           return post.call(this, lie, ...rest);\
         };",
    );
    browser.to_backup();
    browser.press("Cloud backup");
    browser.fill("Account name", "brave-otter-42");
    browser.press("Choose my own passphrase");
    for simple in ["aaaa", "aaaaaaaaaaaaaaaaaaaa", "brave-otter-42 brave-otter-42"] {
        browser.fill("Passphrase", simple);
        browser.see("Strong enough");
        browser.press("Switch on");
        browser.see("This passphrase is too easy to guess.");
    }
    browser.to_settings();
    browser.press("App lock");
    browser.press_role("radio", "A passphrase");
    browser.fill("New app passphrase", "aaaaaaaaaaaaaaaaaaaa");
    browser.see("Strong enough");
    browser.press("Save");
    browser.see("This passphrase is too easy to guess.");
}

/// Switching on is cut short after the account was made and before its kit was seen: nobody has the words. No device may say so and
/// replace the kit at once: a stolen one would say it of a kit that lies in its owner's drawer. It asks like for any other, and neither
/// whoever has the passphrase nor a second device of his makes that faster.
#[test]
fn needs_browser_a_kit_nobody_saw_is_said_and_replaced_only_by_asking() {
    let stage = Stage::new();
    let mut browser = stage.browser();
    browser.add_by_paste(&[&uri("Mine")]);
    browser.to_backup();
    browser.press("Cloud backup");
    browser.fill("Account name", "brave-otter-42");
    browser.press("Choose my own passphrase");
    browser.fill("Passphrase", PASSPHRASE);
    browser.press("Switch on");
    // The account is made by now; on a fast machine the kit is on the screen already, and nobody has read it.
    browser.see_one_of(&["Reading back", "I have kept it"]);
    browser.kill();
    browser.start(&stage.driver);
    browser.open(&stage.house.app());
    browser.to_backup();
    browser.see("Nobody has shown yet that the recovery kit is kept.");
    browser.press("No recovery kit at hand?");
    browser.press_role("button", "Make a new kit");
    browser.see("These words open nothing yet");
    let words = browser.kit_words();
    browser.keep_kit(&words);
    browser.see("Waiting for 72 hours");
    browser.press("Show Devices");
    browser.see("asks for a new recovery kit");

    // The passphrase goes on opening the backup; the new words open nothing.
    let home = Home::new("Laptop");
    let (passphrase, kit) = (home.file("passphrase"), home.keep("kit", &words.join(" ")));
    let place = ["--service", &stage.house.url(), "--account", "brave-otter-42"];
    let by_kit = home.run(&[&["recover", "--json", "--yes"], &place[..], &["--kit-file", &kit]].concat());
    assert_ne!(by_kit.code, 0, "a kit that was only asked for opens the backup");
    home.json(&[&["recover"], &place[..], &["--passphrase-file", &passphrase]].concat());
    assert_eq!(home.issuers(), ["Mine"]);
    let seen = home.json(&["proposals"]);
    let id = seen["proposals"][0]["id"].as_str().unwrap();
    let confirmed = home.run(&["proposals", "confirm", id, "--json", "--yes"]);
    assert!(confirmed.err.contains("72 hours"), "{}", confirmed.err);
    // Its owner can take it back.
    browser.press("Take back");
    browser.press_role("button", "Take back");
    browser.see("Refused; nothing was changed");
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
