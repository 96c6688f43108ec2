//! A thousand accounts: scrolled and ticking without a task that a person would notice.

use std::fmt::Write as _;
use std::time::Duration;

use serde_json::{Value, json};

use crate::harness::browser::Browser;
use crate::harness::stage::Stage;
use crate::home::uri;

/// The figure is 50 ms, the browser's own bound of a long task, and holds when this runs alone. Other tests run beside it on the same
/// cores, and a wall clock counts them too: only what they can't explain fails here.
const NOTICED_MS: f64 = 150.0;

/// Notes every long task from here on.
const WATCH: &str = "globalThis.watch?.disconnect(); globalThis.long = [];\
    globalThis.watch = new PerformanceObserver(list => list.getEntries().forEach(one => long.push(one.duration)));\
    watch.observe({entryTypes: ['longtask']});";

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
    browser.run(WATCH);
    browser.go("");
    browser.until("all lines are drawn", || {
        (browser.run("return document.querySelectorAll('main li').length") == json!(1000)).then_some(())
    });
    let place = browser.run("return scrollY").as_f64().unwrap();
    assert!((place - left).abs() < 2000.0, "left at {left}, found at {place}");
    let long = long_tasks(&browser);
    assert!(long.iter().all(|ms| *ms < NOTICED_MS), "long tasks while it is drawn, ms: {long:?}");

    // A period ends within these seconds: every code changes once.
    browser.run(WATCH);
    for step in 0..32 {
        browser.run(&format!("scrollTo(0, document.documentElement.scrollHeight * {step} / 32)"));
        std::thread::sleep(Duration::from_secs(1));
    }
    let long = long_tasks(&browser);
    assert!(long.iter().all(|ms| *ms < NOTICED_MS), "long tasks, ms: {long:?}");
}

fn long_tasks(browser: &Browser) -> Vec<f64> {
    let long = browser.run("return globalThis.long");
    long.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}
