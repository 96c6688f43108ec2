//! Passkeys in Chromium, with an authenticator of the browser's own: made, used to sign in, asked for again.

use serde_json::{Value, json};

use crate::harness::browser::{Browser, Options};
use crate::harness::driver::Driver;
use crate::office::Office;

const PASSWORD: &str = "wasser turm leise mond";

/// An authenticator in this browser. Gives its id.
fn authenticator(browser: &Browser, more: &[(&str, Value)]) -> String {
    browser.cdp("WebAuthn.enable", &json!({}));
    let mut options = json!({
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
        "isUserVerified": true, "automaticPresenceSimulation": true,
    });
    for (name, value) in more {
        options[*name] = value.clone();
    }
    let added = browser.cdp("WebAuthn.addVirtualAuthenticator", &json!({"options": options}));
    added["authenticatorId"].as_str().unwrap().to_owned()
}

fn credentials(browser: &Browser, authenticator: &str) -> Vec<Value> {
    let held = browser.cdp("WebAuthn.getCredentials", &json!({"authenticatorId": authenticator}));
    held["credentials"].as_array().unwrap().clone()
}

/// The first administrator, at the page to add a passkey.
fn at_the_first_passkey(office: &Office, browser: &Browser) {
    browser.open(&office.first_run());
    browser.fill("User name", "anna");
    browser.fill("New password", PASSWORD);
    browser.fill("The same once more", PASSWORD);
    browser.press("Next");
    browser.until("the form is taken", || (!browser.address().contains("/setup/")).then_some(()));
    browser.open(&format!("{}/security-info/add/passkey", office.url()));
}

/// The person picks nothing from the suggestions, which an authenticator that is always there would answer at once.
fn without_suggestions(browser: &Browser) {
    let none = "PublicKeyCredential.isConditionalMediationAvailable = async () => false";
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", &json!({"source": none}));
}

fn sign_out(office: &Office, browser: &Browser) {
    browser.open(&format!("{}/security-info/add/passkey", office.url()));
    browser.press("Sign out");
    browser.see("You are signed out");
}

/// The second factor is fresh: the page to add another opens.
#[track_caller]
fn signed_in(office: &Office, browser: &Browser) {
    browser.until("somebody is signed in", || browser.address().contains("/security-info").then_some(()));
    browser.open(&format!("{}/security-info/add/passkey", office.url()));
    browser.see_role("button", "Make the passkey");
}

#[track_caller]
fn no_complaints(browser: &Browser) {
    let said = browser.said();
    let bad: Vec<&String> =
        said.iter().filter(|line| line.starts_with("VIOLATION") || line.contains("Uncaught")).collect();
    assert!(bad.is_empty(), "{bad:?}");
}

#[test]
fn needs_browser_a_passkey_is_made_and_signs_in_alone() {
    let (driver, office) = (Driver::start(), Office::open());
    let browser = Browser::new(&driver, Options::default());
    let device = authenticator(&browser, &[]);
    without_suggestions(&browser);
    at_the_first_passkey(&office, &browser);
    assert_eq!(browser.keep_state("portal-passkey-add", "en"), Vec::<String>::new());
    browser.fill("Name", "My phone");
    browser.press("Make the passkey");
    browser.see("The passkey is added");
    let held = credentials(&browser, &device);
    assert_eq!(held.len(), 1);
    assert_eq!(held[0]["isResidentCredential"], json!(true));
    assert_eq!(held[0]["rpId"], json!("localhost"));

    sign_out(&office, &browser);
    browser.open(&format!("{}/sign-in", office.url()));
    assert_eq!(browser.keep_state("portal-sign-in", "en"), Vec::<String>::new());
    browser.press("Sign in with a passkey");
    signed_in(&office, &browser);
    no_complaints(&browser);
}

#[test]
fn needs_browser_the_suggestions_of_the_name_sign_in() {
    let (driver, office) = (Driver::start(), Office::open());
    let browser = Browser::new(&driver, Options::default());
    authenticator(&browser, &[]);
    at_the_first_passkey(&office, &browser);
    browser.press("Make the passkey");
    browser.see("The passkey is added");
    browser.open(&format!("{}/security-info/add/passkey", office.url()));
    // The page that follows suggests the passkey, and this authenticator says yes without being asked.
    browser.press("Sign out");
    signed_in(&office, &browser);
    no_complaints(&browser);
}

#[test]
fn needs_browser_what_went_wrong_with_a_passkey_is_said() {
    let (driver, office) = (Driver::start(), Office::open());
    let browser = Browser::new(&driver, Options::default());
    at_the_first_passkey(&office, &browser);
    // One that can't check who is there.
    let weak =
        authenticator(&browser, &[("hasUserVerification", json!(false)), ("isUserVerified", json!(false))]);
    browser.press("Make the passkey");
    browser.see("can't check that it's you");
    assert_eq!(credentials(&browser, &weak).len(), 0);
    browser.cdp("WebAuthn.removeVirtualAuthenticator", &json!({"authenticatorId": weak}));
    // Somebody who is not its owner, or turns it away.
    let device = authenticator(&browser, &[("isUserVerified", json!(false))]);
    browser.press("Make the passkey");
    browser.see("No passkey was made");
    browser.cdp("WebAuthn.setUserVerified", &json!({"authenticatorId": device, "isUserVerified": true}));
    browser.press("Make the passkey");
    browser.see("The passkey is added");
    // The same device once more.
    browser.open(&format!("{}/security-info/add/passkey", office.url()));
    browser.press("Make the passkey");
    browser.see("has one of your passkeys already");
    assert_eq!(credentials(&browser, &device).len(), 1);
    // The portal under a number in place of its name.
    browser.open(&format!("{}/sign-in", office.url().replace("localhost", "127.0.0.1")));
    browser.see("Passkeys work under the portal's own address only");
    browser.see(&office.url());
    // A browser without passkeys.
    browser.cdp(
        "Page.addScriptToEvaluateOnNewDocument",
        &json!({"source": "delete globalThis.PublicKeyCredential"}),
    );
    browser.open(&format!("{}/sign-in", office.url()));
    browser.see("This browser has no passkeys");
    assert!(browser.find("button", "Sign in with a passkey").is_none());
    no_complaints(&browser);
}

#[test]
fn needs_browser_a_second_factor_is_a_passkey_also_when_it_is_asked_for_again() {
    let (driver, office) = (Driver::start(), Office::open());
    let browser = Browser::new(&driver, Options::default());
    authenticator(&browser, &[]);
    without_suggestions(&browser);
    at_the_first_passkey(&office, &browser);
    browser.press("Make the passkey");
    browser.see("The passkey is added");
    sign_out(&office, &browser);
    browser.open(&format!("{}/sign-in", office.url()));
    browser.fill("User name", "anna");
    browser.fill("Password", PASSWORD);
    browser.press("Sign in");
    browser.see("Verify that it's you");
    browser.press("Use a passkey");
    signed_in(&office, &browser);
    browser.open(&format!("{}/step-up?next=/security-info/add/passkey", office.url()));
    browser.press("Use a passkey");
    browser.see("Make the passkey");
    no_complaints(&browser);
}
