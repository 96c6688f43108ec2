//! Accounts of organisations: set up from a QR code, asked, answered; and after a restore, set up again.

use tempfile::TempDir;

use crate::harness::browser::{Browser, Options};
use crate::harness::picture::{STRAIGHT, film};
use crate::harness::portal::Desk;
use crate::harness::stage::Stage;

/// As many digits, and none of them right.
fn other(number: &str) -> String {
    let turned = |c| match c {
        ' ' => ' ',
        '9' => '0',
        _ => '9',
    };
    number.chars().map(turned).collect()
}

/// How many lines of accounts of organisations the list has.
fn lines(browser: &Browser) -> usize {
    browser.texts("a.account-open[href*='/bound/']").len()
}

/// On the narrowest phone as well; with pictures.
#[track_caller]
fn fits(browser: &Browser, name: &str) {
    assert_eq!(browser.keep_state(name, "en"), [""; 0], "{name}");
}

fn waits_no_longer(browser: &Browser) {
    browser.until("the sheet is gone", || browser.texts("dialog.sheet").is_empty().then_some(()));
}

fn set_up() -> (Stage, Desk, Browser) {
    let stage = Stage::new();
    let desk = stage.desk();
    let browser = stage.browser();
    browser.enrol_by_paste(&desk);
    browser.see("is set up");
    browser.press("Done");
    browser.see_role("heading", "Accounts");
    assert_eq!(lines(&browser), 1);
    (stage, desk, browser)
}

#[test]
fn needs_browser_a_work_account_is_set_up_by_paste_and_answers_requests() {
    let (stage, _desk, browser) = set_up();

    let computer = stage.sign_in();
    let number = computer.number();
    browser.see("Are you signing in to");
    browser.see("Place");
    browser.see("Chrome");
    fits(&browser, "request");
    browser.fill("Number in the browser", "123");
    browser.press_role("button", "Approve");
    browser.see("The number in the browser has more or fewer digits.");
    browser.fill("Number in the browser", &number);
    browser.press_role("button", "Approve");
    browser.see("Approved. Go on in the browser.");
    fits(&browser, "request-approved");
    computer
        .until("the computer is signed in", || computer.address().contains("/security-info").then_some(()));
    browser.press_role("button", "Done");
    waits_no_longer(&browser);

    // A wrong number ends the request; a new one has another.
    let computer = stage.sign_in();
    let number = computer.number();
    browser.see("Are you signing in to");
    browser.fill("Number in the browser", &other(&number));
    browser.press_role("button", "Approve");
    browser.see("That is not the number in the browser. The request has ended.");
    computer.see("Another number was typed");
    browser.press_role("button", "Close");
    waits_no_longer(&browser);

    // Somebody else has the password.
    let computer = stage.sign_in();
    computer.number();
    browser.see("Are you signing in to");
    browser.press_role("button", "It wasn’t me");
    browser.see("Report this request?");
    browser.press_role("button", "Report it");
    browser.see("Reported. Your organization was told");
    computer.see("It wasn't me");
    browser.press_role("button", "Done");
    waits_no_longer(&browser);
}

#[test]
fn needs_browser_a_work_account_is_found_by_camera_and_can_be_stopped_at_its_test() {
    let stage = Stage::new();
    let desk = stage.desk();
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("code.y4m");
    film(&[&desk.offer()], &STRAIGHT, &path);
    let browser = stage.browser_with(Options { camera: Some(path), ..Options::default() });
    browser.press("Add account");
    browser.press("Scan a QR code");
    browser.press("Set it up");
    browser.see(&stage.house.portal());
    fits(&browser, "enrol-question");
    browser.press_role("button", "Set up");
    browser.see("Type the number shown in the browser");
    fits(&browser, "enrol-test");
    browser.press_role("button", "Stop setting up");
    browser.see("Nothing was set up");
    desk.browser.see("The test was denied in the app");
    assert_eq!(lines(&browser), 0);
}

#[test]
fn needs_browser_a_link_of_the_portal_sets_this_device_up_after_it_was_unlocked() {
    let stage = Stage::new();
    let desk = stage.desk();
    let browser = stage.browser();
    browser.add_by_paste(&[&crate::home::uri("Alpha")]);
    browser.lock_by(crate::home::PASSPHRASE);
    // In the app that is open already, as an installed one is.
    browser.open(&desk.offer_here());
    browser.see("Regain is locked");
    assert!(!browser.address().contains("regain"), "the code stands in no address: {}", browser.address());
    browser.unlock(crate::home::PASSPHRASE);
    browser.see(&stage.house.portal());
    browser.press_role("button", "Set up");
    browser.see("Type the number shown in the browser");
    // A wrong number ends it, and nothing is in the list.
    browser.fill("Number in the browser", &other(&desk.browser.number()));
    browser.press("Confirm");
    browser.see("That is not the number in the browser.");
    browser.go("");
    browser.see_role("heading", "Accounts");
    assert_eq!(lines(&browser), 0);
    desk.browser.see("Another number was typed in the app");

    // A page that is opened anew by the link takes it, too; and what is used up says so.
    let link = desk.offer_here();
    for was_used in [false, true] {
        browser.open("about:blank");
        browser.open(&link);
        browser.unlock(crate::home::PASSPHRASE);
        browser.see(&stage.house.portal());
        browser.press_role("button", "Set up");
        if was_used {
            browser.see("This QR code was used already, or is too old.");
        } else {
            browser.fill("Number in the browser", &desk.browser.number());
            browser.press_role("button", "Confirm");
            browser.see("is set up");
        }
    }
}

#[test]
fn needs_browser_after_a_restore_the_account_asks_for_one_step_and_is_replaced_not_doubled() {
    let (stage, desk, browser) = set_up();
    browser.switch_backup_on("brave-otter-42");

    let second = stage.browser();
    second.restore("brave-otter-42", "New phone");
    second.press("Action required");
    second.see_role("pressed", "Open the page");
    second.see(&format!("{}/security-info", stage.house.portal()));
    second.go("");
    second.enrol_by_paste(&desk);
    second.see("works on this device again");
    second.press("Done");
    second.see_role("heading", "Accounts");
    assert_eq!(lines(&second), 1);
    assert!(!second.text().contains("Action required"), "{}", second.text());

    let computer = stage.sign_in();
    let number = computer.number();
    second.see("Are you signing in to");
    second.until("the number can be typed at once", || {
        (second.focused().1 == "Number in the browser").then_some(())
    });
    second.keys(&format!("{number}\u{e007}"));
    second.see("Approved. Go on in the browser.");
    computer
        .until("the computer is signed in", || computer.address().contains("/security-info").then_some(()));
}
