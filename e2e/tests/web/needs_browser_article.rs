//! The article, end to end in real browsers: a work account on phone A, its backup restored on phone B, "Action required" solved by the QR
//! code of the organisation's Security info page, the lost phone removed there.

use data_encoding::BASE64;
use serde_json::json;
use tempfile::TempDir;

use crate::harness::browser::{Browser, DESKTOP, Options};
use crate::harness::picture::film_of_screen;
use crate::harness::stage::Stage;
use crate::home::{PASSPHRASE, uri};

const PASSWORD: &str = "wasser turm leise mond";

/// A phone, and what its camera sees.
pub struct Phone {
    pub browser: Browser,
    seen: std::path::PathBuf,
    _folder: TempDir,
}

impl Phone {
    pub fn new(stage: &Stage) -> Self {
        let folder = TempDir::new().unwrap();
        let seen = folder.path().join("seen.y4m");
        let camera = Some(seen.clone());
        let browser = stage.browser_with(Options { camera, ..Options::default() });
        Self { browser, seen, _folder: folder }
    }

    /// Held before the code on that screen.
    fn scan(&self, screen: &Browser) {
        screen.until("the page shows a code", || {
            screen
                .session()
                .run("return document.querySelector('img.qr')?.complete || null", &[])
                .ok()?
                .as_bool()
        });
        let css = json!({"using": "css selector", "value": "img.qr"});
        let found = screen.session().post("/element", &css).unwrap();
        let id = found.as_object().unwrap().values().next().unwrap().as_str().unwrap().to_owned();
        let picture = screen.session().get(&format!("/element/{id}/screenshot")).unwrap();
        film_of_screen(&BASE64.decode(picture.as_str().unwrap().as_bytes()).unwrap(), &self.seen);
        self.browser.press("Scan a QR code");
    }
}

/// A browser on a desk, at a page of the portal.
pub fn desk(stage: &Stage, path: &str) -> Browser {
    let browser = Browser::new(&stage.driver, Options { size: DESKTOP, phone: false, ..Options::default() });
    browser.open(&if path.starts_with("http") {
        path.to_owned()
    } else {
        format!("{}{path}", stage.house.portal())
    });
    browser
}

fn sign_in(stage: &Stage) -> Browser {
    let browser = desk(stage, "/sign-in");
    browser.fill("User name", "anna");
    browser.fill("Password", PASSWORD);
    browser.press_role("button", "Sign in");
    browser.see("Approve in the Regain app");
    browser
}

/// "Add method" → "Authenticator app" → "Next" → "Next" → QR code, scanned → the number typed → "Done".
fn add_method(desk: &Browser, phone: &Phone) {
    desk.press("Add method");
    desk.press("Authenticator app");
    desk.press("Next");
    desk.press("Next");
    desk.see("Scan the QR code");
    phone.scan(desk);
    phone.browser.see("This QR code sets up an account of an organization: localhost:");
    phone.browser.press("Set it up");
    phone.browser.see("Set up this device for");
    phone.browser.press_role("button", "Set up");
    phone.browser.see("Type the number shown in the browser");
    desk.see("Let's try it out");
    phone.browser.fill("Number in the browser", &desk.number());
    phone.browser.press("Confirm");
    desk.see("It works");
    desk.press("Done");
    phone.browser.press("Done");
}

pub fn set_up(stage: &Stage, phone: &Phone) -> (Browser, Vec<String>) {
    let desk = desk(stage, &stage.house.first_run());
    desk.fill("User name", "anna");
    desk.fill("Your name, as others see it", "Anna");
    desk.fill("New password", PASSWORD);
    desk.fill("The same once more", PASSWORD);
    desk.press("Next");
    desk.see("Add a second way first");
    desk.see("2 more ways to sign in are needed");
    phone.browser.press("Add account");
    add_method(&desk, phone);
    desk.see("1 more way to sign in is needed");
    desk.press("New recovery codes");
    desk.press("Show the codes");
    let codes = desk.texts("ol.codes li");
    assert_eq!(codes.len(), 10);
    desk.press("I have kept them");
    desk.press_role("button", "Done");
    desk.see("The new recovery codes are in use");
    desk.see_role("heading", "Security info");
    (desk, codes)
}

