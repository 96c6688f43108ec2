//! Windows that forget: what a browser did not promise to keep, and where a page may store nothing at all.

use serde_json::json;

use crate::harness::browser::Options;
use crate::harness::stage::Stage;
use crate::home::uri;

const FORGETS: &str = "a private window forgets it when it closes";

#[test]
fn needs_browser_a_private_window_says_that_it_forgets_and_what_keeps() {
    let stage = Stage::new();
    let browser = stage.browser_with(Options { arguments: &["--incognito"], ..Options::default() });
    browser.see_role("pressed", "Begin recovery");
    assert!(!browser.text().contains(FORGETS), "nothing is here yet");
    browser.add_by_paste(&[&uri("Alpha")]);
    browser.see("Nothing is backed up yet");
    browser.see(FORGETS);
    browser.press("Switch on Cloud backup");
    browser.see_role("typed", "Account name");
}

#[test]
fn needs_browser_where_the_browser_promised_to_keep_it_only_the_backup_is_missed() {
    let stage = Stage::new();
    let browser = stage.browser();
    let origin = browser.run("return location.origin");
    let granted =
        json!({"permission": {"name": "persistent-storage"}, "setting": "granted", "origin": origin});
    browser.cdp("Browser.setPermission", &granted);
    browser.add_by_paste(&[&uri("Alpha")]);
    browser.see("Nothing is backed up yet. If this browser’s data is lost, your accounts are lost.");
    assert_eq!(browser.run_async("return navigator.storage.persisted()"), json!(true), "it was asked to");
    assert!(!browser.text().contains(FORGETS));
}

#[test]
fn needs_browser_where_a_page_may_store_nothing_it_says_so_and_never_looks_damaged() {
    let stage = Stage::new();
    let shut = stage.browser_with(Options { stores_nothing: true, ..Options::default() });
    shut.see("does not let the page store anything");
    shut.see("Use an ordinary window");
    assert!(!shut.text().contains("damaged"), "nothing is");

    let without = stage.browser();
    let gone = json!({"source": "Object.defineProperty(globalThis, 'indexedDB', {value: undefined})"});
    without.cdp("Page.addScriptToEvaluateOnNewDocument", &gone);
    without.reload();
    without.see("This browser keeps nothing for this page");
}
