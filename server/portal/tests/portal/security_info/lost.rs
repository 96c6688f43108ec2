//! "Report lost", and the way back.

use regain_storage::portal::{MethodState, Role};

use super::{link, now_shows, state, text};
use crate::support::{App, MINUTE, Stand, people::PASSWORD};

#[tokio::test]
async fn a_loss_is_reported_by_one_factor_and_taken_back_by_the_mail_and_the_method_together() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let (id, otp) = anna.codes.as_ref().unwrap();
    let mut browser = stand.signed_in(&anna).await;
    stand.wait(30 * MINUTE);
    stand.mails().await;
    let path = format!("/security-info/methods/{}/lost", text(*id));
    let page = browser.get(&path).await;
    page.says("It opens nothing from now on");
    let page = page.submit(&mut browser, &path, &[]).await;
    assert_eq!(page.path, "/sign-in?done=method-lost", "what the session rested on is suspended");
    assert_eq!(state(&stand, &anna, *id).await, Some(MethodState::Suspended));
    let mails = stand.mails().await;
    let back = link(&mails[0].text, "/resume/");

    // It proves nothing any more.
    let mut other = stand.browser();
    other.sign_in(&anna, PASSWORD).await;
    let sent = [("code", stand.code(&anna)), ("next", String::new())];
    let sent: Vec<(&str, &str)> = sent.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(other.post("/sign-in/verify/code", &sent).await.status, 409);

    // The link alone, and a wrong code, do nothing; a link for nothing is none.
    let mut mailbox = stand.browser();
    let page = mailbox.get(&back).await;
    page.says("Do this only if you have it in your hands again");
    assert_eq!(state(&stand, &anna, *id).await, Some(MethodState::Suspended));
    let page = page.submit(&mut mailbox, &back, &[("code", "000000")]).await;
    assert_eq!(page.status, 422);
    assert_eq!(mailbox.get("/resume/abc").await.status, 404);
    let code = now_shows(otp, stand.now() + MINUTE);
    stand.wait(MINUTE);
    let page = page.submit(&mut mailbox, &back, &[("code", &code)]).await;
    assert_eq!(page.path, "/sign-in?done=method-resumed");
    assert_eq!(state(&stand, &anna, *id).await, Some(MethodState::Live));
    assert!(stand.mails().await.iter().any(|mail| mail.subject.contains("in use again")));
    // Once.
    stand.wait(MINUTE);
    assert_eq!(mailbox.get(&back).await.status, 404);
    assert_eq!(mailbox.post(&back, &[("code", &now_shows(otp, stand.now()))]).await.status, 404);
}

#[tokio::test]
async fn the_app_itself_approves_its_way_back() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let mut browser = stand.signed_in(&anna).await;
    let mut app: App = stand.app(&browser, &anna).await;
    let id =
        super::methods(&stand, &anna).await.into_iter().find(|row| row.name.starts_with("Pixel")).unwrap().id;
    stand.mails().await;
    let path = format!("/security-info/methods/{}/lost", text(id));
    browser.get(&path).await.submit(&mut browser, &path, &[]).await.says("Reported");
    let back = link(&stand.mails().await[0].text, "/resume/");
    assert!(app.open().await.is_err(), "a suspended app reads nothing");

    let mut mailbox = stand.browser();
    let page = mailbox.get(&back).await;
    let send = format!("{back}/approval");
    let page = page.submit(&mut mailbox, &send, &[]).await;
    assert_eq!(page.path, back);
    let number = page.all(".number").remove(0).replace(' ', "");
    app.open().await.unwrap();
    let request = app.look().await.unwrap().unwrap();
    app.approve(&request, &number).await.unwrap();
    assert_eq!(state(&stand, &anna, id).await, Some(MethodState::Live));
    assert_eq!(mailbox.get(&back).await.path, "/sign-in?done=method-resumed");
}

#[tokio::test]
async fn who_has_lost_the_only_phone_reports_it_while_signing_in_and_help_is_asked_for() {
    let stand = Stand::new();
    let mut anna = stand.invited("anna", Role::Member).await;
    stand.add_codes(&mut anna).await;
    let id = anna.codes.as_ref().unwrap().0;
    let mut browser = stand.browser();
    assert_eq!(browser.get("/sign-in/lost").await.status, 410, "nobody proved anything");
    let report = format!("/sign-in/lost/{}", text(id));
    assert_eq!(browser.post(&report, &[]).await.status, 410);
    let page = browser.sign_in(&anna, PASSWORD).await;
    assert_eq!(page.all("a[href='/sign-in/lost']"), ["I lost a device"]);
    let page = browser.get("/sign-in/lost").await;
    page.says("Your administrators are asked to help you");
    let page = page.submit(&mut browser, &report, &[]).await;
    assert_eq!(page.path.split('?').next(), Some("/sign-in/stuck"), "nothing is left: {}", page.text());
    assert_eq!(state(&stand, &anna, id).await, Some(MethodState::Suspended));
    let open = stand.storage.open_recoveries(10).await.unwrap();
    assert_eq!(open.iter().map(|row| row.person).collect::<Vec<_>>(), [anna.id]);
    assert!(!browser.cookies.contains_key("__Host-regain"));
    // Whoever knows the password does not enrol in the owner's place.
    let mut thief = stand.browser();
    let page = thief.sign_in(&anna, PASSWORD).await;
    page.says_not("Add a second way first");
    assert!(!thief.cookies.contains_key("__Host-regain"));
}

#[tokio::test]
async fn somebody_elses_device_is_not_reported_while_signing_in() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mallory = stand.person("mallory", Role::Member).await;
    let id = anna.codes.as_ref().unwrap().0;
    let mut browser = stand.browser();
    browser.sign_in(&mallory, PASSWORD).await;
    assert_eq!(browser.post(&format!("/sign-in/lost/{}", text(id)), &[]).await.status, 404);
    assert_eq!(state(&stand, &anna, id).await, Some(MethodState::Live));
}
