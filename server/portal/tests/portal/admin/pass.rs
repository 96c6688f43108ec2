//! A temporary access pass.

use regain_storage::portal::{MethodKind, Role};

use super::{PASS, member, shown_pass};
use crate::support::people::PASSWORD;
use crate::support::{MINUTE, Stand};

#[tokio::test]
async fn a_member_without_any_method_asks_is_checked_and_comes_back_by_a_pass() {
    let stand = Stand::new();
    let desk = stand.person("desk", Role::HelpDesk).await;
    let mut ben = stand.person("ben", Role::Member).await;
    stand.add_address(&ben, "ben@example.org").await;
    let mut before = stand.signed_in(&ben).await;
    let mut help = stand.signed_in(&desk).await;
    stand.mails().await;

    // Everything is gone; so the help desk lets ben register anew, which ends the sessions somebody else may hold.
    let anew = format!("{}/reregistration", member(&ben));
    help.get(&anew).await.says("BEN registers anew");
    assert_eq!(help.post(&anew, &[]).await.status, 422, "nothing was chosen");
    help.post(&anew, &[("codes", "on"), ("recovery_codes", "on")]).await.says("The methods are removed");
    assert!(before.get("/sessions").await.path.starts_with("/sign-in"), "no session survives it");
    assert!(stand.mails().await[0].text.contains("you register anew"));

    // The password alone opens nothing, and leads to the request.
    let mut phone = stand.browser();
    let page = phone.sign_in(&ben, PASSWORD).await;
    assert_eq!(page.path, "/sign-in/stuck");
    page.submit(&mut phone, "/sign-in/stuck", &[("note", "ext. 12")]).await;
    let page = help.get("/admin/recovery").await;
    page.says("BEN");
    page.says("ext. 12");

    let path = format!("{}/pass", member(&ben));
    let page = help.get(&path).await;
    page.says("ext. 12");
    let again = page.submit(&mut help, &path, &[("checked", "  ")]).await;
    assert_eq!(again.status, 422);
    again.says("Say what you checked");
    let page = page.submit(&mut help, &path, &[("checked", "called back on her number")]).await;
    let pass = shown_pass(&page);

    // What was checked stands in the log, the pass nowhere; the request is closed.
    let log = stand.audit().await;
    let issued = log.iter().find(|row| row.line.action == "pass-issued").unwrap();
    assert!(issued.line.details.contains("called back on her number"), "{}", issued.line.details);
    assert_eq!((issued.line.actor, issued.line.target), (Some(desk.id), Some(ben.id)));
    assert_eq!(issued.line.evidence, "mfa otp pwd");
    assert!(log.iter().all(|row| !format!("{row:?}").contains(&pass)));
    assert!(stand.storage.open_recoveries(10).await.unwrap().is_empty());
    let mails = stand.mails().await;
    assert!(mails.iter().any(|mail| mail.text.contains("pass was issued") && mail.text.contains("DESK")));
    assert!(mails.iter().all(|mail| !mail.text.contains(&pass)));

    // It opens the enrolment pages, once.
    let page = phone.sign_in(&ben, PASSWORD).await;
    let page = page.submit(&mut phone, "/sign-in/verify/pass", &[("code", &pass)]).await;
    assert_eq!(page.path, "/security-info", "{}", page.text());
    assert_eq!(phone.get("/sessions").await.path, "/security-info", "enrolling comes first");
    let mut thief = stand.browser();
    thief.sign_in(&ben, PASSWORD).await;
    let page = thief.post("/sign-in/verify/pass", &[("code", &pass), ("next", "")]).await;
    assert_ne!(page.status, 200);
    assert!(!thief.cookies.contains_key("__Host-regain"), "a pass for once is good once");

    // With a new method the session reaches everything, until the pass ends.
    stand.add_codes(&mut ben).await;
    assert_eq!(phone.get("/sessions").await.path, "/sessions");
    stand.wait(61 * MINUTE);
    assert!(phone.get("/sessions").await.path.starts_with("/sign-in"));
    stand.signed_in(&ben).await;
}

