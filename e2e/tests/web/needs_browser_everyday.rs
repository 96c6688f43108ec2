//! First run, accounts added in every way, codes that are right, copying, the trash.

use crate::harness::browser::{Browser, Options};
use crate::harness::picture::{STRAIGHT, TILTED, film, picture};
use crate::harness::stage::Stage;
use crate::home::uri;
use regain_otp::{migration, uri as address};
use serde_json::{Value, json};
use tempfile::TempDir;

#[test]
fn needs_browser_a_fresh_app_offers_the_ways_in() {
    let stage = Stage::new();
    let browser = stage.browser();
    for name in ["Add account", "Begin recovery", "I lost a device"] {
        browser.see_role("pressed", name);
    }
    assert!(!browser.text().contains("damaged"));
}

#[test]
fn needs_browser_an_account_is_added_by_camera_and_shows_the_right_code() {
    let folder = TempDir::new().unwrap();
    for (corners, name) in [(&STRAIGHT, "straight.y4m"), (&TILTED, "tilted.y4m")] {
        let path = folder.path().join(name);
        film(&[&uri("Camera")], corners, &path);
        let stage = Stage::new();
        let browser = stage.browser_with(Options { camera: Some(path), ..Options::default() });
        browser.press("Add account");
        browser.press("Scan a QR code");
        browser.take_found(1);
        browser.see_code("Camera", &uri("Camera"));
        browser.see("Nothing is backed up yet");
    }
}

#[test]
fn needs_browser_an_export_of_several_codes_is_scanned_in_one_go() {
    let addresses: Vec<String> = (0..14).map(|n| uri(&format!("Moved{n:02}"))).collect();
    let accounts: Vec<_> = addresses.iter().map(|one| address::parse(one).ok().unwrap()).collect();
    let written = migration::write(&accounts, 7, 300);
    assert!(written.uris.len() >= 2, "one code is no test of several");
    let codes: Vec<&str> = written.uris.iter().map(|one| one.as_str()).collect();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("several.y4m");
    film(&codes, &STRAIGHT, &path);
    let stage = Stage::new();
    let browser = stage.browser_with(Options { camera: Some(path), ..Options::default() });
    browser.press("Add account");
    browser.press("Scan a QR code");
    browser.take_found(14);
    browser.see_code("Moved13", &addresses[13]);
}

#[test]
fn needs_browser_a_picture_file_is_read() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("code.png");
    picture(&uri("Picture"), &TILTED, &path);
    let stage = Stage::new();
    let browser = stage.browser();
    browser.press("Add account");
    browser.see("Choose a picture or a file");
    browser.choose_file(&path);
    browser.take_found(1);
    browser.see_code("Picture", &uri("Picture"));
}

#[test]
fn needs_browser_pasted_lines_and_typed_accounts_are_added_and_copied() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Pasted"), &uri("Second")]);
    browser.press("Add account");
    browser.press("Type it in");
    browser.fill("Service", "Typed");
    browser.fill("Account name", "anna");
    browser.fill("Setup key", "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
    browser.press_role("button", "Add the account");
    for name in ["Pasted", "Second", "Typed"] {
        browser.see_code(name, &uri(name));
    }
    browser.press("Copy the code of Pasted");
    browser.see("Copied");
    let said = "return [...document.querySelectorAll('[role=status], [role=alert], [aria-live]')]\
                .filter(one => one.textContent.includes('Copied')).length";
    assert_eq!(browser.run(said), json!(1), "a screen reader says it once");
    let copied: String = browser.clipboard().chars().filter(char::is_ascii_digit).collect();
    assert_eq!(Some(copied.len()), browser.code_of("Pasted").map(|code| code.len()));
}

#[test]
fn needs_browser_what_is_deleted_is_in_the_trash_and_comes_back() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Kept"), &uri("Gone")]);
    browser.press_role("link", "Gone");
    browser.press("Move to the trash");
    browser.see("is in the trash");
    browser.to_settings();
    browser.press("Trash");
    browser.press("Restore: Gone");
    browser.see("The trash is empty");
    browser.go("");
    browser.see_code("Gone", &uri("Gone"));
}

#[test]
fn needs_browser_the_search_finds_and_says_when_it_does_not() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Alpha"), &uri("Beta"), &uri("Gamma")]);
    browser.fill("Search accounts", "bet");
    browser.until("only Beta is listed", || {
        let listed = browser.listed();
        (listed.len() == 1 && listed[0].contains("Beta")).then_some(())
    });
    browser.fill("Search accounts", "nothing like that");
    browser.see("Nothing matches");
}

#[test]
fn needs_browser_an_account_is_dragged_by_its_icon_with_a_mouse_or_a_finger() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Alpha"), &uri("Beta"), &uri("Gamma")]);
    browser.see_code("Gamma", &uri("Gamma"));
    for (by, name, onto, order) in [
        ("mouse", "Alpha", "Gamma", ["Beta anna", "Gamma anna", "Alpha anna"]),
        ("touch", "Alpha", "Beta", ["Alpha anna", "Beta anna", "Gamma anna"]),
    ] {
        let marked = || {
            let mark = "return [...document.querySelectorAll('main li')].filter(one => getComputedStyle(one).boxShadow !== 'none').length";
            browser
                .until("the line and its place are marked", || (browser.run(mark) == json!(2)).then_some(()));
        };
        browser.drag(by, &icon_of(&browser, name), &icon_of(&browser, onto), marked);
        browser.until(&format!("{name} was moved by {by}"), || (browser.listed() == order).then_some(()));
        let left = "return [...document.querySelectorAll('main li')].filter(one => one.style.transform || getComputedStyle(one).boxShadow !== 'none').length";
        browser.until("nothing of the drag is left", || (browser.run(left) == json!(0)).then_some(()));
    }
    browser.press("Undo");
    browser.until("it is back", || {
        (browser.listed() == ["Beta anna", "Gamma anna", "Alpha anna"]).then_some(())
    });

    // What was searched for has no order that could be changed.
    browser.fill("Search accounts", "a");
    browser.drag("mouse", &icon_of(&browser, "Beta"), &icon_of(&browser, "Alpha"), || ());
    browser.fill("Search accounts", "");
    browser.see("Gamma");
    assert_eq!(browser.listed(), ["Beta anna", "Gamma anna", "Alpha anna"]);
}

#[test]
fn needs_browser_a_list_longer_than_the_window_moves_along_with_what_is_dragged() {
    let stage = Stage::new();
    let browser = stage.browser();
    let addresses: Vec<String> = (0..14).map(|n| uri(&format!("Long{n:02}"))).collect();
    browser.add_by_paste(&addresses.iter().map(String::as_str).collect::<Vec<_>>());
    browser.see_code("Long13", &addresses[13]);
    let bottom = browser.see_role("link", "+ Add account");
    browser.drag("touch", &icon_of(&browser, "Long00"), &bottom, || {
        let end = "return scrollY + innerHeight > document.documentElement.scrollHeight - 2";
        browser.until("the end of the list", || (browser.run(end) == json!(true)).then_some(()));
    });
    browser.until("it stands among the last", || {
        browser.listed().iter().position(|name| name == "Long00 anna").filter(|place| *place > 10)
    });
}

fn icon_of(browser: &Browser, name: &str) -> Value {
    let link = browser.see_role("link", name);
    browser.session().run("return arguments[0].closest('li').firstElementChild", &[link]).unwrap()
}
