//! Flow B: a second device by "Begin recovery", and a third that has accounts already.

use crate::harness::codes::right_code;
use crate::harness::stage::Stage;
use crate::home::uri;

#[test]
fn needs_browser_flow_b_two_browsers_show_the_same_codes_at_the_same_moment() {
    let stage = Stage::new();
    let first = stage.browser();
    first.add_by_paste(&[&uri("Alpha"), &uri("Beta"), &uri("Gamma")]);
    let words = first.switch_backup_on("brave-otter-42");
    first.confirm_kit(&words);
    first.go("");

    let second = stage.browser();
    second.press("Begin recovery");
    second.find_backup("brave-otter-42");
    second.see("3 accounts");
    assert!(second.listed().is_empty(), "nothing changes before the answer");
    second.fill("Name of this device", "Second phone");
    second.press_role("button", "Restore");
    second.see("3 of 3 accounts");
    second.press("Show my accounts");
    for name in ["Alpha", "Beta", "Gamma"] {
        second.until(&format!("both show the same code of {name}"), || {
            let right = right_code(&uri(name));
            (first.code_of(name)? == right && second.code_of(name)? == right).then_some(())
        });
    }

    // It is a further device, not a replacement.
    first.go("devices");
    first.see("Second phone");
    second.add_by_paste(&[&uri("Delta")]);
    first.go("");
    first.see_code("Delta", &uri("Delta"));
}

#[test]
fn needs_browser_flow_b_a_device_with_accounts_is_never_overwritten() {
    let stage = Stage::new();
    let _home = stage.command_line(&["Alpha", "Both"]);
    let browser = stage.browser();
    browser.add_by_paste(&[&uri("Own"), &uri("Both")]);
    browser.go("recover");
    browser.see("Nothing is overwritten");
    browser.find_backup("anna");
    browser.see("What the merge does");
    browser.see("added");
    browser.press("Cancel");
    browser.go("");
    browser.see_code("Own", &uri("Own"));
    assert_eq!(browser.listed().len(), 2, "cancelled is cancelled: {:?}", browser.listed());

    browser.go("recover");
    browser.find_backup("anna");
    browser.press_role("button", "Merge");
    browser.see("Your accounts are here");
    browser.press("Show my accounts");
    // Two entries of one name and one secret are two accounts: pointed out, never dropped.
    browser.until("four accounts", || (browser.listed().len() == 4).then_some(()));
}

#[test]
fn needs_browser_a_wrong_passphrase_says_what_to_do() {
    let stage = Stage::new();
    let _home = stage.command_line(&["Alpha"]);
    let browser = stage.browser();
    browser.press("Begin recovery");
    browser.fill("Recovery account", "anna");
    browser.fill("Passphrase", "not the one it is");
    browser.press("Find the backup");
    browser.see("The account name, or the passphrase or recovery kit, is wrong.");
    browser.see("Check both");
    browser.find_backup("anna");
}

#[test]
fn needs_browser_the_kits_words_open_the_backup() {
    let stage = Stage::new();
    let home = stage.command_line(&["Alpha"]);
    let kit = std::fs::read_to_string(home.path("kit")).unwrap();
    let browser = stage.browser();
    browser.press("Begin recovery");
    browser.fill("Recovery account", "anna");
    browser.press_role("radio", "Recovery kit");
    browser.fill("Twelve words", &kit.split_whitespace().collect::<Vec<_>>().join(" "));
    browser.press("Find the backup");
    browser.see("Backup found");
    browser.fill("Name of this device", "Phone");
    browser.press_role("button", "Restore");
    browser.see("1 of 1 account");
}
