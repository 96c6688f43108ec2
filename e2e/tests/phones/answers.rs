//! Requests and their answers.

use std::process::Stdio;
use std::time::Duration;

use regain_e2e::home::{Home, done};

use crate::house::{APPROVAL, House, code, number, other};
use crate::support::people::Someone;

async fn ready(house: &House) -> (Someone, Home) {
    let (anna, mut browser) = house.person("anna").await;
    let phone = Home::new("Pixel 8");
    house.set_up(&phone, &mut browser).await;
    (anna, phone)
}

#[tokio::test(flavor = "multi_thread")]
async fn a_sign_in_is_approved_by_its_number() {
    let house = House::open().await;
    let (anna, phone) = ready(&house).await;
    assert_eq!(phone.refused(8, &["requests", "approve", "123456"]), "no-request");
    let (mut browser, page) = house.ask(&anna).await;
    let waiting = phone.json(&["requests"])["requests"][0].clone();
    assert_eq!((&waiting["purpose"], &waiting["digits"]), (&"sign-in".into(), &6.into()));
    assert_eq!(waiting["browser"], "Firefox, Linux");
    assert!(!waiting.to_string().contains(&number(&page)), "the number stands in the browser alone");
    let text = phone.ok(&["requests"]).out;
    assert!(text.contains("Are you signing in to") && text.contains("Firefox, Linux"), "{text}");

    assert_eq!(phone.refused(2, &["requests", "approve", "12345"]), "number-length", "a slip costs nothing");
    let answered = phone.json(&["requests", "approve", &number(&page)]);
    assert_eq!(answered["answer"], "approved");
    assert_eq!(browser.get(APPROVAL).await.path, "/security-info");
    assert_eq!(phone.refused(8, &["requests", "approve", &number(&page)]), "no-request", "once");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_number_ends_the_request() {
    let house = House::open().await;
    let (anna, phone) = ready(&house).await;
    let (mut browser, page) = house.ask(&anna).await;
    let right = number(&page);
    assert_eq!(phone.refused(5, &["requests", "approve", &other(&right)]), "wrong-number");
    assert_eq!(phone.refused(8, &["requests", "approve", &right]), "no-request");
    browser.get(APPROVAL).await.says("Another number was typed");
}

#[tokio::test(flavor = "multi_thread")]
async fn denied_is_denied_and_a_report_is_asked_for_and_tells() {
    let house = House::open().await;
    let (anna, phone) = ready(&house).await;
    let (mut browser, page) = house.ask(&anna).await;
    phone.ok(&["requests", "deny"]);
    let page_after = browser.get(APPROVAL).await;
    page_after.says("denied in the app");
    assert_eq!(phone.refused(8, &["requests", "approve", &number(&page)]), "no-request");

    let (mut thief, _) = house.ask(&anna).await;
    let unasked = phone.run(&["requests", "report", "--json"]);
    assert_eq!((unasked.code, code(&unasked)), (5, "needs-consent".to_owned()), "not without a yes");
    let reported = phone.ok(&["requests", "report", "--yes"]);
    assert!(reported.out.contains("Reported. Your organization was told"), "{}", reported.out);
    thief.get(APPROVAL).await.says("It wasn't me");
    assert_eq!(house.stand.acts().await.last().unwrap(), "reported");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waits_hears_of_the_next_request() {
    let house = House::open().await;
    let (anna, phone) = ready(&house).await;
    let mut command = phone.command(&["requests", "--wait=30", "--json"]);
    let waiting = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    tokio::time::sleep(Duration::from_secs(3)).await;
    let (_browser, _page) = house.ask(&anna).await;
    let said = tokio::task::spawn_blocking(|| done(waiting.wait_with_output().unwrap())).await.unwrap();
    let said: serde_json::Value = serde_json::from_str(&said.out).unwrap_or_else(|_| panic!("{}", said.err));
    assert_eq!(said["requests"][0]["purpose"], "sign-in");
    phone.ok(&["requests", "deny"]);
    let nothing = phone.json(&["requests", "--wait=1"]);
    assert_eq!(nothing["requests"], serde_json::json!([]), "and waits no longer than was said");
}
