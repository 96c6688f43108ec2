//! No secret where it must not be, and a page that breaks no rule of its own policy.

use data_encoding::BASE32_NOPAD;
use regain_e2e::canary::Canaries;
use serde_json::json;

use crate::harness::screens::ROUTES;
use crate::harness::stage::Stage;
use crate::home::PASSPHRASE;

#[test]
fn needs_browser_no_secret_is_stored_in_the_clear_named_in_an_address_or_said() {
    let stage = Stage::new();
    let mut browser = stage.browser();
    let secret: Vec<u8> = (0..20).map(|n| n * 11 + 7).collect();
    let text = BASE32_NOPAD.encode(&secret);
    browser.add_by_paste(&[&format!("otpauth://totp/Canary:anna?secret={text}&issuer=Canary")]);
    let words = browser.switch_backup_on("brave-otter-42");
    browser.confirm_kit(&words);
    browser.to_backup();
    browser.go("");
    browser.until("the code", || browser.code_of("Canary"));

    let mut canaries = Canaries::default();
    canaries.add("the account's secret", &secret);
    canaries.add("the account's secret as text", text.as_bytes());
    canaries.add("the passphrase", PASSPHRASE.as_bytes());
    canaries.add("the kit", words.join(" ").as_bytes());

    let said = browser.said().join("\n");
    assert!(canaries.found_in(said.as_bytes()).is_empty(), "in the console");
    let kept = browser.run(
        "return JSON.stringify([{...localStorage}, {...sessionStorage}, location.href, document.cookie,\
         performance.getEntriesByType('resource').map(one => one.name)])",
    );
    assert!(canaries.found_in(kept.as_str().unwrap().as_bytes()).is_empty(), "{kept}");
    browser.quit();
    let mut files = 0;
    let found = canaries.found_in_folder(browser.profile(), &mut files);
    assert!(files > 20 && found.is_empty(), "{found:?}");
}

#[test]
fn needs_browser_no_screen_breaks_the_policy_or_complains() {
    let stage = Stage::new();
    let _home = stage.command_line(&["Alpha", "Beta"]);
    let browser = stage.browser();
    browser.see_role("pressed", "Begin recovery");
    browser.restore("anna", "Phone");
    let mut said = Vec::new();
    for (route, _) in ROUTES {
        browser.go(route);
        browser.see_role("heading", "");
        std::thread::sleep(std::time::Duration::from_millis(300));
        said.extend(browser.said().into_iter().map(|line| format!("{route}: {line}")));
        browser.run("globalThis.violations = []");
    }
    said.retain(|line| line.contains("VIOLATION") || line.contains(": SEVERE") || line.contains("panicked"));
    assert!(said.is_empty(), "{}", said.join("\n"));
}

#[test]
fn needs_browser_the_page_asks_nobody_but_its_own_service() {
    let stage = Stage::new();
    let browser = stage.browser();
    browser.add_by_paste(&["otpauth://totp/Github:anna?secret=JBSWY3DPEHPK3PXP&issuer=Github"]);
    browser.until("the code", || browser.code_of("Github"));
    let asked =
        browser.run("return performance.getEntriesByType('resource').map(one => new URL(one.name).origin)");
    let foreign: Vec<_> =
        asked.as_array().unwrap().iter().filter(|origin| **origin != json!(stage.house.url())).collect();
    assert!(foreign.is_empty(), "{foreign:?}");
}
