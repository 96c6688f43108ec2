//! The web app in Chromium: bytes and time to the first paint and to the first code, a start without a network, a thousand accounts.

/// The browser, as the tests have it.
#[expect(dead_code, reason = "the tests use all of it")]
#[path = "../../../tests/web/harness"]
mod harness {
    pub mod browser;
    mod codes;
    pub mod driver;
    pub mod house;
    pub mod kept;
    mod look;
    pub mod person;
}

use std::fmt::Write as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use regain_server::Site;
use serde_json::{Value, json};

use self::harness::browser::{Browser, Options};
use self::harness::driver::Driver;
use self::harness::house::House;
use crate::report;

const ROUNDS: usize = 5;
const MANY: usize = 1_000;
const LOCK: &str = "seven wet stones under bridges";

/// Notes when words stand on the screen for the first time, from the page's beginning or from the last press on.
const WATCH: &str = "globalThis.seen = {}; globalThis.from = 0;
    const look = () => {
      const text = document.body?.innerText ?? '';
      const words = {lock: 'Regain is locked', first: 'Add account', wrong: 'That does not open', code: /\\b\\d{3}\\s?\\d{3}\\b/};
      for (const [key, one] of Object.entries(words)) if (!(key in seen) && text.search(one) >= 0) seen[key] = performance.now() - from;
    };
    // By frames too: a line that comes into view is drawn without a change of the document.
    const frame = () => { look(); requestAnimationFrame(frame); };
    frame();
    new MutationObserver(look).observe(document, {subtree: true, childList: true, characterData: true, attributes: true});
    addEventListener('click', () => { from = performance.now(); seen = {}; }, true);";

pub fn run() {
    report::heading("The web app, in Chromium");
    let there =
        |program| Command::new(program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    if !["chromium", "chromedriver"]
        .into_iter()
        .all(|program| there(program).is_ok_and(|done| done.success()))
    {
        report::line("left out", "", "chromium and chromedriver are not there");
        return;
    }
    let driver = Driver::start();
    let mut house = House::start();
    first_load(&driver, &house);
    locked(&driver, &mut house);
    many(&driver, &house);
}

fn first_load(driver: &Driver, house: &House) {
    let browser = Browser::new(driver, Options::default());
    watch(&browser);
    browser.open(&house.app());
    let shown = seen(&browser, "first");
    let paint =
        number(&browser, "return performance.getEntriesByName('first-contentful-paint')[0].startTime");
    let loaded = browser.run("return performance.getEntriesByType('resource').map(one => [one.name.split('/app/')[1], one.renderBlockingStatus === 'blocking'])");
    let loaded: Vec<(&str, bool)> = loaded
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|one| Some((one[0].as_str()?, one[1].as_bool()?)))
        .collect();
    let site = Site::embedded();
    let size = |path: &str| site.file(path).map_or(0, |file| file.brotli.len());
    let before =
        loaded.iter().filter(|(_, is_waited_for)| *is_waited_for).map(|(path, _)| size(path)).sum::<usize>()
            + size("index.html");
    // What the engine's worker loads at its start is not among the page's own.
    let engine = site
        .paths()
        .filter(|path| {
            path.starts_with("assets/engine") && !path.contains("_split_") && !path.contains("_chunk_")
        })
        .collect::<Vec<_>>();
    let window =
        loaded.iter().map(|(path, _)| *path).filter(|path| !engine.contains(path) && !path.contains("icon"));
    let all = window.map(size).sum::<usize>()
        + engine.iter().map(|path| size(path)).sum::<usize>()
        + size("index.html");
    let kib = |bytes: usize| format!("{} KiB", bytes.div_ceil(1024));
    report::line("brotli up to the first paint", &kib(before), "asked: at most 60 KiB");
    report::line(
        "brotli up to the first code",
        &kib(all),
        &format!("asked: at most 350 KiB; {:.2} ×", all as f64 / (350.0 * 1024.0)),
    );
    report::line("first visit: first paint", &report::ms(of_ms(paint)), "");
    report::line(
        "first visit: the first screen",
        &report::ms(shown),
        &format!("{:.1} × the first paint", shown.as_secs_f64() * 1000.0 / paint),
    );
}

