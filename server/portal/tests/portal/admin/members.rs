//! Members.

use regain_storage::portal::{CreatePerson, CreatePersonOutcome, PersonId, PersonState, Role};

use super::member;
use crate::support::people::{PASSWORD, Someone, nothing_noted};
use crate::support::{ADDRESS, MINUTE, Stand};

const NEW: &str = "nebel gabel sieben kran";

#[tokio::test]
async fn somebody_new_is_invited_by_a_link_that_is_good_once() {
    let stand = Stand::new();
    let desk = stand.person("desk", Role::HelpDesk).await;
    let mut help = stand.signed_in(&desk).await;
    let path = "/admin/members/new";
    let page = help.get(path).await;
    for (fields, said) in [
        ([("name", "a b"), ("shown", ""), ("address", "")], "letters, digits"),
        ([("name", "DESK"), ("shown", ""), ("address", "")], "has this user name"),
        ([("name", "ben"), ("shown", ""), ("address", "nowhere")], "no mail address"),
    ] {
        let again = page.submit(&mut help, path, &fields).await;
        assert_eq!(again.status, 422);
        again.says(said);
    }
    let fields = [("name", "Ben"), ("shown", "Ben B."), ("address", "ben@example.org")];
    let page = page.submit(&mut help, path, &fields).await;
    page.says("Invitation for Ben B.");
    let link = page.all("#link").remove(0);
    let mail = stand.mails().await.pop().unwrap();
    assert_eq!(mail.to, "ben@example.org");
    assert!(mail.text.contains(&link) && mail.text.contains("DESK invites you"));
    assert!(stand.audit().await.iter().all(|row| !row.line.details.contains(&link)));
    let (ben, _) = stand.storage.person_by_name("ben", stand.now()).await.unwrap().unwrap();
    assert_eq!((ben.role, ben.state), (Role::Member, PersonState::Invited));
    let rows = stand.storage.addresses(ben.id).await.unwrap();
    assert!(!rows[0].confirmed, "whoever typed it did not confirm it");

    // A new link takes the place of the one before.
    let ben = Someone { id: ben.id, name: "ben".into(), codes: None, recovery_codes: Vec::new() };
    let again = format!("{}/invitation", member(&ben));
    let page = help.get(&again).await;
    let page = page.submit(&mut help, &again, &[("days", "1")]).await;
    let second = page.all("#link").remove(0);
    let mut his = stand.browser();
    assert_eq!(his.get(link.strip_prefix(ADDRESS).unwrap()).await.status, 404);
    let path = second.strip_prefix(ADDRESS).unwrap();
    let page = his.get(path).await;
    page.submit(&mut his, path, &[("password", NEW), ("again", NEW)]).await;
    assert_eq!(his.sign_in(&ben, NEW).await.path, "/security-info");
}

#[tokio::test]
async fn an_invitation_is_taken_back_and_ends_by_itself() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let ben = stand.invited("ben", Role::Member).await;
    let cleo = stand.person("cleo", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let again = format!("{}/invitation", member(&ben));
    let page = browser.get(&again).await;
    let link = page.submit(&mut browser, &again, &[("days", "1")]).await.all("#link").remove(0);
    let link = link.strip_prefix(ADDRESS).unwrap();
    assert_eq!(stand.browser().get(link).await.status, 200);
    let back = format!("{}/take-back", member(&ben));
    let page = browser.get(&back).await;
    page.says("Take back the invitation of BEN?");
    page.submit(&mut browser, &back, &[]).await.says("is taken back");
    assert_eq!(stand.browser().get(link).await.status, 404);
    assert!(stand.storage.person(ben.id, stand.now()).await.unwrap().is_none());
    // Nobody who has a method is deleted that way.
    assert_eq!(browser.post(&format!("{}/take-back", member(&cleo)), &[]).await.status, 409);

    let dan = stand.invited("dan", Role::Member).await;
    let again = format!("{}/invitation", member(&dan));
    let page = browser.get(&again).await;
    let link = page.submit(&mut browser, &again, &[("days", "1")]).await.all("#link").remove(0);
    stand.wait(24 * 60 * MINUTE);
    assert_eq!(stand.browser().get(link.strip_prefix(ADDRESS).unwrap()).await.status, 404);
}

