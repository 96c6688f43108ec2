//! Approvals: a number in the browser, typed in the app.

use std::time::{Duration, Instant};

use regain_http::token;
use regain_protocol::ProblemCode::{
    ClockOff, Malformed, MethodEnded, MethodSuspended, ProofRefused, RequestEnded, SignInRequired,
    WrongNumber,
};
use regain_protocol::path::portal as path;
use regain_protocol::portal::{Answer, Decision, Purpose, Stamp};
use regain_storage::portal::{MethodChange, MethodId, MethodKind, NewOneTime, Role};

use crate::support::app::{said, session};
use crate::support::people::{PASSWORD, Someone};
use crate::support::{App, Browser, MINUTE, Page, Stand};

/// Anna, who has the app beside her codes, and the browser she set it up in.
async fn anna(stand: &Stand) -> (Someone, Browser, App) {
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let browser = stand.signed_in(&anna).await;
    let app = stand.app(&browser, &anna).await;
    stand.mails().await;
    (anna, browser, app)
}

fn number(page: &Page) -> String {
    page.all(".number").pop().unwrap_or_else(|| panic!("no number at {}: {}", page.path, page.text()))
}

fn other(number: &str) -> String {
    number
        .chars()
        .map(|c| {
            if c == '9' {
                '0'
            } else if c == ' ' {
                ' '
            } else {
                '9'
            }
        })
        .collect()
}

fn method_id(app: &App) -> MethodId {
    let bytes =
        data_encoding::BASE64URL_NOPAD.decode(app.method.as_ref().unwrap().as_str().as_bytes()).unwrap();
    MethodId(bytes[16..].try_into().unwrap())
}

