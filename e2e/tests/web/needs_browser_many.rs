//! A thousand accounts: scrolled and ticking without a task that a person would notice.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::stage::Stage;
use crate::home::uri;

/// The figure is 50 ms, the browser's own bound of a long task, and holds when this runs alone. Other tests run beside it on the same
/// cores, and a wall clock counts them too: only what they can't explain fails here.
const NOTICED_MS: f64 = 150.0;

#[test]
fn needs_browser_a_thousand_accounts_tick_without_a_long_task() {
    let stage = Stage::new();
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("many.txt");
    let mut lines = String::new();
    for number in 0..1000 {
        writeln!(lines, "{}", uri(&format!("Many{number:04}"))).unwrap();
    }
    std::fs::write(&path, lines).unwrap();
    let browser = stage.browser();
    browser.press("Add account");
    browser.see("Choose a picture or a file");
    browser.choose_file(&path);
    browser.take_found(1000);
    browser.see_code("Many0000", &uri("Many0000"));
    std::thread::sleep(Duration::from_secs(2));

    // Drawn anew, as after a start or another screen: in parts, and each of them is there in the end, where it was left.
    browser.run("scrollTo(0, document.documentElement.scrollHeight / 2)");
    let left = browser.run("return scrollY").as_f64().unwrap();
    browser.go("settings");
    browser.see_role("heading", "Settings");
    // However busy the machine is: the first codes wait for few lines.
    browser.run(
        "globalThis.first = 0; new MutationObserver(() => { first ||= document.querySelectorAll('main li').length; })\
         .observe(document.body, {childList: true, subtree: true});",
    );
    browser.go("");
    browser.until("all lines are drawn", || {
        (browser.run("return document.querySelectorAll('main li').length") == json!(1000)).then_some(())
    });
    let place = browser.run("return scrollY").as_f64().unwrap();
    assert!((place - left).abs() < 2000.0, "left at {left}, found at {place}");
    let first = browser.run("return globalThis.first").as_u64().unwrap();
    assert!((10..100).contains(&first), "{first} lines are drawn before the first is seen");

    // A period ends within these seconds: every code changes once.
    browser.run(
        "globalThis.long = []; new PerformanceObserver(list => list.getEntries().forEach(one => long.push(one.duration)))\
         .observe({entryTypes: ['longtask']});",
    );
    for step in 0..32 {
        browser.run(&format!("scrollTo(0, document.documentElement.scrollHeight * {step} / 32)"));
        std::thread::sleep(Duration::from_secs(1));
    }
    browser.see_code("Many0999", &uri("Many0999"));
    let long = browser.run("return globalThis.long");
    let long: Vec<f64> = long.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    assert!(long.iter().all(|ms| *ms < NOTICED_MS), "long tasks, ms: {long:?}");
}
