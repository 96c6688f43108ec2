//! What is stored: killed in the middle, cleared, damaged.

use crate::harness::stage::Stage;
use crate::home::{Home, uri};

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
    browser.run_async(
        "const open = indexedDB.open('regain', 1);\
         const database = await new Promise(done => { open.onsuccess = () => done(open.result); });\
         const transaction = database.transaction(['store'], 'readwrite');\
         const store = transaction.objectStore('store');\
         for (const key of ['store', 'previous']) {\
           const asked = store.get(key);\
           asked.onsuccess = () => { if (!asked.result) return; const bytes = new Uint8Array(asked.result); bytes[bytes.length - 9] ^= 1; store.put(bytes, key); };\
         }\
         await new Promise(done => { transaction.oncomplete = done; }); database.close();",
    );
    browser.reload();
    browser.see("Your accounts can’t be opened");
    assert!(!browser.text().contains("Welcome"), "a damaged store looks like a fresh app");
    browser.press("Fetch again from the backup");
    browser.find_backup("anna");
    browser.fill("Name of this device", "Phone again");
    browser.press_role("button", "Restore");
    browser.see("2 of 2 accounts");
    browser.press("Show my accounts");
    browser.see_code("Beta", &uri("Beta"));
}
