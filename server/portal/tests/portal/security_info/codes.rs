//! Any authenticator app.

use regain_otp::{Algorithm, Digits};
use regain_storage::portal::{MethodKind, MethodState, Role};

use super::{methods, now_shows, scan, state, text, typed_in};
use crate::support::{MINUTE, Stand, people::PASSWORD};

#[tokio::test]
async fn an_app_is_registered_by_its_first_code_and_everybody_is_told() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let mut browser = stand.signed_in(&anna).await;
    stand.mails().await;
    let page = scan(&mut browser, "standard").await;
    let app = typed_in(&page, Algorithm::Sha1, Digits::SIX);
    assert_eq!(methods(&stand, &anna).await.len(), 2, "showing a QR code registers nothing");
    let page = page.submit(&mut browser, &page.path, &[("code", "000000")]).await;
    assert_eq!(page.status, 422);
    page.says("The code is not right");
    assert_eq!(methods(&stand, &anna).await.len(), 2, "and neither does a wrong code");
    let code = now_shows(&app, stand.now());
    let page =
        page.submit(&mut browser, &page.path, &[("code", &code), ("name", "Old \u{202e} phone")]).await;
    assert_eq!(page.path, "/security-info?done=method-added");
    page.says("The method was added");
    page.says("Old phone");
    let mails = stand.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("/not-me/") && mails[0].text.contains("Old phone"), "{}", mails[0].text);
    assert!(stand.acts().await.contains(&"method-added".to_owned()));

    // The code that registered it opens nothing; the next one does.
    let mut other = stand.browser();
    let page = other.sign_in(&anna, PASSWORD).await;
    let page = page.submit(&mut other, "/sign-in/verify/code", &[("code", &code)]).await;
    assert_eq!(page.status, 422);
    stand.wait(MINUTE);
    let code = now_shows(&app, stand.now());
    let page = page.submit(&mut other, "/sign-in/verify/code", &[("code", &code)]).await;
    assert_eq!(page.path, "/security-info");
}

#[tokio::test]
async fn an_app_that_ignores_stronger_codes_and_a_wrong_clock_are_noticed() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let page = scan(&mut browser, "stronger").await;
    page.says("SHA256, 8 digits, 30 seconds");
    for (algorithm, digits) in [(Algorithm::Sha1, Digits::SIX), (Algorithm::Sha256, Digits::SIX)] {
        let ignoring = typed_in(&page, algorithm, digits);
        let code = now_shows(&ignoring, stand.now());
        let page = page.submit(&mut browser, &page.path, &[("code", &code)]).await;
        page.says("Your app ignores the stronger kind");
        assert_eq!(page.all("a[href='/security-info/add/code/standard']"), ["Use the usual codes"]);
    }
    let app = typed_in(&page, Algorithm::Sha256, Digits::EIGHT);
    let ahead = now_shows(&app, stand.now() + 10 * MINUTE);
    page.submit(&mut browser, &page.path, &[("code", &ahead)]).await.says("about 10 minutes ahead");
    let behind = now_shows(&app, stand.now() - 60 * MINUTE);
    page.submit(&mut browser, &page.path, &[("code", &behind)]).await.says("about 60 minutes behind");
    assert_eq!(methods(&stand, &anna).await.len(), 2);
    let code = now_shows(&app, stand.now());
    let page = page.submit(&mut browser, &page.path, &[("code", &code)]).await;
    page.says("The method was added");
    // And it works at sign-in.
    stand.wait(MINUTE);
    let mut other = stand.browser();
    let page = other.sign_in(&anna, PASSWORD).await;
    let code = now_shows(&app, stand.now());
    page.submit(&mut other, "/sign-in/verify/code", &[("code", &code)]).await.says("Security info");
}

#[tokio::test]
async fn the_old_one_goes_when_the_new_one_is_confirmed_and_not_when_the_page_opens() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let old = anna.codes.as_ref().unwrap().0;
    let page = scan(&mut browser, "standard").await;
    let replaces = text(old);
    let page = page.submit(&mut browser, &page.path, &[("code", "1"), ("replaces", &replaces)]).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.attribute("option[selected]", "value"), Some(replaces));
    assert_eq!(state(&stand, &anna, old).await, Some(MethodState::Live), "the old one works");
    let code = now_shows(&typed_in(&page, Algorithm::Sha1, Digits::SIX), stand.now());
    let page = page.submit(&mut browser, &page.path, &[("code", &code)]).await;
    page.says("The method was added");
    assert_eq!(state(&stand, &anna, old).await, None);
    // The session rested on the old one, and goes on by the new one.
    assert_eq!(browser.get("/sessions").await.path, "/sessions");
}

