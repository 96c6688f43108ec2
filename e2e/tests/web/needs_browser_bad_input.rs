//! What is not ours, not allowed, or not there is said in plain words, with the next step.

use crate::harness::picture::{STRAIGHT, picture};
use crate::harness::stage::Stage;

#[test]
fn needs_browser_codes_that_are_no_accounts_are_named() {
    let stage = Stage::new();
    let browser = stage.browser();
    let folder = tempfile::TempDir::new().unwrap();
    let cases = [
        ("https://example.org/menu", "This QR code is a link to a web page, not an account."),
        ("WIFI:T:WPA;S:cafe;P:secret;;", "This QR code is for a Wi-Fi network."),
        ("phonefactor://activate_account?code=123456789&url=https%3A%2F%2Fexample.org", "Microsoft"),
    ];
    for (number, (text, words)) in cases.into_iter().enumerate() {
        let path = folder.path().join(format!("{number}.png"));
        picture(text, &STRAIGHT, &path);
        browser.go("settings");
        browser.go("add");
        browser.see("Choose a picture or a file");
        browser.choose_file(&path);
        browser.see(words);
    }
    let path = folder.path().join("no-picture.png");
    std::fs::write(&path, b"this is no picture at all").unwrap();
    browser.go("settings");
    browser.go("add");
    browser.choose_file(&path);
    browser.see_one_of(&[
        "The file can’t be read as a picture.",
        "No account was found in it",
        "No QR code was found",
    ]);
}

#[test]
fn needs_browser_without_a_camera_the_other_ways_are_offered() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.press("Add account");
    browser.press("Scan a QR code");
    browser.see_one_of(&["The camera can’t be used", "No camera was found.", "The camera may not be used."]);
    browser.see("Choose a picture or a file");
    browser.see_role("typed", "Setup link or key list");
}

#[test]
fn needs_browser_a_key_that_is_none_is_said_at_its_field() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.press("Add account");
    browser.press("Type it in");
    browser.fill("Service", "Wrong");
    browser.fill("Setup key", "this is 1 key that 0 is none!");
    browser.press_role("button", "Add the account");
    browser.see("This is no secret key.");
    browser.go("");
    assert!(browser.listed().is_empty());
}