#[tokio::test]
async fn a_pass_lasts_between_ten_minutes_and_what_the_policy_says_and_there_is_one() {
    let stand = Stand::new();
    let desk = stand.person("desk", Role::HelpDesk).await;
    let ben = stand.person("ben", Role::Member).await;
    let mut help = stand.signed_in(&desk).await;
    let path = format!("{}/pass", member(&ben));
    for minutes in ["9", "0", "43201", "18446744073709551615"] {
        let page = help.post(&path, &[("minutes", minutes), ("uses", "once"), ("checked", "seen")]).await;
        assert_eq!(page.status, 422, "{minutes}");
        assert!(!stand.has(&ben, MethodKind::Pass).await);
    }
    for uses in ["", "twice"] {
        let page = help.post(&path, &[("minutes", "10"), ("uses", uses), ("checked", "seen")]).await;
        assert_eq!(page.status, 400);
    }
    let page = help.get(&path).await;
    assert_eq!(page.all("#minutes option[selected]"), ["1 hour"]);
    let first = shown_pass(&page.submit(&mut help, &path, &[("checked", "seen"), ("uses", "often")]).await);
    let mut phone = stand.browser();
    for _ in 0..2 {
        phone.sign_in(&ben, PASSWORD).await;
        let page = phone.get("/sign-in/verify?by=pass").await;
        let page = page.submit(&mut phone, "/sign-in/verify/pass", &[("code", &first)]).await;
        assert_eq!(page.path, "/security-info", "as often as needed");
    }
    assert_eq!(phone.get("/sessions").await.path, "/sessions");
    let page = help.get(&path).await;
    page.says("has a pass already");
    let second = shown_pass(&page.submit(&mut help, &path, &[("checked", "seen")]).await);
    assert!(phone.get("/sessions").await.path.starts_with("/sign-in"), "sessions end with their pass");
    let mut other = stand.browser();
    other.sign_in(&ben, PASSWORD).await;
    for (pass, opens) in [(&first, false), (&second, true)] {
        let page = other.get("/sign-in/verify?by=pass").await;
        page.submit(&mut other, "/sign-in/verify/pass", &[("code", pass)]).await;
        assert_eq!(other.cookies.contains_key("__Host-regain"), opens);
        stand.wait(MINUTE);
    }
}

#[tokio::test]
async fn whoever_helps_proves_a_second_factor_first_and_never_after_a_recovery_code() {
    let stand = Stand::new();
    let desk = stand.person("desk", Role::HelpDesk).await;
    let ben = stand.person("ben", Role::Member).await;
    let path = format!("{}/pass", member(&ben));
    let mut help = stand.signed_in(&desk).await;
    stand.wait(11 * MINUTE);
    assert_eq!(help.get(&member(&ben)).await.status, 200, "looking needs no fresh proof");
    let page = help.get(&path).await;
    assert!(page.path.starts_with("/step-up"), "{}", page.path);
    assert!(help.post(&path, &PASS).await.path.starts_with("/step-up"));
    assert!(!stand.has(&ben, MethodKind::Pass).await);
    let code = stand.code(&desk);
    let page = page.submit(&mut help, "/step-up/code", &[("code", &code)]).await;
    assert_eq!(page.path, path, "and back to the form");
    assert_eq!(help.post(&path, &PASS).await.status, 200);

    let mut stolen = stand.browser();
    stolen.sign_in(&desk, PASSWORD).await;
    let page = stolen.get("/sign-in/verify?by=recovery-code").await;
    let typed = [("code", desk.recovery_codes[0].as_str())];
    page.submit(&mut stolen, "/sign-in/verify/recovery-code", &typed).await;
    let page = stolen.post(&path, &PASS).await;
    assert_eq!(page.status, 403);
    page.says("You signed in with a recovery code");
}
