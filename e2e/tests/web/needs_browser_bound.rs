//! Records that come from a backup and are no codes: an organisation's push account says what is left to do, and what can't be read is
//! counted.

use regain_sync::flow::unlock;
use regain_vault::account::{self, Edit, NewAccount};
use regain_vault::{Change, RecordId, bound};

use crate::harness::stage::Stage;
use crate::home::uri;

#[test]
fn needs_browser_a_bound_account_asks_for_one_more_step() {
    let stage = Stage::new();
    let mut phone = stage.house.device("Old phone");
    let founded = phone.found("brave-otter-42");
    phone.add("Alpha", "anna");
    let (now, id) = (phone.clock.now(), RecordId(unlock::draw_id(&mut phone.rng)));
    let about = bound::Holder {
        portal: "https://portal.example.org",
        person: "p1",
        name: "anna@example.org",
        organisation: "Example Ltd",
    };
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
    browser.see("https://portal.example.org/security-info");
    browser.see_role("pressed", "Open the page");
    browser.see_role("pressed", "Scan the QR code");
}

#[test]
fn needs_browser_what_can_not_be_read_is_counted_and_the_others_work() {
    let stage = Stage::new();
    let mut phone = stage.house.device("Old phone");
    let founded = phone.found("brave-otter-42");
    phone.add("Alpha", "anna");
    phone.add("Beta", "anna");
    let (now, id) = (phone.clock.now(), RecordId(unlock::draw_id(&mut phone.rng)));
    let replica = &mut phone.replica;
    // An account whose secret never came: only the edit after it.
    let mut elsewhere = replica.vault.duplicate();
    let whole = NewAccount::from_otpauth(id, regain_otp::uri::parse(&uri("Broken")).ok().unwrap());
    drop(account::add(&mut elsewhere, &mut replica.clock, now, &whole).unwrap());
    let name = Edit { label: Some("bare".into()), ..Edit::default() };
    let bare = account::edit(&mut elsewhere, &mut replica.clock, now, id, &name).unwrap();
    // A change with one record of a form that no version of today reads: [namespace, [bytes]] in CBOR.
    let newer = [&[0x82, 0x70][..], b"regain change v1", &[0x81, 0x42, 0x18, 0xff]].concat();
    let (mut both, _) = Change::decode(&newer).unwrap();
    both.join(bare);
    assert_eq!(both.len(), 2);
    drop(replica.vault.absorb(&mut replica.clock, now, both.duplicate()));
    phone.enqueue(both);
    phone.sync().unwrap();

    let browser = stage.browser();
    browser.press("Begin recovery");
    browser.fill("Recovery account", "brave-otter-42");
    browser.fill("Passphrase", founded.passphrase.expose_text());
    browser.press("Find the backup");
    browser.fill("Name of this device", "New phone");
    browser.press_role("button", "Restore");
    browser.press("Show my accounts");
    browser.see("1 of 4 accounts can’t be read: damaged. The others work.");
    browser.see("1 of 4 accounts can’t be read here: written by a newer version of Regain, and kept.");
    assert_eq!(browser.listed(), ["Alpha anna", "Beta anna"]);
    browser.press("Earlier states");
    browser.see_role("heading", "Earlier states");
    browser.go("settings/backup/details");
    browser.see("by a device with the passphrase");
}
