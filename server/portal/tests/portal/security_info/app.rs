//! The Regain app, set up by the pages.

use regain_protocol::portal::EnrolmentLink;
use regain_storage::portal::{MethodState, Role};

use super::{methods, state, text};
use crate::support::{App, Browser, MINUTE, Page, Stand, people::PASSWORD};

/// "Add method", "Authenticator app", "Next", "Next".
async fn offered(browser: &mut Browser, replaces: &str) -> Page {
    let page = browser.get("/security-info/add").await;
    let address = page.attribute("ul.list a", "href").unwrap();
    let page = browser.get(&address).await;
    page.says("Start by getting the app");
    let page = browser.get(&page.attribute("a.main", "href").unwrap()).await;
    page.says("Set up your account");
    page.submit(browser, "/security-info/add/app", &[("replaces", replaces)]).await
}

fn code(page: &Page) -> [u8; 16] {
    let link: EnrolmentLink = page.all("textarea").remove(0).parse().unwrap();
    *link.code.expose_bytes()
}

#[tokio::test]
async fn the_app_is_added_by_a_code_and_a_number_and_takes_the_old_ones_place() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let old = anna.codes.as_ref().unwrap().0;
    let page = offered(&mut browser, &text(old)).await;
    page.says("Scan the QR code");
    page.says("Set up on this device");
    let here = page.attribute("a[rel=noopener]", "href").unwrap();
    assert!(
        here.starts_with("http://localhost:8420/app/#regain-enrol=http%3A%2F%2Flocalhost%3A8422"),
        "{here}"
    );
    assert!(page.attribute("img.qr", "src").unwrap().starts_with("data:image/svg+xml;base64,"));
    assert!(page.attribute("[data-events]", "data-events").is_some());

    let mut app = App::new(&stand);
    let test = app.enrol(&code(&page)).await.unwrap().test;
    let page = browser.get(&page.path).await;
    page.says("Let's try it out");
    page.says("Pixel 8");
    assert_eq!(state(&stand, &anna, old).await, Some(MethodState::Live));
    let number = page.all(".number").remove(0).replace(' ', "");
    app.approve(&test, &number).await.unwrap();
    let page = browser.get(&page.path).await;
    page.says("It works");
    assert_eq!(page.all("a.main"), ["Done"]);
    assert_eq!(state(&stand, &anna, old).await, None);
    assert_eq!(browser.get("/sessions").await.path, "/sessions", "the session goes on by the new one");
}

#[tokio::test]
async fn whoever_enrols_adds_the_app_and_is_in() {
    let stand = Stand::new();
    let carl = stand.invited("carl", Role::Member).await;
    let mut browser = stand.browser();
    browser.sign_in(&carl, PASSWORD).await;
    let page = offered(&mut browser, "").await;
    let mut app = App::new(&stand);
    let test = app.enrol(&code(&page)).await.unwrap().test;
    let number = browser.get(&page.path).await.all(".number").remove(0).replace(' ', "");
    app.approve(&test, &number).await.unwrap();
    browser.get(&page.path).await.says("It works");
    assert_eq!(browser.get("/sessions").await.path, "/sessions");
}

#[tokio::test]
async fn a_code_that_expired_or_failed_is_renewed_in_its_place_and_shown_in_no_other_session() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let (mut browser, mut other) = (stand.signed_in(&anna).await, stand.signed_in(&anna).await);
    let page = offered(&mut browser, "").await;
    let elsewhere = other.get(&page.path).await;
    elsewhere.says("not good any more");
    assert!(elsewhere.all("textarea").is_empty());
    stand.wait(10 * MINUTE);
    let late = browser.get(&page.path).await;
    late.says("This QR code is not good any more");
    let proof = late.submit(&mut browser, "/security-info/add/app", &[]).await;
    let again = proof.submit(&mut browser, "/step-up/code", &[("code", &stand.code(&anna))]).await;
    again.says("Set up your account");
    let page = again.submit(&mut browser, "/security-info/add/app", &[]).await;
    let mut app = App::new(&stand);
    let test = app.enrol(&code(&page)).await.unwrap().test;
    let number = browser.get(&page.path).await.all(".number").remove(0).replace(' ', "");
    let wrong: String = number.chars().map(|digit| if digit == '9' { '0' } else { '9' }).collect();
    assert!(app.approve(&test, &wrong).await.is_err());
    let page = browser.get(&page.path).await;
    page.says("Another number was typed in the app");
    let renewed = page.submit(&mut browser, "/security-info/add/app", &[]).await;
    renewed.says("Scan the QR code");
    assert!(
        methods(&stand, &anna)
            .await
            .iter()
            .all(|row| row.state == MethodState::Live || row.name.starts_with("Pixel"))
    );
}
