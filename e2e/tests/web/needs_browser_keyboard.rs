//! By keyboard alone: an account is added and its code copied, and what has the focus can be seen.

use serde_json::json;

use crate::harness::browser::{DESKTOP, Options};
use crate::harness::stage::Stage;
use crate::home::uri;

const ENTER: &str = "\u{e007}";

#[test]
fn needs_browser_keyboard_alone_adds_an_account_and_copies_its_code() {
    let stage = Stage::new();
    let browser = stage.browser_with(Options { size: DESKTOP, phone: false, ..Options::default() });
    browser.see_role("pressed", "Add account");
    browser.tab_to("Add account");
    browser.keys(ENTER);
    browser.see_role("typed", "Setup link or key list");
    browser.tab_to("Setup link or key list");
    browser.keys(&uri("ByKeys"));
    browser.tab_to("Read it");
    browser.keys(ENTER);
    browser.see("One account found");
    browser.tab_to("Add the account");
    browser.keys(ENTER);
    browser.see_code("ByKeys", &uri("ByKeys"));
    browser.tab_to("Copy the code of ByKeys");
    let outlined = browser.run(
        "const style = getComputedStyle(document.activeElement);\
         return style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0 || style.boxShadow !== 'none'",
    );
    assert_eq!(outlined, json!(true), "what has the focus is marked");
    browser.keys(ENTER);
    browser.see("Copied");
}

#[test]
fn needs_browser_keyboard_focus_follows_to_the_new_screen() {
    let stage = Stage::new();
    let browser = stage.browser_with(Options { size: DESKTOP, phone: false, ..Options::default() });
    browser.add_by_paste(&[&uri("Alpha")]);
    browser.tab_to("Settings");
    browser.keys(ENTER);
    browser.see_role("heading", "Settings");
    browser.until("the heading has the focus", || (browser.focused().1 == "Settings").then_some(()));
    browser.tab_to("Back");
    browser.keys(ENTER);
    browser.see_role("heading", "Accounts");
}
