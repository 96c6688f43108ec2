//! Without a network: the app starts, shows codes, takes a new account, and brings it to the other device later.

use std::time::{Duration, Instant};

use crate::harness::browser::wait_for;
use crate::harness::stage::Stage;
use crate::home::uri;

#[test]
fn needs_browser_offline_cold_start_codes_and_an_edit_that_waits() {
    let mut stage = Stage::new();
    let home = stage.command_line(&["Alpha"]);
    let mut browser = stage.browser();
    browser.restore("anna", "Phone");
    browser.kept_for_offline();
    browser.quit();
    stage.house.stop();

    browser.start(&stage.driver);
    browser.open(&stage.house.app());
    browser.see_code("Alpha", &uri("Alpha"));
    browser.add_by_paste(&[&uri("OnTheTrain")]);
    browser.see_code("OnTheTrain", &uri("OnTheTrain"));
    browser.see("The backup service does not answer.");

    stage.house.resume();
    let back = Instant::now();
    let there = wait_for(Duration::from_mins(1), || {
        home.ok(&["sync"]);
        home.issuers().contains(&"OnTheTrain".to_owned()).then_some(())
    });
    assert!(there.is_some(), "{:?} {}", home.issuers(), browser.report());
    assert!(back.elapsed() < Duration::from_secs(45), "{:?}", back.elapsed());
}

#[test]
fn needs_browser_offline_a_recovery_says_that_nobody_answers() {
    let mut stage = Stage::new();
    let mut browser = stage.browser();
    browser.see_role("pressed", "Begin recovery");
    browser.kept_for_offline();
    browser.quit();
    stage.house.stop();
    browser.start(&stage.driver);
    browser.open(&stage.house.app());
    browser.press("Begin recovery");
    browser.fill("Recovery account", "anna");
    browser.fill("Passphrase", crate::home::PASSPHRASE);
    browser.press("Find the backup");
    browser.see_one_of(&["The backup service does not answer.", "This device has no network."]);
}
