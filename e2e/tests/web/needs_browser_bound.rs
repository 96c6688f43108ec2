//! An organisation's push account: its record comes from a backup, and says what is left to do.

use regain_sync::flow::unlock;
use regain_vault::{RecordId, bound};

use crate::harness::stage::Stage;

#[test]
fn needs_browser_a_bound_account_asks_for_one_more_step() {
    let stage = Stage::new();
    let mut phone = stage.house.device("Old phone");
    let founded = phone.found("brave-otter-42");
    phone.add("Alpha", "anna");
    let (now, id) = (phone.clock.now(), RecordId(unlock::draw_id(&mut phone.rng)));
    let about = ("anna@example.org", "Example Ltd", "https://portal.example.org/");
    let replica = &mut phone.replica;
    let change = bound::enrolled(&mut replica.vault, &mut replica.clock, now, id, about).unwrap();
    phone.enqueue(change);
    phone.sync().unwrap();

    let browser = stage.browser();
    browser.press("Begin recovery");
    browser.fill("Recovery account", "brave-otter-42");
    browser.fill("Passphrase", founded.passphrase.expose_text());
    browser.press("Find the backup");
    browser.see("1 more account needs one more step after the restore");
    browser.fill("Name of this device", "New phone");
    browser.press_role("button", "Restore");
    browser.see("Action required");
    browser.press("Show my accounts");
    browser.see("Action required: scan a QR code from your organization");
    browser.press("Action required");
    browser.see("Example Ltd");
    browser.see("https://portal.example.org/");
    browser.see_role("pressed", "Open the page");
    browser.see_role("pressed", "Scan the QR code");
}