#[tokio::test]
async fn the_number_that_stands_in_the_browser_is_typed_in_the_app_and_the_browser_is_in() {
    let stand = Stand::new();
    let (anna, _, mut app) = anna(&stand).await;
    let mut browser = stand.browser();
    let page = browser.sign_in(&anna, PASSWORD).await;
    assert_eq!(page.path, "/sign-in/verify/approval", "what is asked first is asked at once");
    page.says("Pixel 8 (Android)");
    assert!(page.html.contains(r#"<noscript><meta http-equiv="refresh" content="3"></noscript>"#));
    let request = app.look().await.unwrap().unwrap();
    assert_eq!((request.purpose, request.digits), (Purpose::SignIn, 6));
    assert_eq!(request.application.as_str(), "localhost:8422");
    assert_eq!(request.browser.as_ref().unwrap().as_str(), "Firefox, Linux");
    assert_eq!(request.expires, stand.now() + 3 * MINUTE);
    browser.get(&page.path).await.says(&number(&page));

    app.approve(&request, &number(&page)).await.unwrap();
    let page = browser.get("/sign-in/verify/approval").await;
    assert_eq!(page.path, "/security-info");
    let last = stand.audit().await.pop().unwrap().line;
    assert_eq!(last.action, "signed-in");
    assert!(last.evidence.contains("mfa") && last.evidence.contains("pwd"), "{}", last.evidence);
    assert_eq!(app.look().await.unwrap(), None);
}

#[tokio::test]
async fn a_wrong_number_ends_the_request_and_a_new_one_has_another() {
    let stand = Stand::new();
    let (anna, _, mut app) = anna(&stand).await;
    let mut browser = stand.browser();
    let page = browser.sign_in(&anna, PASSWORD).await;
    let request = app.look().await.unwrap().unwrap();
    assert_eq!(app.approve(&request, &other(&number(&page))).await.err(), Some(WrongNumber));
    assert_eq!(app.approve(&request, &number(&page)).await.err(), Some(RequestEnded));
    let ended = browser.get(&page.path).await;
    ended.says("Another number was typed");
    let again = ended.submit(&mut browser, "/sign-in/verify/approval", &[]).await;
    assert_ne!(number(&again), number(&page));
    let request = app.look().await.unwrap().unwrap();
    app.approve(&request, &number(&again)).await.unwrap();
    assert_eq!(browser.get("/sign-in/verify/approval").await.path, "/security-info");
}

#[tokio::test]
async fn what_was_denied_or_is_too_late_opens_nothing() {
    let stand = Stand::new();
    let (anna, _, mut app) = anna(&stand).await;
    let mut browser = stand.browser();
    let page = browser.sign_in(&anna, PASSWORD).await;
    let request = app.look().await.unwrap().unwrap();
    app.answer(&request.id, Decision::Deny).await.unwrap();
    let denied = browser.get(&page.path).await;
    denied.says("denied in the app");
    let page = denied.submit(&mut browser, "/sign-in/verify/approval", &[]).await;
    let request = app.look().await.unwrap().unwrap();
    stand.wait(3 * MINUTE);
    assert_eq!(app.look().await.unwrap(), None);
    assert_eq!(app.approve(&request, &number(&page)).await.err(), Some(RequestEnded));
    browser.get(&page.path).await.says("Nobody answered in time");
    let code = stand.code(&anna);
    let page = browser.get("/sign-in/verify?by=code").await;
    let page = page.submit(&mut browser, "/sign-in/verify/code", &[("code", &code)]).await;
    assert_eq!(page.path, "/security-info", "other ways stay open");
}

#[tokio::test]
async fn it_was_not_me_ends_the_sign_in_pauses_more_and_tells() {
    let stand = Stand::new();
    let (anna, _, mut app) = anna(&stand).await;
    let mut thief = stand.browser();
    let page = thief.sign_in(&anna, PASSWORD).await;
    let request = app.look().await.unwrap().unwrap();
    app.answer(&request.id, Decision::Report).await.unwrap();
    thief.get(&page.path).await.says("somebody chose “It wasn't me”");
    let gone = thief.get("/sign-in/verify?by=code").await;
    assert_eq!(gone.status, 410, "the password has to be typed anew");
    let mails = stand.mails().await;
    assert_eq!(mails.len(), 1);
    assert!(mails[0].text.contains("somebody else knows your password"), "{}", mails[0].text);
    assert_eq!(stand.acts().await.last().unwrap(), "reported");

    let page = thief.sign_in(&anna, PASSWORD).await;
    assert_eq!(page.path, "/sign-in/verify");
    let page = page.submit(&mut thief, "/sign-in/verify/approval", &[]).await;
    assert_eq!(page.status, 429);
    page.says("no requests are sent now. Use another way, or try again in 15 minutes.");
    assert_eq!(app.look().await.unwrap(), None);
    stand.wait(15 * MINUTE);
    assert_eq!(stand.browser().sign_in(&anna, PASSWORD).await.path, "/sign-in/verify/approval");
}

#[tokio::test]
async fn one_request_waits_for_a_person_and_its_noise_is_limited() {
    let stand = Stand::new();
    let (anna, _, mut app) = anna(&stand).await;
    let mut first = stand.browser();
    let page = first.sign_in(&anna, PASSWORD).await;
    let mut second = stand.browser();
    let pending = second.sign_in(&anna, PASSWORD).await;
    let pending = pending.submit(&mut second, "/sign-in/verify/approval", &[]).await;
    pending.says("Another request already waits");
    let waits = app.look().await.unwrap().unwrap();
    app.approve(&waits, &number(&page)).await.unwrap();
    assert_eq!(second.get("/sign-in/verify/approval").await.path.split('?').next(), Some("/sign-in/verify"));
    assert_eq!(first.get(&page.path).await.path, "/security-info", "and only who showed the number is in");

    let mut thief = stand.browser();
    let mut page = thief.sign_in(&anna, PASSWORD).await;
    for _ in 0..12 {
        page = page.submit(&mut thief, "/sign-in/verify/approval", &[]).await;
        if page.status == 429 {
            page.says("Too many requests were sent to your app");
            return;
        }
    }
    panic!("a phone can be made to ring all day");
}

#[tokio::test]
async fn an_approval_after_the_browser_was_closed_gives_nobody_a_session() {
    let stand = Stand::new();
    let (anna, _, mut app) = anna(&stand).await;
    let before = stand.storage.portal_sessions(anna.id, stand.now()).await.unwrap().len();
    let mut closed = stand.browser();
    let page = closed.sign_in(&anna, PASSWORD).await;
    drop(closed);
    let request = app.look().await.unwrap().unwrap();
    app.approve(&request, &number(&page)).await.unwrap();
    assert_eq!(stand.browser().get("/sign-in/verify/approval").await.status, 410);
    assert_eq!(stand.storage.portal_sessions(anna.id, stand.now()).await.unwrap().len(), before);
}

#[tokio::test]
async fn a_second_factor_is_proven_again_by_an_approval() {
    let stand = Stand::new();
    let (_, mut browser, mut app) = anna(&stand).await;
    stand.wait(11 * MINUTE);
    let page = browser.get("/step-up?next=/sessions").await;
    let page = page.submit(&mut browser, "/step-up/approval", &[]).await;
    let request = app.look().await.unwrap().unwrap();
    assert_eq!(request.purpose, Purpose::StepUp);
    app.approve(&request, &number(&page)).await.unwrap();
    assert_eq!(browser.get(&page.path).await.path, "/sessions");
    let row = stand.storage.portal_session(session(&browser), stand.now()).await.unwrap().unwrap();
    let newest = row.evidence.iter().max_by_key(|evidence| evidence.at).unwrap();
    assert_eq!((newest.kind, newest.method, newest.at), (MethodKind::Approval, method_id(&app), stand.now()));
    stand.wait(11 * MINUTE);
    let old = browser.get("/step-up/approval?next=/sessions").await;
    assert_eq!(old.path, "/step-up?next=/sessions&by=approval", "an old approval proves nothing now");
}

#[tokio::test]
async fn nobody_answers_for_another_person() {
    let stand = Stand::new();
    let (anna, _, mut app) = anna(&stand).await;
    let bert = stand.person("bert", Role::Administrator).await;
    let berts = stand.signed_in(&bert).await;
    let mut theirs = stand.app(&berts, &bert).await;
    let page = stand.browser().sign_in(&anna, PASSWORD).await;
    let request = app.look().await.unwrap().unwrap();
    assert_eq!(theirs.look().await.unwrap(), None);
    assert_eq!(theirs.approve(&request, &number(&page)).await.err(), Some(RequestEnded));
    let mine = theirs.method.clone();
    theirs.method = app.method.clone();
    assert_eq!(
        theirs.approve(&request, &number(&page)).await.err(),
        Some(ProofRefused),
        "signed by another key"
    );
    assert_eq!(theirs.open().await.err(), Some(ProofRefused));
    // One person's id with another's method.
    let split = |id: &regain_protocol::portal::PortalId| {
        data_encoding::BASE64URL_NOPAD.decode(id.as_str().as_bytes()).unwrap()
    };
    let mixed = [&split(app.method.as_ref().unwrap())[..16], &split(&mine.unwrap())[16..]].concat();
    theirs.method = Some(data_encoding::BASE64URL_NOPAD.encode(&mixed).parse().unwrap());
    assert_eq!(theirs.approve(&request, &number(&page)).await.err(), Some(MethodEnded));
    app.approve(&request, &number(&page)).await.unwrap();
}

#[tokio::test]
async fn a_message_is_taken_once_in_its_time_and_by_its_portal() {
    let stand = Stand::new();
    let (anna, _, mut app) = anna(&stand).await;
    let opening = app.signed(&app.opening());
    app.send::<serde_json::Value>(path::SESSION, &opening).await.unwrap();
    assert_eq!(app.send::<serde_json::Value>(path::SESSION, &opening).await.err(), Some(ProofRefused));

    let mut browser = stand.browser();
    let page = browser.sign_in(&anna, PASSWORD).await;
    let request = app.look().await.unwrap().unwrap();
    let decision = || Decision::Approve(number(&page).replace(' ', "").parse().unwrap());
    let to = path::ANSWER.replace("{request}", request.id.as_str());
    for (stamp, refused) in [
        (Stamp { at: stand.now() / 1000 - 121, ..app.stamp() }, ClockOff),
        (Stamp { at: stand.now() / 1000 + 121, ..app.stamp() }, ClockOff),
        (Stamp { portal: "https://evil.example".parse().unwrap(), ..app.stamp() }, ProofRefused),
    ] {
        let answer = Answer::new(stamp, app.method.clone().unwrap(), request.id.clone(), decision());
        assert_eq!(app.send::<serde_json::Value>(&to, &app.signed(&answer)).await.err(), Some(refused));
    }
    let elsewhere = app.signed(&app.answering(&"other".parse().unwrap(), decision()));
    assert_eq!(app.send::<serde_json::Value>(&to, &elsewhere).await.err(), Some(Malformed));
    let opening = app.signed(&app.opening());
    assert_eq!(
        app.send::<serde_json::Value>(&to, &opening).await.err(),
        Some(ProofRefused),
        "of another kind"
    );

    let answer = app.signed(&app.answering(&request.id, decision()));
    app.send::<serde_json::Value>(&to, &answer).await.unwrap();
    assert_eq!(app.send::<serde_json::Value>(&to, &answer).await.err(), Some(ProofRefused), "replayed");
    assert_eq!(app.answer(&request.id, decision()).await.err(), Some(RequestEnded));
}

#[tokio::test]
async fn of_two_answers_at_once_one_counts() {
    let stand = Stand::new();
    let (anna, browser, mut phone) = anna(&stand).await;
    let laptop = stand.app(&browser, &anna).await;
    let mut browser = stand.browser();
    let page = browser.sign_in(&anna, PASSWORD).await;
    let request = phone.look().await.unwrap().unwrap();
    let typed = number(&page);
    let (yes, no) = tokio::join!(phone.approve(&request, &typed), laptop.answer(&request.id, Decision::Deny));
    assert!(yes.is_ok() != no.is_ok(), "{} {}", yes.is_ok(), no.is_ok());
    let page = browser.get(&page.path).await;
    if yes.is_ok() {
        assert_eq!((page.path.as_str(), no.err()), ("/security-info", Some(RequestEnded)));
    } else {
        page.says("denied in the app");
    }
}

#[tokio::test]
async fn a_method_that_was_removed_or_reported_as_lost_says_nothing_more() {
    let stand = Stand::new();
    let (anna, browser, mut phone) = anna(&stand).await;
    let mut laptop = stand.app(&browser, &anna).await;
    let page = stand.browser().sign_in(&anna, PASSWORD).await;
    let request = phone.look().await.unwrap().unwrap();
    laptop.look().await.unwrap();
    stand.change(&anna, method_id(&phone), MethodChange::Suspend).await;
    assert_eq!(phone.approve(&request, &number(&page)).await.err(), Some(MethodSuspended));
    assert_eq!(phone.look().await.err(), Some(SignInRequired), "its sessions rest");
    assert_eq!(phone.open().await.err(), Some(MethodSuspended));
    stand.change(&anna, method_id(&phone), MethodChange::Remove).await;
    assert_eq!(phone.open().await.err(), Some(MethodEnded));
    assert_eq!(phone.approve(&request, &number(&page)).await.err(), Some(MethodEnded));
    laptop.approve(&request, &number(&page)).await.unwrap();
}

#[tokio::test]
async fn app_and_browser_hear_at_once_what_the_other_did() {
    let stand = Stand::new();
    let (anna, _, mut app) = anna(&stand).await;
    app.open().await.unwrap();
    let mut to_app = app.get(path::EVENTS).await.into_body();
    assert_eq!(said(&mut to_app).await.unwrap(), "{}");
    let mut browser = stand.browser();
    let page = browser.sign_in(&anna, PASSWORD).await;
    let request = app.look().await.unwrap().unwrap();
    assert_eq!(said(&mut to_app).await.unwrap(), format!("{{\"request\":\"{}\"}}", request.id));

    let events = page.attribute("[data-events]", "data-events").unwrap();
    let mut to_browser = browser.stream(&events).await;
    assert_eq!(
        said(&mut to_browser).await.as_deref(),
        page.attribute("[data-events]", "data-state").as_deref()
    );
    let begun = Instant::now();
    app.approve(&request, &number(&page)).await.unwrap();
    assert_eq!(said(&mut to_browser).await.as_deref(), Some("approved"));
    assert!(begun.elapsed() < Duration::from_millis(300), "{:?}", begun.elapsed());
    assert_eq!(said(&mut to_app).await.unwrap(), "{}");

    stand.closing.send(true).unwrap();
    assert_eq!(said(&mut to_app).await, None, "streams end when the server stops");
}

#[tokio::test]
async fn the_stream_of_a_method_that_is_gone_ends() {
    let stand = Stand::new();
    let (anna, _, mut app) = anna(&stand).await;
    app.open().await.unwrap();
    let mut events = app.get(path::EVENTS).await.into_body();
    said(&mut events).await.unwrap();
    stand.change(&anna, method_id(&app), MethodChange::Remove).await;
    let mut browser = stand.browser();
    browser.sign_in(&anna, PASSWORD).await;
    let bearer = app.get(path::REQUESTS).await;
    assert_eq!(bearer.status(), 401);
    assert_eq!(app.get(path::EVENTS).await.status(), 401);
}

#[tokio::test]
async fn an_app_reported_as_lost_is_back_by_the_mailed_link_and_by_itself() {
    let stand = Stand::new();
    let (anna, browser, mut phone) = anna(&stand).await;
    let mut laptop = stand.app(&browser, &anna).await;
    stand.change(&anna, method_id(&phone), MethodChange::Suspend).await;
    let (text, hash) = token::make(&stand.random);
    let link = NewOneTime {
        hash,
        person: anna.id,
        purpose: regain_storage::portal::Purpose::Resume,
        method: Some(method_id(&phone)),
        expires: Some(stand.now() + 60 * MINUTE),
        uses: Some(1),
    };
    assert!(stand.storage.put_one_time(link).await.unwrap());
    let (mailed, to) = (format!("/resume/{text}"), format!("/resume/{text}/approval"));
    let mut mailbox = stand.browser();
    let page = mailbox.get(&mailed).await.submit(&mut mailbox, &to, &[]).await;
    page.says("Pixel 8 (Android)");
    assert_eq!(laptop.look().await.unwrap(), None, "the reported one has to say it itself");
    let request = phone.look().await.unwrap().unwrap();
    assert_eq!(laptop.approve(&request, &number(&page)).await.err(), Some(RequestEnded));
    assert_eq!(phone.approve(&request, &other(&number(&page))).await.err(), Some(WrongNumber));
    assert_eq!(phone.open().await.err(), Some(MethodSuspended));

    let page = mailbox.get(&mailed).await.submit(&mut mailbox, &to, &[]).await;
    phone.token = None;
    let request = phone.look().await.unwrap().unwrap();
    phone.approve(&request, &number(&page)).await.unwrap();
    assert_eq!(mailbox.get(&mailed).await.path.split('?').next(), Some("/sign-in"));
    assert_eq!(phone.look().await.unwrap(), None);
    assert_eq!(mailbox.post(&to, &[]).await.status, 404, "the link was good once");
    assert_eq!(stand.acts().await.last().unwrap(), "method-resumed");
    let mails = stand.mails().await;
    assert!(mails.iter().any(|mail| mail.text.contains("is in use again")), "told by mail");
}
