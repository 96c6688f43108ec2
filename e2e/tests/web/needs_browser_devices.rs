//! Flow E: the lost device goes, its accounts are listed and ticked off; and the same from a borrowed browser.

use crate::harness::browser::Browser;
use crate::harness::stage::Stage;
use crate::home::PASSPHRASE;

#[test]
fn needs_browser_flow_e_the_lost_device_is_removed_and_its_accounts_are_ticked_off() {
    let stage = Stage::new();
    let lost = stage.command_line(&["Alpha", "Beta"]);
    let browser = stage.browser();
    browser.restore("anna", "New phone");
    browser.to_settings();
    browser.press("Devices");
    browser.see("Laptop");
    browser.press("Remove “Laptop”");
    remove_as_lost(&browser);
    browser.see("“Laptop” is removed");

    let refused = lost.run(&["sync", "--json", "--yes"]);
    assert_ne!(refused.code, 0, "a removed device syncs no more");

    browser.go("exposed");
    browser.see("On “Laptop”: 2 accounts");
    browser.press_role("checkbox", "Alpha");
    browser.see("On “Laptop”: 1 account");
    browser.press_role("checkbox", "Beta");
    browser.see("Nothing is left to do");

    // Ticked off by mistake: back on by the bar's "Undo", or in the list of those that were ticked off.
    browser.press("Undo");
    browser.see("On “Laptop”: 1 account");
    browser.press_role("checkbox", "Alpha");
    browser.see("On “Laptop”: 2 accounts");
}

#[test]
fn needs_browser_flow_e_a_borrowed_browser_removes_a_device_and_keeps_nothing() {
    let stage = Stage::new();
    let lost = stage.command_line(&["Alpha"]);
    let browser = stage.browser();
    browser.press("I lost a device");
    browser.fill("Recovery account", "anna");
    browser.fill("Passphrase", PASSPHRASE);
    browser.press("Show my devices");
    browser.see("Laptop");
    browser.press("Remove “Laptop”");
    browser.press("It is lost or stolen");
    browser.press_role("button", "Remove");
    browser.see("“Laptop” is removed");
    browser.see("What comes next");
    assert!(browser.listed().is_empty(), "nothing is restored here");
    browser.press("Leave and forget everything here");
    browser.see("Nothing of your backup is kept in this browser.");
    assert_ne!(lost.run(&["sync", "--json", "--yes"]).code, 0);
    browser.reload();
    browser.see_role("pressed", "Begin recovery");
}

#[test]
fn needs_browser_a_removed_app_says_so_and_drops_its_accounts() {
    let stage = Stage::new();
    let home = stage.command_line(&["Alpha"]);
    let browser = stage.browser();
    browser.restore("anna", "Phone");
    let passphrase = home.file("passphrase");
    home.json(&["devices", "remove", "Phone", "--passphrase-file", &passphrase]);
    browser.see("This device was removed");
    browser.go("");
    browser.until("the codes are gone", || browser.listed().is_empty().then_some(()));
}

fn remove_as_lost(browser: &Browser) {
    browser.press("It is lost or stolen");
    browser.press("At once, with the passphrase or the recovery kit");
    browser.fill("Passphrase", PASSPHRASE);
    browser.press_role("button", "Remove");
}
