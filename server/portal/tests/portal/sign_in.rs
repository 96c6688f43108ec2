//! Signing in.

use regain_storage::portal::Role;

use crate::support::{ADDRESS, MINUTE, Stand, people::PASSWORD};

#[tokio::test]
async fn password_and_code_open_a_session_and_the_log_says_so() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let mut browser = stand.browser();
    let page = browser.sign_in(&anna, PASSWORD).await;
    page.says("Verify that it's you");
    let page = page.submit(&mut browser, "/sign-in/verify/code", &[("code", &stand.code(&anna))]).await;
    assert_eq!(page.path, "/security-info");
    let last = stand.audit().await.pop().unwrap().line;
    assert_eq!((last.action.as_str(), last.evidence.as_str()), ("signed-in", "mfa otp pwd"));
    assert_eq!(last.origin, "192.0.2.7 · Firefox, Linux");
    let mails = stand.mails().await;
    assert_eq!((mails.len(), mails[0].to.as_str()), (1, "anna@example.org"));
    assert!(mails[0].text.contains("You signed in"), "{}", mails[0].text);
}

#[tokio::test]
async fn unknown_names_and_wrong_passwords_are_told_apart_by_nobody() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut pages = Vec::new();
    for name in [anna.name.as_str(), "nobody", "not a name!"] {
        let mut browser = stand.browser();
        let page = browser.get("/sign-in").await;
        let fields = [("name", name), ("password", "wrong wrong wrong wrong")];
        let page = page.submit(&mut browser, "/sign-in", &fields).await;
        assert_eq!(page.status, 422);
        assert!(browser.cookies.is_empty(), "nothing was begun");
        pages.push(page.html.replace(name, "NAME"));
    }
    assert!(pages.windows(2).all(|pair| pair[0] == pair[1]));
}

#[tokio::test]
async fn guesses_are_slowed_for_known_and_unknown_names_alike_and_a_right_answer_waits_too() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut waits = Vec::new();
    for name in ["anna", "nobody"] {
        let mut seen = Vec::new();
        for _ in 0..8 {
            let mut browser = stand.browser();
            let page = browser.post("/sign-in", &[("name", name), ("password", "x"), ("next", "")]).await;
            seen.push((page.status, page.all(".error")));
            stand.wait(500);
        }
        waits.push(seen);
    }
    assert_eq!(waits[0], waits[1]);
    assert!(waits[0].iter().any(|(status, _)| *status == 429));
    let mut browser = stand.browser();
    for _ in 0..3 {
        browser.sign_in(&anna, "wrong wrong wrong").await;
        stand.wait(MINUTE);
    }
    browser.sign_in(&anna, "wrong wrong wrong").await;
    let page = browser.sign_in(&anna, PASSWORD).await;
    assert_eq!(page.status, 429);
    page.says("Try again in");
    stand.wait(20 * MINUTE);
    browser.sign_in(&anna, PASSWORD).await.says("Verify that it's you");
}

#[tokio::test]
async fn a_code_opens_one_session_and_never_a_second() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let (mut one, mut two) = (stand.browser(), stand.browser());
    let first = one.sign_in(&anna, PASSWORD).await;
    let second = two.sign_in(&anna, PASSWORD).await;
    let code = stand.code(&anna);
    let page = first.submit(&mut one, "/sign-in/verify/code", &[("code", &code)]).await;
    assert_eq!(page.path, "/security-info");
    let page = second.submit(&mut two, "/sign-in/verify/code", &[("code", &code)]).await;
    assert_eq!(page.status, 422);
    page.says("was used already");
    assert!(!two.cookies.contains_key("__Host-regain"));
}

#[tokio::test]
async fn a_form_of_another_site_does_nothing() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    for origin in [None, Some("https://evil.example"), Some("null")] {
        let answer = browser.post_only("/sign-out", &[], origin).await;
        assert_eq!(answer.status(), 403, "{origin:?}");
    }
    assert!(browser.cookies.contains_key("__Host-regain"));
    assert_eq!(browser.post_only("/sign-out", &[], Some(ADDRESS)).await.status(), 303);
    assert!(!browser.cookies.contains_key("__Host-regain"));
}

#[tokio::test]
async fn steps_that_are_skipped_repeated_or_emptied_lead_nowhere() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let code = stand.code(&anna);
    // Without the password there is no attempt.
    let mut browser = stand.browser();
    let page = browser.post("/sign-in/verify/code", &[("code", &code), ("next", "")]).await;
    assert_eq!(page.status, 410);
    // Fields that are missing, there twice, empty, or of another form.
    browser.sign_in(&anna, PASSWORD).await;
    for fields in [
        &[("code", code.as_str())][..],
        &[("code", &code), ("code", &code), ("next", "")],
        &[("next", "")],
        &[("code", &code), ("next", ""), ("verified", "true")],
    ] {
        assert_eq!(browser.post("/sign-in/verify/code", fields).await.status, 400, "{fields:?}");
    }
    assert_eq!(browser.post("/sign-in/verify/code", &[("code", ""), ("next", "")]).await.status, 422);
    let page = browser.post("/sign-in/verify/pass", &[("code", &code), ("next", "")]).await;
    assert_eq!(page.status, 409, "a method nobody has");
    assert!(!browser.cookies.contains_key("__Host-regain"));
    // The attempt ends after ten minutes.
    stand.wait(10 * MINUTE);
    let page = browser.post("/sign-in/verify/code", &[("code", &stand.code(&anna)), ("next", "")]).await;
    assert_eq!(page.status, 410);
    page.says("Begin again");
}

#[tokio::test]
async fn a_recovery_code_works_once_and_is_told() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    for expected in [200, 422] {
        let mut browser = stand.browser();
        browser.sign_in(&anna, PASSWORD).await;
        let page = browser.get("/sign-in/verify?by=recovery-code").await;
        let typed = [("code", anna.recovery_codes[0].as_str())];
        let page = page.submit(&mut browser, "/sign-in/verify/recovery-code", &typed).await;
        let opened = browser.cookies.contains_key("__Host-regain");
        assert_eq!(opened, expected == 200, "{}", page.text());
    }
    assert!(stand.mails().await[0].text.contains("recovery code"));
}

#[tokio::test]
async fn pages_come_in_german_when_asked_and_stay_so() {
    let stand = Stand::new();
    let mut browser = stand.browser();
    browser.languages = "fr, de-AT;q=0.8, en;q=0.5";
    browser.get("/sign-in").await.says("Anmelden");
    browser.get("/sign-in?lang=en").await.says("Sign in");
    browser.get("/sign-in").await.says("Sign in");
}
