//! The lock of the app: by a passphrase, and by a passkey that gives a key.

use crate::harness::stage::Stage;
use crate::home::uri;

const LOCK: &str = "seven wet stones under bridges";

#[test]
fn needs_browser_the_app_is_locked_by_a_passphrase() {
    let stage = Stage::new();
    let mut browser = stage.browser();
    browser.add_by_paste(&[&uri("Alpha")]);
    browser.lock_by(LOCK);
    assert!(browser.listed().is_empty());
    browser.quit();

    browser.start(&stage.driver);
    browser.open(&stage.house.app());
    browser.see("Regain is locked");
    browser.unlock("not this one at all");
    browser.see("That does not open the app.");
    browser.unlock(LOCK);
    browser.see_code("Alpha", &uri("Alpha"));
}

#[test]
fn needs_browser_the_app_is_locked_by_a_passkey_and_a_passphrase_beside_it() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.add_authenticator();
    browser.add_by_paste(&[&uri("Alpha")]);
    browser.choose_lock("A passkey", LOCK);
    browser.press("Lock now");
    browser.see("Regain is locked");
    browser.press("Unlock with the passkey");
    // The screen from before the lock is there again; codes are in the list.
    browser.see_role("heading", "App lock");
    browser.go("");
    browser.see_code("Alpha", &uri("Alpha"));
    browser.go("settings/lock");
    browser.press("Lock now");
    browser.unlock(LOCK);
    browser.see_role("heading", "App lock");
    browser.go("");
    browser.see_code("Alpha", &uri("Alpha"));
}
