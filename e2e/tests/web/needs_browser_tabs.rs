//! Several tabs are one app: one leads, the others follow, and the next leads when the first is closed.

use serde_json::json;

use crate::harness::stage::Stage;
use crate::home::uri;

#[test]
fn needs_browser_two_tabs_are_one_device_and_the_second_goes_on_alone() {
    let stage = Stage::new();
    let home = stage.command_line(&["Alpha"]);
    let browser = stage.browser();
    browser.restore("anna", "Phone");
    let (first, second) = browser.new_tab();
    browser.open(&stage.house.app());
    browser.see_code("Alpha", &uri("Alpha"));
    let held = browser.run_async(
        "return (await navigator.locks.query()).held.filter(one => one.name === 'regain-engine').length",
    );
    assert_eq!(held, json!(1), "one leads");

    // The follower's edit is in the leader's list, and the other way round.
    browser.add_by_paste(&[&uri("InSecond")]);
    browser.to_tab(&first);
    browser.see_code("InSecond", &uri("InSecond"));
    browser.add_by_paste(&[&uri("InFirst")]);
    browser.to_tab(&second);
    browser.see_code("InFirst", &uri("InFirst"));

    browser.to_tab(&first);
    browser.close_tab();
    browser.to_tab(&second);
    browser.add_by_paste(&[&uri("Alone")]);
    browser.see_code("Alone", &uri("Alone"));
    browser.until("the second tab syncs on", || {
        home.ok(&["sync"]);
        home.issuers().contains(&"Alone".to_owned()).then_some(())
    });
    let devices = home.json(&["devices"]);
    assert_eq!(devices.as_array().or_else(|| devices["devices"].as_array()).unwrap().len(), 2, "{devices}");
}