fn locked(driver: &Driver, house: &mut House) {
    let mut browser = Browser::new(driver, Options::default());
    browser.open(&house.app());
    add(&browser, 1);
    browser.go("settings/lock");
    browser.press_role("radio", "A passphrase");
    browser.fill("New app passphrase", LOCK);
    browser.see("Strong enough");
    browser.press_role("button", "Save");
    browser.see("The lock was changed");
    browser.kept_for_offline();
    house.stop();
    let (mut empty, mut cold, mut wrong, mut code) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        browser.quit();
        browser.start(driver);
        watch(&browser);
        browser.open("data:text/html,<h1>empty</h1>");
        empty.push(number(&browser, "return performance.getEntriesByType('navigation')[0].loadEventEnd"));
        browser.open(&house.app());
        cold.push(seen(&browser, "lock"));
        for (passphrase, what, times) in
            [("not this one at all", "wrong", &mut wrong), (LOCK, "code", &mut code)]
        {
            browser.fill("App passphrase", passphrase);
            browser.press_role("button", "Unlock");
            if what == "code" {
                browser.go("");
            }
            times.push(seen(&browser, what));
        }
    }
    house.resume();
    let (empty, cold) = (of_ms(report::median(empty)), report::median(cold));
    let (wrong, code) = (report::median(wrong), report::median(code));
    report::line(
        "start without network, to the lock screen",
        &report::ms(cold),
        &format!("asked: under 500 ms; an empty page {}", report::ms(empty)),
    );
    report::line(
        "unlock, to the first code",
        &report::ms(code),
        &format!("{:.2} × key stretching", code.as_secs_f64() / wrong.as_secs_f64()),
    );
    report::line("  a wrong passphrase: key stretching alone", &report::ms(wrong), "");
    report::line("  more than that", &report::ms(code.saturating_sub(wrong)), "asked: under 100 ms");
}

fn many(driver: &Driver, house: &House) {
    let browser = Browser::new(driver, Options::default());
    browser.open(&house.app());
    add(&browser, MANY);
    std::thread::sleep(Duration::from_secs(2));
    browser.run(
        "globalThis.long = []; new PerformanceObserver(list => list.getEntries().forEach(one => long.push(one.duration)))\
         .observe({entryTypes: ['longtask']});",
    );
    // A period ends within these seconds: every code changes once.
    for step in 0..32 {
        browser.run(&format!("scrollTo(0, document.documentElement.scrollHeight * {step} / 32)"));
        std::thread::sleep(Duration::from_secs(1));
    }
    let long = browser.run("return globalThis.long");
    let long: Vec<f64> = long.as_array().into_iter().flatten().filter_map(Value::as_f64).collect();
    let longest = long.iter().copied().fold(0.0, f64::max);
    report::line(
        &format!("{MANY} accounts scroll and tick: long tasks"),
        &long.len().to_string(),
        &format!("asked: none over 50 ms; the longest {longest:.0} ms"),
    );
}

/// Adds accounts by a file, and waits for their codes.
fn add(browser: &Browser, count: usize) {
    let mut lines = String::new();
    for number in 0..count {
        writeln!(lines, "otpauth://totp/Many{number:04}:anna?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Many{number:04}").unwrap();
    }
    let folder = tempfile::TempDir::new().unwrap();
    let path = folder.path().join("accounts.txt");
    std::fs::write(&path, lines).unwrap();
    browser.press("Add account");
    browser.see("Choose a picture or a file");
    browser.choose_file(&path);
    browser.press_role(
        "button",
        if count == 1 { "Add the account".to_owned() } else { format!("Add {count} accounts") }.as_str(),
    );
    browser.see_role("heading", "Accounts");
    browser.see("Many0000");
}

fn watch(browser: &Browser) {
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({"source": WATCH}));
}

/// When these words were on the screen.
fn seen(browser: &Browser, what: &str) -> Duration {
    let script = format!("return globalThis.seen?.{what} ?? null");
    of_ms(browser.until(what, || browser.session().run(&script, &[]).ok()?.as_f64()))
}

fn number(browser: &Browser, script: &str) -> f64 {
    browser.run(script).as_f64().unwrap()
}

fn of_ms(ms: f64) -> Duration {
    Duration::from_secs_f64(ms / 1000.0)
}