#[tokio::test]
async fn a_qr_code_that_expired_is_renewed_in_place() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let page = scan(&mut browser, "standard").await;
    let (first, old_app) = (page.all("dd.secret"), typed_in(&page, Algorithm::Sha1, Digits::SIX));
    stand.wait(11 * MINUTE);
    let proof = browser.get(&page.path).await;
    assert!(proof.path.starts_with("/step-up"), "a key is shown to whoever proved a second factor just now");
    let renewed = proof.submit(&mut browser, "/step-up/code", &[("code", &stand.code(&anna))]).await;
    renewed.says("The QR code had expired");
    assert_ne!(renewed.all("dd.secret"), first);
    // Sent from the old page, nothing is registered either.
    let code = now_shows(&old_app, stand.now());
    let sent = [("code", code.as_str()), ("name", ""), ("replaces", "")];
    browser.post(&page.path, &sent).await.says("The QR code had expired");
    assert_eq!(methods(&stand, &anna).await.len(), 2);
}

#[tokio::test]
async fn two_tabs_a_double_click_and_the_back_button_do_no_harm_and_show_no_secret_again() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let (one, two) = (scan(&mut browser, "standard").await, scan(&mut browser, "standard").await);
    assert_ne!(one.all("dd.secret"), two.all("dd.secret"));
    let code = now_shows(&typed_in(&one, Algorithm::Sha1, Digits::SIX), stand.now());
    for _ in 0..2 {
        let page = one.submit(&mut browser, &one.path, &[("code", &code)]).await;
        assert_eq!(page.path, "/security-info?done=method-added");
    }
    assert_eq!(methods(&stand, &anna).await.len(), 3, "twice the same is once");
    let back = browser.get(&one.path).await;
    assert_eq!(back.path, "/security-info?done=method-added");
    let secret = one.all("dd.secret").remove(0).replace(' ', "");
    for page in [back, browser.get("/security-info").await] {
        assert!(!page.html.replace(' ', "").contains(&secret));
    }
    let code = now_shows(&typed_in(&two, Algorithm::Sha1, Digits::SIX), stand.now());
    two.submit(&mut browser, &two.path, &[("code", &code)]).await;
    assert_eq!(methods(&stand, &anna).await.len(), 4);
}

#[tokio::test]
async fn another_sessions_page_shows_another_key() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let (mut one, mut two) = (stand.signed_in(&anna).await, stand.signed_in(&anna).await);
    let page = scan(&mut one, "standard").await;
    let elsewhere = two.get(&page.path).await;
    assert_ne!(elsewhere.all("dd.secret"), page.all("dd.secret"));
    let code = now_shows(&typed_in(&page, Algorithm::Sha1, Digits::SIX), stand.now());
    let page = elsewhere.submit(&mut two, &elsewhere.path, &[("code", &code)]).await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn whoever_enrols_reaches_this_and_nothing_else_and_then_everything() {
    let stand = Stand::new();
    let carl = stand.invited("carl", Role::Member).await;
    let mut browser = stand.browser();
    let page = browser.sign_in(&carl, PASSWORD).await;
    page.says("Add a second way first");
    page.says("1 more way to sign in is needed");
    for path in ["/sessions", "/security-info/password", "/security-info/addresses"] {
        assert_eq!(browser.get(path).await.path, "/security-info", "{path}");
    }
    assert_eq!(browser.post("/sessions/end-all", &[]).await.path, "/security-info");
    let page = scan(&mut browser, "standard").await;
    let code = now_shows(&typed_in(&page, Algorithm::Sha1, Digits::SIX), stand.now());
    let page = page.submit(&mut browser, &page.path, &[("code", &code)]).await;
    page.says("The method was added");
    page.says_not("Add a second way first");
    page.says("You have no recovery codes");
    assert_eq!(browser.get("/sessions").await.path, "/sessions");
}

#[tokio::test]
async fn kinds_the_organisation_does_not_want_are_neither_offered_nor_taken() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let page = scan(&mut browser, "standard").await;
    let (revision, policy) = stand.storage.policy().await.unwrap();
    let kinds = vec![MethodKind::Passkey];
    let policy = regain_storage::portal::Policy { kinds, ..policy };
    let notes = crate::support::people::nothing_noted(stand.now());
    let change = regain_storage::portal::ChangePolicy { revision, policy, notes };
    assert!(stand.storage.change_policy(change).await.unwrap());
    browser.get("/security-info/add").await.says_not("Authenticator app");
    for path in ["/security-info/add/code", "/security-info/add/app", "/security-info/recovery-codes"] {
        assert_eq!(browser.get(path).await.status, 403, "{path}");
    }
    let code = now_shows(&typed_in(&page, Algorithm::Sha1, Digits::SIX), stand.now());
    let sent = [("code", code.as_str()), ("name", ""), ("replaces", "")];
    assert_eq!(browser.post(&page.path, &sent).await.status, 403);
    assert_eq!(methods(&stand, &anna).await.len(), 2);
}
