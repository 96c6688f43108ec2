//! Every page of the portal: axe finds nothing serious, nothing is cut off on the narrowest phone, and a picture of each is kept to be looked at.

use crate::harness::axe::axe;
use crate::harness::browser::Browser;
use crate::harness::stage::Stage;
use crate::needs_browser_article::{Phone, desk, set_up};

/// Before anybody signed in.
const OUTSIDE: [(&str, &str); 3] =
    [("/sign-in", "sign-in"), ("/sign-in/stuck", "stuck"), ("/enrol", "enrol")];

/// For an administrator.
const INSIDE: [(&str, &str); 16] = [
    ("/security-info", "security-info"),
    ("/security-info/add", "add"),
    ("/security-info/add/app", "add-app"),
    ("/security-info/add/app/account", "add-app-account"),
    ("/security-info/add/code", "add-code"),
    ("/security-info/add/passkey", "add-passkey"),
    ("/security-info/recovery-codes", "recovery-codes"),
    ("/security-info/password", "password"),
    ("/security-info/addresses", "addresses"),
    ("/sessions", "sessions"),
    ("/admin", "admin"),
    ("/admin/members", "members"),
    ("/admin/recovery", "recovery"),
    ("/admin/lock-out-risk", "lock-out-risk"),
    ("/admin/policy", "policy"),
    ("/admin/audit", "audit"),
];

fn look_at(browser: &Browser, portal: &str, pages: &[(&str, &str)], axe: &str) -> Vec<String> {
    let mut found = Vec::new();
    for language in ["en", "de"] {
        for (path, name) in pages {
            browser.open(&format!("{portal}{path}?lang={language}"));
            browser.see_role("heading", "");
            assert!(
                browser.address().starts_with(&format!("{portal}{path}")),
                "{path} leads elsewhere: {}",
                browser.address()
            );
            found.extend(browser.keep_state(&format!("portal-{name}"), language));
            for dark in [false, true] {
                browser.look(crate::harness::browser::PHONE, true, dark);
                let said = browser.serious(axe).into_iter();
                found.extend(said.map(|line| format!("{name}, {language}, dark {dark}: {line}")));
            }
        }
    }
    found
}

#[test]
fn needs_axe_and_needs_browser_nothing_serious_on_any_page_of_the_portal() {
    let axe = axe().expect("axe-core comes from npm's registry");
    let stage = Stage::new();
    let phone = Phone::new(&stage);
    phone.browser.add_by_paste(&[&crate::home::uri("Alpha")]);
    let (admin, _) = set_up(&stage, &phone);
    let portal = stage.house.portal();
    let outside = desk(&stage, "/sign-in");
    let mut found = look_at(&outside, &portal, &OUTSIDE, &axe);
    found.extend(look_at(&admin, &portal, &INSIDE, &axe));
    assert!(found.is_empty(), "{}", found.join("\n\n"));
}