#[tokio::test]
async fn a_person_disabled_in_the_middle_goes_no_further() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let ben = stand.person("ben", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let mut signed_in = stand.signed_in(&ben).await;
    let mut halfway = stand.browser();
    let verify = halfway.sign_in(&ben, PASSWORD).await;
    let path = format!("{}/disable", member(&ben));
    let page = browser.get(&path).await;
    page.says("Disable the account of BEN?");
    page.submit(&mut browser, &path, &[]).await.says("The account is disabled");
    assert!(signed_in.get("/sessions").await.path.starts_with("/sign-in"), "the session is over");
    let code = stand.code(&ben);
    let page = verify.submit(&mut halfway, "/sign-in/verify/code", &[("code", &code)]).await;
    assert_eq!(page.status, 410, "the attempt is over");
    assert!(!halfway.cookies.contains_key("__Host-regain"));
    assert_eq!(stand.browser().sign_in(&ben, PASSWORD).await.status, 422, "as a wrong password");
    // Enabled again, old sessions stay dead, and the methods work.
    let path = format!("{}/enable", member(&ben));
    let page = browser.get(&path).await;
    page.submit(&mut browser, &path, &[]).await.says("The account is enabled");
    assert!(signed_in.get("/sessions").await.path.starts_with("/sign-in"));
    stand.signed_in(&ben).await;
}

#[tokio::test]
async fn an_administrator_disabled_or_demoted_in_the_middle_does_nothing_more() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let _carl = stand.person("carl", Role::Administrator).await;
    let ben = stand.person("ben", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let path = format!("{}/sessions", member(&ben));
    let page = browser.get(&path).await;
    stand.give_role(&anna, Role::Member).await;
    assert_eq!(page.submit(&mut browser, &path, &[]).await.status, 403);
    assert!(!stand.acts().await.contains(&"sessions-ended-for".to_owned()));
}

#[tokio::test]
async fn all_sessions_of_a_person_end_at_once() {
    let stand = Stand::new();
    let desk = stand.person("desk", Role::HelpDesk).await;
    let ben = stand.person("ben", Role::Member).await;
    stand.add_address(&ben, "ben@example.org").await;
    let mut his = [stand.signed_in(&ben).await, stand.signed_in(&ben).await];
    let mut help = stand.signed_in(&desk).await;
    help.get(&member(&ben)).await.says("192.0.2.7 · Firefox, Linux");
    stand.mails().await;
    let path = format!("{}/sessions", member(&ben));
    let page = help.get(&path).await;
    let page = page.submit(&mut help, &path, &[]).await;
    page.says("All sessions are ended");
    page.says("Nobody is signed in");
    for browser in &mut his {
        assert!(browser.get("/sessions").await.path.starts_with("/sign-in"));
    }
    assert!(stand.mails().await[0].text.contains("All your sessions were ended"));
}

#[tokio::test]
async fn the_list_is_searched_as_typed_and_comes_in_pages() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    for number in 10..70 {
        let (name, now) = (format!("p{number}"), stand.now());
        let (id, shown, notes) = (PersonId([number; 16]), name.clone(), nothing_noted(now));
        let create = CreatePerson { id, name, shown, role: Role::Member, now, notes };
        assert_eq!(stand.storage.create_person(create).await.unwrap(), CreatePersonOutcome::Created);
    }
    let mut browser = stand.signed_in(&anna).await;
    let first = browser.get("/admin/members").await;
    assert_eq!(first.all("tbody tr").len(), 50);
    let after = first.attribute("input[name=after]", "value").unwrap();
    let second = browser.get(&format!("/admin/members?q=&after={after}")).await;
    assert_eq!(second.all("tbody tr").len(), 11);
    assert!(second.attribute("input[name=after]", "value").is_none());
    assert_eq!(browser.get("/admin/members?q=P1").await.all("tbody tr").len(), 10);
    browser.get("/admin/members?q=%25").await.says("Nobody has such a name");
    for path in ["/admin/members/x", "/admin/members/00000000000000000000000000000000"] {
        assert_eq!(browser.get(path).await.status, 404);
    }
}

#[tokio::test]
async fn every_page_speaks_german_too() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let ben = stand.person("ben", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    browser.languages = "de";
    for (path, said) in [
        ("/admin".to_owned(), "Wiederherstellungsanfragen"),
        ("/admin/members".to_owned(), "Person hinzufügen"),
        (member(&ben), "Was Sie tun können"),
        (format!("{}/pass", member(&ben)), "Befristeter Zugriffspass für BEN"),
        (format!("{}/reregistration", member(&ben)), "BEN registriert neu"),
        (format!("{}/role", member(&ben)), "Rolle von BEN"),
        ("/admin/recovery".to_owned(), "Niemand bittet um Hilfe"),
        ("/admin/proposals".to_owned(), "Nichts wartet"),
        ("/admin/lock-out-risk".to_owned(), "Aussperrungsrisiko"),
        ("/admin/policy".to_owned(), "Richtlinie"),
        ("/admin/audit".to_owned(), "Protokoll"),
        ("/admin/audit/check".to_owned(), "Kette prüfen"),
    ] {
        let page = browser.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        page.says(said);
    }
}