#[test]
fn needs_browser_first_start_then_sign_in_by_number_and_a_wrong_number_ends_it() {
    let stage = Stage::new();
    let phone = Phone::new(&stage);
    let (desk, _) = set_up(&stage, &phone);
    desk.press("Sign out");
    desk.see("You are signed out");
    for right in [true, false] {
        let browser = sign_in(&stage);
        let number = browser.number();
        phone.browser.see("Are you signing in to");
        let wrong: String = number
            .chars()
            .filter(char::is_ascii_digit)
            .map(|digit| if digit == '1' { '2' } else { '1' })
            .collect();
        phone.browser.fill("Number in the browser", if right { &number } else { &wrong });
        phone.browser.press_role("button", "Approve");
        if right {
            phone.browser.see("Approved. Go on in the browser.");
            phone.browser.press_role("button", "Done");
            browser.see_role("heading", "Security info");
        } else {
            phone.browser.see("That is not the number in the browser. The request has ended.");
            browser.see("Another number was typed in the app, so the request has ended");
        }
    }
}

#[test]
fn needs_browser_the_article_from_the_backup_to_the_removed_phone() {
    let stage = Stage::new();
    let a = Phone::new(&stage);
    a.browser.add_by_paste(&[&uri("Alpha")]);
    let (first_desk, codes) = set_up(&stage, &a);
    first_desk.press("Sign out");
    let words = a.browser.switch_backup_on("brave-otter-42");
    a.browser.confirm_kit(&words);
    a.browser.go("settings/backup/details");
    a.browser.see("1 of 1 account");

    let b = Phone::new(&stage);
    b.browser.press("Begin recovery");
    b.browser.fill("Recovery account", "brave-otter-42");
    b.browser.fill("Passphrase", PASSPHRASE);
    b.browser.press("Find the backup");
    b.browser.see("1 more account needs one more step after the restore");
    b.browser.fill("Name of this device", "Phone B");
    b.browser.press_role("button", "Restore");
    b.browser.press("Show my accounts");
    b.browser.see_code("Alpha", &uri("Alpha"));
    b.browser.see("Action required: scan a QR code from your organization");

    let desk = sign_in(&stage);
    desk.press("Use another way");
    desk.see("Verify that it's you");
    desk.press("Use another way");
    desk.press("Use a recovery code");
    desk.fill("One of your recovery codes", &codes[0]);
    desk.press("Verify");
    desk.see_role("heading", "Security info");
    desk.see("9 left");
    b.browser.press("Action required");
    b.browser.see_role("pressed", "Open the page");
    b.browser.press("Scan the QR code");
    add_method(&desk, &b);
    desk.see_role("heading", "Security info");
    let shown = |name: &str| desk.texts(".list strong").iter().filter(|shown| shown.contains(name)).count();
    assert_eq!(shown("Phone B"), 1, "the new one is listed: {}", desk.text());
    assert_eq!(
        desk.texts(".list .soft").iter().filter(|kind| *kind == "Regain app").count(),
        2,
        "beside the old one"
    );
    // Replaced on the phone, not doubled.
    b.browser.go("");
    b.browser
        .until("nothing is left to do", || (!b.browser.text().contains("Action required")).then_some(()));

    desk.see("has not been used since a newer one was added");
    desk.press("Remove it");
    desk.press_role("button", "Remove");
    desk.see("The method was removed");
    let asking = sign_in(&stage);
    let number = asking.number();
    // Phone B is asked and approves; phone A is asked nothing any more, and says what is left to do.
    b.browser.see("Are you signing in to");
    b.browser.fill("Number in the browser", &number);
    b.browser.press_role("button", "Approve");
    asking.see_role("heading", "Security info");
    a.browser.go("");
    a.browser.see("Action required");
    assert!(!a.browser.text().contains("Are you signing in to"));
}
