//! Firefox: the way from the first account to the same codes on a second device, with the network gone in between.

use crate::harness::browser::{Browser, Options};
use crate::harness::driver::Driver;
use crate::harness::stage::Stage;
use crate::home::uri;

const LOCK: &str = "seven wet stones under bridges";

#[test]
fn needs_firefox_and_needs_browser_from_the_first_account_to_a_recovery() {
    let mut stage = Stage::with_firefox();
    let mut browser = stage.browser();
    browser.add_by_paste(&[&uri("Alpha")]);
    browser.see_code("Alpha", &uri("Alpha"));
    browser.kept_for_offline();

    stage.house.stop();
    browser.reload();
    browser.see_code("Alpha", &uri("Alpha"));
    browser.lock_by(LOCK);
    browser.quit();
    browser.start(&stage.driver);
    browser.open(&stage.house.app());
    browser.unlock(LOCK);
    browser.see_code("Alpha", &uri("Alpha"));

    stage.house.resume();
    let words = browser.switch_backup_on("brave-otter-42");
    browser.confirm_kit(&words);
    // Firefox's driver starts one browser only.
    let driver = Driver::start_firefox();
    let other = Browser::new(&driver, Options::default());
    other.open(&stage.house.app());
    other.restore("brave-otter-42", "Second");
    other.see_code("Alpha", &uri("Alpha"));
    other.add_by_paste(&[&uri("Beta")]);
    browser.go("");
    browser.see_code("Beta", &uri("Beta"));
}
