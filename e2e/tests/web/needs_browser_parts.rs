//! Parts of the app that are fetched when they are needed.

use serde_json::json;

use crate::harness::stage::Stage;

#[test]
fn needs_browser_a_part_that_can_not_be_fetched_is_said_and_comes_at_the_next_try() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.see("Add account");
    browser.cdp("Network.enable", &json!({}));
    // From the network, and not from what the app keeps for times without one.
    browser.cdp("Network.setBypassServiceWorker", &json!({"bypass": true}));
    browser.cdp("Network.setBlockedURLs", &json!({"urls": ["*_split_*"]}));
    browser.press("Add account");
    browser.see("A part of the app could not be fetched.");
    browser.cdp("Network.setBlockedURLs", &json!({"urls": []}));
    browser.press("Try again");
    browser.see("Choose a picture or a file");
    browser.go("settings");
    browser.see("Backup");
}
