//! The app becomes a method.

use regain_protocol::ProblemCode::{EnrolmentEnded, MethodEnded, RequestEnded, WrongNumber};
use regain_protocol::portal::{Decision, Purpose};
use regain_storage::portal::{MethodKind, MethodState, Role};

use crate::support::{App, MINUTE, Stand, people::Someone};

/// State and name of the person's approval methods.
async fn apps(stand: &Stand, someone: &Someone) -> Vec<(MethodState, String)> {
    let (_, methods) = stand.storage.person(someone.id, stand.now()).await.unwrap().unwrap();
    let apps = methods.into_iter().filter(|method| method.kind == MethodKind::Approval);
    apps.map(|method| (method.state, method.name)).collect()
}

fn other(number: &str) -> String {
    number.chars().map(|c| if c == '9' { '0' } else { '9' }).collect()
}

#[tokio::test]
async fn a_key_is_usable_once_its_number_was_typed_and_everybody_is_told() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    stand.add_address(&anna, "anna@home.example").await;
    let browser = stand.signed_in(&anna).await;
    stand.mails().await;
    let mut app = App::new(&stand);
    let enrolled = app.enrol(&stand.offer(&browser, &anna, None).await).await.unwrap();
    assert_eq!(enrolled.name.as_str(), "anna");
    let test = enrolled.test;
    assert_eq!((test.purpose, test.digits), (Purpose::Enrolment, 6));
    assert_eq!(
        test.place.as_ref().unwrap().as_str(),
        "192.0.2.7",
        "the browser that shows the code, not the app"
    );
    assert_eq!(test.browser.as_ref().unwrap().as_str(), "Firefox, Linux");
    assert_eq!(app.open().await.err(), Some(MethodEnded), "not before its test");
    assert_eq!(apps(&stand, &anna).await, [(MethodState::Waiting, "Pixel 8 (Android)".into())]);
    assert!(stand.mails().await.is_empty());

    let number = stand.test_number(&browser).await;
    assert_eq!(app.approve(&test, &number).await.unwrap().request, test.id);
    assert_eq!(apps(&stand, &anna).await, [(MethodState::Live, "Pixel 8 (Android)".into())]);
    assert_eq!(app.look().await.unwrap(), None);
    let mails = stand.mails().await;
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["anna@example.org", "anna@home.example"]);
    assert!(mails[0].text.contains("Pixel 8 (Android)"), "{}", mails[0].text);
    assert!(stand.acts().await.ends_with(&["key-brought".into(), "method-added".into()]));
}

#[tokio::test]
async fn the_old_method_goes_when_the_new_one_is_tested_and_not_before() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let browser = stand.signed_in(&anna).await;
    let mut old = stand.app(&browser, &anna).await;
    let (_, methods) = stand.storage.person(anna.id, stand.now()).await.unwrap().unwrap();
    let replaced = methods.iter().find(|method| method.kind == MethodKind::Approval).unwrap().id;
    let mut app = App::new(&stand);
    let test = app.enrol(&stand.offer(&browser, &anna, Some(replaced)).await).await.unwrap().test;
    assert!(old.look().await.is_ok(), "the old one works while the new one is tested");
    app.approve(&test, &stand.test_number(&browser).await).await.unwrap();
    assert_eq!(old.open().await.err(), Some(MethodEnded));
    assert_eq!(apps(&stand, &anna).await.len(), 1);
}

#[tokio::test]
async fn a_wrong_number_ends_the_test_and_the_key_stays_unusable() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let browser = stand.signed_in(&anna).await;
    let mut app = App::new(&stand);
    let test = app.enrol(&stand.offer(&browser, &anna, None).await).await.unwrap().test;
    let number = stand.test_number(&browser).await;
    assert_eq!(app.approve(&test, &other(&number)).await.err(), Some(WrongNumber));
    assert_eq!(app.approve(&test, &number).await.err(), Some(RequestEnded), "there is one try");
    assert_eq!(app.open().await.err(), Some(MethodEnded));
    assert_eq!(stand.acts().await.last().unwrap(), "wrong-number");
}

#[tokio::test]
async fn a_code_is_good_once_for_ten_minutes_and_as_long_as_its_session() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let code = stand.offer(&browser, &anna, None).await;
    let mut app = App::new(&stand);
    let message = app.signed(&app.enrolment(&code));
    let path = regain_protocol::path::portal::ENROLMENTS;
    app.send::<serde_json::Value>(path, &message).await.unwrap();
    assert_eq!(app.send::<serde_json::Value>(path, &message).await.err(), Some(EnrolmentEnded), "replayed");
    assert_eq!(App::new(&stand).enrol(&code).await.err(), Some(EnrolmentEnded), "photographed");
    assert_eq!(app.enrol(&[9; 16]).await.err(), Some(EnrolmentEnded), "never was");

    let late = stand.offer(&browser, &anna, None).await;
    stand.wait(10 * MINUTE);
    assert_eq!(App::new(&stand).enrol(&late).await.err(), Some(EnrolmentEnded));

    let left = stand.offer(&browser, &anna, None).await;
    browser.post("/sign-out", &[]).await;
    assert_eq!(App::new(&stand).enrol(&left).await.err(), Some(EnrolmentEnded), "the browser signed out");
}

#[tokio::test]
async fn of_many_who_use_a_code_at_once_one_does() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let browser = stand.signed_in(&anna).await;
    let code = stand.offer(&browser, &anna, None).await;
    let mut many: Vec<App> = (0..8).map(|_| App::new(&stand)).collect();
    let at_once = futures_util::future::join_all(many.iter_mut().map(|app| app.enrol(&code))).await;
    assert_eq!(at_once.iter().filter(|told| told.is_ok()).count(), 1);
    assert!(at_once.iter().filter_map(|told| told.as_ref().err()).all(|code| *code == EnrolmentEnded));
    assert_eq!(apps(&stand, &anna).await.len(), 1);
}

#[tokio::test]
async fn who_never_brought_the_key_is_reported_and_out() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let mut app = App::new(&stand);
    let test = app.enrol(&stand.offer(&browser, &anna, None).await).await.unwrap().test;
    app.answer(&test.id, Decision::Report).await.unwrap();
    assert_eq!(apps(&stand, &anna).await[0].0, MethodState::Waiting);
    assert_eq!(
        browser.get("/step-up").await.path,
        "/sign-in?next=/step-up",
        "the session that asked is over"
    );
    assert_eq!(app.open().await.err(), Some(MethodEnded));
}
