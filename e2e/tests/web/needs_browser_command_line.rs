//! A browser and the command line are two devices of one backup.

use std::time::{Duration, Instant};

use crate::harness::browser::wait_for;
use crate::harness::stage::Stage;
use crate::home::uri;

#[test]
fn needs_browser_and_the_command_line_share_one_backup() {
    let stage = Stage::new();
    let home = stage.command_line(&["Alpha"]);
    let browser = stage.browser();
    browser.restore("anna", "Phone");
    browser.see_code("Alpha", &uri("Alpha"));

    // There and back: what one adds, the other shows within seconds, without being asked.
    home.ok(&["add", &uri("FromLaptop")]);
    home.ok(&["sync"]);
    let sent = Instant::now();
    browser.see_code("FromLaptop", &uri("FromLaptop"));
    assert!(sent.elapsed() < Duration::from_secs(10), "{:?}", sent.elapsed());

    browser.add_by_paste(&[&uri("FromPhone")]);
    let there = wait_for(Duration::from_secs(20), || {
        home.ok(&["sync"]);
        home.issuers().contains(&"FromPhone".to_owned()).then_some(())
    });
    assert!(there.is_some(), "{:?}", home.issuers());
}

#[test]
fn needs_browser_many_accounts_that_would_go_are_asked_about_first() {
    let stage = Stage::new();
    let issuers: Vec<String> = (0..12).map(|n| format!("Account{n:02}")).collect();
    let home = stage.command_line(&issuers.iter().map(String::as_str).collect::<Vec<_>>());
    let browser = stage.browser();
    browser.restore("anna", "Phone");
    // In one change: one after the other would be twelve small ones.
    home.ok(&["remove", "Account", "--all", "--yes"]);
    home.ok(&["sync"]);
    browser.see("The backup has stopped.");
    browser.go("");
    assert_eq!(browser.listed().len(), 12, "nothing goes before the answer");
    browser.go("settings/backup/details");
    browser.see("12 accounts would go to the trash here");
    browser.press("Move to the trash");
    browser.go("");
    browser.until("they are gone", || browser.listed().is_empty().then_some(()));
}
