//! What is stored: killed in the middle, cleared, damaged.

use crate::harness::browser::Browser;
use crate::harness::stage::Stage;
use crate::home::{Home, PASSPHRASE, uri};

#[test]
fn needs_browser_killed_right_after_an_account_was_shown_it_is_there() {
    let stage = Stage::new();
    let mut browser = stage.browser();
    let names: Vec<String> = (0..4).map(|n| format!("Kill{n}")).collect();
    for (number, name) in names.iter().enumerate() {
        browser.add_by_paste(&[&uri(name)]);
        browser.until("it is listed", || {
            browser.listed().iter().any(|one| one.contains(name.as_str())).then_some(())
        });
        browser.kill();
        browser.start(&stage.driver);
        browser.open(&stage.house.app());
        browser.until(&format!("{} accounts", number + 1), || {
            (browser.listed().len() == number + 1).then_some(())
        });
    }
}

#[test]
fn needs_browser_killed_in_the_middle_of_an_import_it_has_all_or_nothing() {
    let stage = Stage::new();
    let lines: Vec<String> = (0..40).map(|n| uri(&format!("Line{n:02}"))).collect();
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut outcomes = Vec::new();
    for delay in [0, 5, 15, 40, 90] {
        let mut browser = stage.browser();
        browser.press("Add account");
        browser.fill("Setup link or key list", &lines.join("\n"));
        browser.press("Read it");
        browser.see("40 accounts found");
        let button = browser.see_role("button", "Add 40 accounts");
        browser.session().run("arguments[0].click()", &[button]).unwrap();
        std::thread::sleep(std::time::Duration::from_millis(delay));
        browser.kill();
        browser.start(&stage.driver);
        browser.open(&stage.house.app());
        let fresh = browser.see_one_of(&["Begin recovery", "Line00"]) == 0;
        let count = browser.listed().len();
        assert!(fresh || count == 40, "{count} accounts after {delay} ms");
        outcomes.push(count);
    }
}

#[test]
fn needs_browser_cleared_storage_comes_back_from_the_backup() {
    let stage = Stage::new();
    let _home = stage.command_line(&["Alpha", "Beta"]);
    let browser = stage.browser();
    browser.restore("anna", "Phone");
    let origin = browser.run("return location.origin");
    browser.open("about:blank");
    browser.cdp("Storage.clearDataForOrigin", &serde_json::json!({"origin": origin, "storageTypes": "all"}));
    browser.open(&stage.house.app());
    browser.restore("anna", "Phone again");
    browser.see_code("Alpha", &uri("Alpha"));
}

#[test]
fn needs_browser_a_damaged_store_is_never_an_empty_app() {
    let stage = Stage::new();
    let _home: Home = stage.command_line(&["Alpha", "Beta"]);
    let browser = stage.browser();
    browser.restore("anna", "Phone");
    damage(&browser, &["store", "previous"], -9);
    browser.reload();
    browser.see("Your accounts can’t be opened");
    assert!(!browser.text().contains("Welcome"), "a damaged store looks like a fresh app");
    assert!(!browser.text().contains("before the last change"), "what does not open is not offered");
    browser.press("Fetch again from the backup");
    browser.find_backup("anna");
    browser.fill("Name of this device", "Phone again");
    browser.press_role("button", "Restore");
    browser.see("2 of 2 accounts");
    browser.press("Show my accounts");
    browser.see_code("Beta", &uri("Beta"));
}

#[test]
fn needs_browser_a_damaged_store_goes_back_to_the_state_before_the_last_change() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Alpha")]);
    browser.add_by_paste(&[&uri("Beta")]);
    browser.add_by_paste(&[&uri("Gamma")]);
    damage(&browser, &["store"], -9);
    browser.reload();
    browser.see("The state before the last change");
    browser.see("2 accounts, last changed");
    browser.press("Go back to it");
    browser.see_code("Beta", &uri("Beta"));
    assert_eq!(browser.listed().len(), 2);

    // Behind a passphrase, with the very first bytes gone: the right one is not called wrong, a wrong one opens nothing, and what was gone
    // back to is locked as before.
    browser.to_settings();
    browser.press("App lock");
    browser.press_role("radio", "A passphrase");
    browser.fill("New app passphrase", PASSPHRASE);
    browser.press("Save");
    browser.see("The lock was changed");
    browser.go("");
    browser.add_by_paste(&[&uri("Delta")]);
    damage(&browser, &["store"], 2); // the mark of a store of Regain
    browser.reload();
    browser.fill("App passphrase", "not this one at all");
    browser.press("Unlock");
    browser.see("That does not open the app.");
    assert!(!browser.text().contains("before the last change"), "shown to somebody without the passphrase");
    browser.fill("App passphrase", PASSPHRASE);
    browser.press("Unlock");
    browser.see("2 accounts, last changed");
    browser.press("Go back to it");
    browser.fill("App passphrase", PASSPHRASE);
    browser.press("Unlock");
    browser.see_code("Alpha", &uri("Alpha"));
}

/// Flips a bit of what is stored; a negative place counts from the end.
fn damage(browser: &Browser, keys: &[&str], place: i32) {
    browser.run_async(&format!(
        "const open = indexedDB.open('regain', 1);\
         const database = await new Promise(done => {{ open.onsuccess = () => done(open.result); }});\
         const transaction = database.transaction(['store'], 'readwrite');\
         const store = transaction.objectStore('store');\
         for (const key of {keys:?}) {{\
           const asked = store.get(key);\
           asked.onsuccess = () => {{ if (!asked.result) return; const bytes = new Uint8Array(asked.result); bytes[({place} + bytes.length) % bytes.length] ^= 1; store.put(bytes, key); }};\
         }}\
         await new Promise(done => {{ transaction.oncomplete = done; }}); database.close();"
    ));
}
