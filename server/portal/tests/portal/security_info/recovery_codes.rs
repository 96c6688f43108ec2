//! Recovery codes.

use regain_storage::portal::Role;

use crate::support::{Browser, MINUTE, Page, Stand, people::PASSWORD, people::Someone};

async fn shown(browser: &mut Browser) -> Page {
    let page = browser.get("/security-info/recovery-codes").await;
    let page = page.submit(browser, "/security-info/recovery-codes", &[]).await;
    assert_eq!(page.all(".codes li").len(), 10);
    page
}

async fn opens(stand: &Stand, someone: &Someone, code: &str) -> bool {
    // Wrong ones slow the next ones down, and the password counts as one until the sign-in is complete.
    let mut browser = stand.browser();
    stand.wait(MINUTE / 3);
    browser.sign_in(someone, PASSWORD).await;
    stand.wait(MINUTE / 3);
    browser.post("/sign-in/verify/recovery-code", &[("code", code), ("next", "")]).await;
    browser.cookies.contains_key("__Host-regain")
}

#[tokio::test]
async fn new_codes_take_the_old_ones_place_when_they_are_kept_and_are_shown_once() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let mut browser = stand.signed_in(&anna).await;
    stand.mails().await;
    let page = shown(&mut browser).await;
    let codes = page.all(".codes li");
    assert!(codes.iter().all(|code| code.len() == 19), "80 bits each: {codes:?}");
    assert!(opens(&stand, &anna, &anna.recovery_codes[0]).await, "the old ones work while the page is open");
    let untouched = browser.get(&page.path).await;
    assert_eq!(untouched.all(".codes li"), codes, "reloading shows the same");
    let refused = browser.post(&page.path, &[]).await;
    assert_eq!(refused.status, 422);
    refused.says("then tick the box");
    assert!(!opens(&stand, &anna, &codes[0]).await, "nobody said they are kept");
    stand.mails().await;
    let kept = browser.post(&page.path, &[("kept", "on")]).await;
    kept.says("The new recovery codes are in use");
    kept.says("10 left");
    assert_eq!(stand.mails().await.len(), 1);
    assert!(!opens(&stand, &anna, &anna.recovery_codes[1]).await, "the old ones are gone");
    let typed = codes[0].to_uppercase().replace('-', " ");
    assert!(opens(&stand, &anna, &typed).await);
    assert!(!opens(&stand, &anna, &codes[0]).await, "once");
    // Back button, reload, sent again: no code is shown again, and none comes back.
    for page in [browser.get(&page.path).await, browser.post(&page.path, &[("kept", "on")]).await] {
        assert_eq!(page.path, "/security-info?done=recovery-codes-kept");
        assert!(codes.iter().all(|code| !page.html.contains(code.as_str())));
    }
    assert!(!opens(&stand, &anna, &codes[0]).await);
}

#[tokio::test]
async fn of_two_tabs_the_second_begins_again() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let (one, two) = (shown(&mut browser).await, shown(&mut browser).await);
    browser.post(&two.path, &[("kept", "on")]).await.says("in use");
    let late = browser.post(&one.path, &[("kept", "on")]).await;
    assert_eq!(late.path, "/security-info/recovery-codes");
    assert!(opens(&stand, &anna, &two.all(".codes li")[0]).await);
    assert!(!opens(&stand, &anna, &one.all(".codes li")[0]).await);
}

#[tokio::test]
async fn a_session_by_recovery_code_adds_methods_but_changes_no_address_for_a_day() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.browser();
    browser.sign_in(&anna, PASSWORD).await;
    let sent = [("code", anna.recovery_codes[0].as_str()), ("next", "")];
    let page = browser.post("/sign-in/verify/recovery-code", &sent).await;
    page.says("You signed in with a recovery code");
    let page = browser.post("/security-info/addresses", &[("address", "thief@example.org")]).await;
    assert_eq!(page.status, 403);
    page.says("Not yet");
    assert!(stand.storage.addresses(anna.id).await.unwrap().is_empty());
    let page = super::scan(&mut browser, "standard").await;
    let app = super::typed_in(&page, regain_otp::Algorithm::Sha1, regain_otp::Digits::SIX);
    let page = page.submit(&mut browser, &page.path, &[("code", &super::now_shows(&app, stand.now()))]).await;
    page.says("Limited after a recovery code");
}
