//! What went wrong elsewhere, and does not here.
//!
//! | elsewhere | here |
//! |---|---|
//! | steps skipped or reordered (CVE-2026-18963, -94218, -49448) | `property`, `sign_in::steps_that_are_skipped_repeated_or_emptied_lead_nowhere` |
//! | an enrolment link that works twice (CVE-2026-37982) | `enrolment::a_code_is_good_once_for_ten_minutes_and_as_long_as_its_session` |
//! | a recovery token that is nobody's (CVE-2023-26481) | `helping::an_invitation_lets_its_person_choose_a_password_once`, the storage contract's one-time things |
//! | another person's method or recovery code (GHSA-9695-w6h2-jpv9, CVE-2025-64175) | `approvals::nobody_answers_for_another_person`, here |
//! | a factor removed without a second one (GHSA-8g9r-9wjw-37j4) | `property` |
//! | what a passkey must show is asked of the browser only (CVE-2026-8830) | `passkey::answers`, `passkey::registrations` |
//! | the second factor is not counted (CVE-2025-64103, -64102, CVE-2018-14657) | here |
//! | a code that is good twice (CVE-2026-103655, -107276) | `sign_in::a_code_opens_one_session_and_never_a_second` |
//! | secrets in an answer (CVE-2026-105211) | here |
//! | sessions that outlive their person's access (CVE-2023-22492) | here |
//! | names told by the way back (CVE-2023-39522) | `helping::asking_for_help_tells_those_who_help_and_says_nothing_about_names` |
//! | a limit by a header that anybody writes (CVE-2025-69615, -96445) | here |
//! | sessions side by side multiply guesses ("AuthQuake") | here |

use axum::body::Body;
use axum::http::Request;
use axum::http::header::AUTHORIZATION;
use futures_util::future::join_all;
use http_body_util::BodyExt as _;
use regain_protocol::path::portal as path;
use regain_storage::portal::{Change, ChangePerson, Role};
use tower::ServiceExt as _;

use crate::support::people::{PASSWORD, nothing_noted};
use crate::support::{App, Browser, Page, Stand};

/// A code that is not right now: two apps' codes are alike once in half a million times.
const WRONG: &str = "000000";

async fn guess(browser: &mut Browser, code: &str) -> Page {
    browser.post("/sign-in/verify/code", &[("code", code), ("next", "")]).await
}

#[tokio::test]
async fn guesses_side_by_side_are_one_after_another() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browsers = Vec::new();
    for _ in 0..20 {
        let mut browser = stand.browser();
        // Sign-ins that are begun and not ended count as well, so that few stand side by side at all.
        if browser.sign_in(&anna, PASSWORD).await.status == 200 {
            browsers.push(browser);
        }
        stand.wait(1000);
    }
    assert!((3..=8).contains(&browsers.len()), "{} side by side", browsers.len());
    let pages = join_all(browsers.iter_mut().map(|browser| guess(browser, WRONG))).await;
    let looked_at = pages.iter().filter(|page| page.status == 422).count();
    assert!(looked_at <= 1, "{looked_at} guesses were looked at in one moment");
    assert!(pages.iter().all(|page| [422, 429].contains(&page.status)));
}

#[tokio::test]
async fn typing_the_password_anew_buys_no_guess_at_the_second_factor() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut looked_at = 0;
    for _ in 0..40 {
        let mut browser = stand.browser();
        let page = browser.sign_in(&anna, PASSWORD).await;
        if page.status == 200 && guess(&mut browser, WRONG).await.status == 422 {
            looked_at += 1;
        }
        stand.wait(1000);
    }
    assert!(looked_at <= 7, "{looked_at} guesses in forty seconds");
}

#[tokio::test]
async fn an_address_that_the_browser_makes_up_changes_no_limit() {
    let stand = Stand::with(|settings| settings.guesses_per_address = 5);
    let mut refused = 0;
    for number in 0..10 {
        let mut browser = stand.browser();
        browser.forwarded_for = Some(format!("198.51.100.{number}"));
        let name = format!("person{number}");
        let fields = [("name", name.as_str()), ("password", "wrong wrong wrong"), ("next", "")];
        refused += u32::from(browser.post("/sign-in", &fields).await.status == 429);
    }
    assert_eq!(refused, 5);
}

#[tokio::test]
async fn a_recovery_code_is_its_owners() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let bert = stand.person("bert", Role::Member).await;
    let mut browser = stand.browser();
    browser.sign_in(&anna, PASSWORD).await;
    let fields = [("code", bert.recovery_codes[0].as_str()), ("next", "")];
    assert_eq!(browser.post("/sign-in/verify/recovery-code", &fields).await.status, 422);
    assert!(!browser.cookies.contains_key("__Host-regain"));
    let mut browser = stand.browser();
    browser.sign_in(&bert, PASSWORD).await;
    let page = browser.post("/sign-in/verify/recovery-code", &fields).await;
    assert!(
        browser.cookies.contains_key("__Host-regain"),
        "and was not used up by the other: {}",
        page.text()
    );
}

#[tokio::test]
async fn whoever_is_disabled_is_out_in_every_browser_and_app() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let mut app = stand.app(&browser, &anna).await;
    app.look().await.unwrap();
    let mut half_way = stand.browser();
    half_way.sign_in(&anna, PASSWORD).await;
    let (now, revision) = (stand.now(), stand.revision(&anna).await);
    let change = ChangePerson {
        person: anna.id,
        revision,
        shown: None,
        role: None,
        disabled: Some(true),
        now,
        notes: nothing_noted(now),
    };
    assert_eq!(stand.storage.change_person(change).await.unwrap(), Change::Changed);
    assert!(browser.get("/security-info").await.path.starts_with("/sign-in"));
    assert_eq!(half_way.get("/sign-in/verify").await.status, 410);
    assert!(app.look().await.is_err());
    assert!(app.open().await.is_err());
    assert_eq!(stand.browser().sign_in(&anna, PASSWORD).await.status, 422);
}

#[tokio::test]
async fn no_answer_to_an_app_and_no_line_of_the_log_holds_the_number() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let browser = stand.signed_in(&anna).await;
    let code = stand.offer(&browser, &anna, None).await;
    let mut app = App::new(&stand);
    let enrolled = app.enrol(&code).await.unwrap();
    let number = stand.test_number(&browser).await;
    assert!(!serde_json::to_string(&enrolled).unwrap().contains(&number));
    app.approve(&enrolled.test, &number).await.unwrap();
    let mut asking = stand.browser();
    let page = asking.sign_in(&anna, PASSWORD).await;
    let number = page.all(".number").pop().unwrap().replace(' ', "");
    app.look().await.unwrap().unwrap();
    let bearer = format!("Bearer {}", app.token.as_ref().unwrap());
    let asked = Request::get(path::REQUESTS).header(AUTHORIZATION, bearer).body(Body::empty()).unwrap();
    let answer = stand.router.clone().oneshot(asked).await.unwrap().into_body().collect().await.unwrap();
    let text = String::from_utf8(answer.to_bytes().to_vec()).unwrap();
    assert!(text.contains("\"digits\":6") && !text.contains(&number), "{text}");
    let lines = stand.audit().await;
    assert!(lines.iter().all(|row| !row.line.details.contains(&number)), "nor does the log");
}
