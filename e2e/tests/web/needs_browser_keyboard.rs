//! By keyboard alone: an account is added and its code copied, and what has the focus can be seen.

use serde_json::json;

use crate::harness::browser::{DESKTOP, Options};
use crate::harness::stage::Stage;
use crate::home::uri;

const ENTER: &str = "\u{e007}";
const ESCAPE: &str = "\u{e00c}";
const ALT: &str = "\u{e00a}";
const UP: &str = "\u{e013}";
const DOWN: &str = "\u{e015}";

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
    browser.tab_to("Menu");
    browser.keys(ENTER);
    browser.until("the first entry has the focus", || (browser.focused().1 == "Settings").then_some(()));
    browser.keys(DOWN);
    assert_eq!(browser.focused(), ("menuitem".to_owned(), "About".to_owned()));
    browser.keys(DOWN);
    assert_eq!(browser.focused().1, "Settings", "after the last one comes the first");
    browser.keys(ESCAPE);
    browser.until("the focus is back", || (browser.focused().1 == "Menu").then_some(()));
    assert!(browser.find("menuitem", "Settings").is_none());
    browser.keys(DOWN);
    browser.until("the menu opens by an arrow too", || (browser.focused().1 == "Settings").then_some(()));
    browser.keys(ENTER);
    browser.see_role("heading", "Settings");
    browser.until("the heading has the focus", || (browser.focused().1 == "Settings").then_some(()));
    browser.tab_to("Back");
    browser.keys(ENTER);
    browser.see_role("heading", "Accounts");
}

#[test]
fn needs_browser_keyboard_moves_an_account_and_says_where_it_is() {
    let stage = Stage::new();
    let browser = stage.browser_with(Options { size: DESKTOP, phone: false, ..Options::default() });
    browser.add_by_paste(&[&uri("Alpha"), &uri("Beta"), &uri("Gamma")]);
    browser.see_code("Gamma", &uri("Gamma"));
    browser.tab_to("Copy the code of Alpha");
    browser.chord(ALT, DOWN);
    browser.until("Alpha is the second", || {
        (browser.listed() == ["Beta anna", "Alpha anna", "Gamma anna"]).then_some(())
    });
    browser.see("Alpha anna: place 2 of 3");
    let said = "return [...document.querySelectorAll('[role=status]')].some(one => one.textContent.includes('place 2 of 3'))";
    assert_eq!(browser.run(said), json!(true), "a screen reader is told");
    browser.until("the focus goes along", || {
        browser.focused().1.contains("Copy the code of Alpha").then_some(())
    });
    browser.chord(ALT, DOWN);
    browser.until("Alpha is the last", || {
        (browser.listed() == ["Beta anna", "Gamma anna", "Alpha anna"]).then_some(())
    });
    browser.chord(ALT, DOWN);
    browser.chord(ALT, UP);
    browser.until("Alpha is the second", || {
        (browser.listed() == ["Beta anna", "Alpha anna", "Gamma anna"]).then_some(())
    });
    browser.press("Undo");
    browser.until("Alpha is the last again", || {
        (browser.listed() == ["Beta anna", "Gamma anna", "Alpha anna"]).then_some(())
    });
    browser.reload();
    browser.until("the order was kept", || {
        (browser.listed() == ["Beta anna", "Gamma anna", "Alpha anna"]).then_some(())
    });
}
