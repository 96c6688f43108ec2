//! Four eyes.

use data_encoding::HEXLOWER;
use regain_storage::portal::{MethodKind, PersonState, Role};

use super::{PASS, member, proposal, shown_pass};
use crate::support::people::PASSWORD;
use crate::support::{MINUTE, Stand};

#[tokio::test]
async fn a_pass_for_somebody_privileged_needs_two_and_only_the_second_sees_it() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let carl = stand.person("carl", Role::Administrator).await;
    let dora = stand.person("dora", Role::Administrator).await;
    let desk = stand.person("desk", Role::HelpDesk).await;
    let eve = stand.person("eve", Role::Member).await;
    stand.add_address(&carl, "carl@example.org").await;
    stand.add_address(&dora, "dora@example.org").await;
    let mut asking = stand.browser();
    asking.post("/sign-in/stuck", &[("name", "dora"), ("note", "ext. 7")]).await;
    let mut hers = stand.signed_in(&dora).await;
    let mut first = stand.signed_in(&anna).await;
    stand.mails().await;
    let path = format!("{}/pass", member(&dora));
    let page = first.get(&path).await;
    page.says("a second administrator must approve");
    page.says("ext. 7");
    let page = page.submit(&mut first, &path, &[("checked", "saw her")]).await;
    page.says("A second administrator was asked");
    assert!(!stand.has(&dora, MethodKind::Pass).await);
    first
        .post(&path, &[("minutes", "60"), ("uses", "once"), ("checked", "saw her")])
        .await
        .says("waits already");

    // Who may approve is told, and so is the person it is about.
    let mails = stand.mails().await;
    let to = |address: &str| mails.iter().find(|mail| mail.to == address).unwrap().text.clone();
    assert!(to("carl@example.org").contains("/admin/proposals"));
    assert!(to("dora@example.org").contains("waits for a second administrator"));

    // Not by whoever asked, not by the one it is about, not by the help desk, not by whoever was made an administrator since.
    let waiting = proposal(&mut first).await;
    let approve = [("decision", "approve")];
    first.post(&waiting, &approve).await.says("somebody else must approve");
    hers.post(&waiting, &approve).await.says("Nobody helps themselves");
    assert_eq!(stand.signed_in(&desk).await.post(&waiting, &approve).await.status, 403);
    stand.give_role(&eve, Role::Administrator).await;
    stand.signed_in(&eve).await.post(&waiting, &approve).await.says("after this was asked for");
    assert!(!stand.has(&dora, MethodKind::Pass).await);

    let mut second = stand.signed_in(&carl).await;
    let page = second.get(&waiting).await;
    page.says("saw her");
    page.says("ANNA");
    let pass = shown_pass(&page.submit(&mut second, &waiting, &approve).await);
    assert_eq!(second.post(&waiting, &approve).await.status, 404, "it is done once");
    let row = stand.audit().await.into_iter().rfind(|row| row.line.action == "pass-issued").unwrap();
    assert_eq!((row.line.actor, row.line.target), (Some(carl.id), Some(dora.id)));
    let by = HEXLOWER.encode(&anna.id.0);
    assert!(row.line.details.contains(&by) && row.line.details.contains("saw her"));
    assert!(stand.storage.open_recoveries(1).await.unwrap().is_empty(), "the request is answered");
    let mut phone = stand.browser();
    phone.sign_in(&dora, PASSWORD).await;
    let page = phone.get("/sign-in/verify?by=pass").await;
    let page = page.submit(&mut phone, "/sign-in/verify/pass", &[("code", &pass)]).await;
    assert_eq!(page.path, "/security-info");
}

#[tokio::test]
async fn a_proposal_can_be_refused_or_withdrawn_and_ends_after_a_day_or_when_its_maker_may_not_any_more() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let carl = stand.person("carl", Role::Administrator).await;
    let desk = stand.person("desk", Role::HelpDesk).await;
    stand.add_address(&desk, "desk@example.org").await;
    let (mut first, mut second) = (stand.signed_in(&anna).await, stand.signed_in(&carl).await);
    let disable = format!("{}/disable", member(&desk));
    for (refuses, act) in [(false, "proposal-withdrawn"), (true, "proposal-refused")] {
        first.post(&disable, &[]).await.says("A second administrator was asked");
        let waiting = proposal(&mut first).await;
        let browser = if refuses { &mut second } else { &mut first };
        browser.post(&waiting, &[("decision", "drop")]).await.says("It will not be done");
        assert_eq!(browser.post(&waiting, &[("decision", "drop")]).await.status, 404);
        assert_eq!(stand.acts().await.last().unwrap(), act);
    }
    let (person, _) = stand.storage.person(desk.id, stand.now()).await.unwrap().unwrap();
    assert_eq!(person.state, PersonState::Active);

    first.post(&disable, &[]).await;
    let waiting = proposal(&mut second).await;
    stand.give_role(&anna, Role::Member).await;
    let page = second.post(&waiting, &[("decision", "approve")]).await;
    assert_eq!(page.status, 403);
    page.says("it can't be done any more");
    stand.give_role(&anna, Role::Administrator).await;
    stand.wait(24 * 60 * MINUTE);
    let mut later = stand.signed_in(&carl).await;
    assert_eq!(later.post(&waiting, &[("decision", "approve")]).await.status, 404);
    later.get("/admin/proposals").await.says("Nothing waits");
}

#[tokio::test]
async fn where_nobody_could_approve_nothing_is_asked_and_the_host_is_named() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let carl = stand.person("carl", Role::Administrator).await;
    let mut browser = stand.signed_in(&anna).await;
    let page = browser.post(&format!("{}/pass", member(&carl)), &PASS).await;
    assert_eq!(page.status, 403);
    page.says("regain-server admin recover");
    assert!(stand.storage.proposed_deeds(stand.now()).await.unwrap().is_empty());
}

#[tokio::test]
async fn roles_that_help_others_are_given_by_two_and_only_to_who_has_a_method() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let ben = stand.person("ben", Role::Member).await;
    let new = stand.invited("new", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let role = format!("{}/role", member(&new));
    let page = browser.get(&role).await;
    let again = page.submit(&mut browser, &role, &[("role", "3")]).await;
    assert_eq!(again.status, 422);
    again.says("has no method yet");
    // The only administrator makes a second one alone; from then on it takes two.
    let role = format!("{}/role", member(&ben));
    let page = browser.get(&role).await;
    page.submit(&mut browser, &role, &[("role", "3")]).await.says("The role is given");
    // Who was made an administrator approves what is asked for from then on.
    stand.wait(MINUTE);
    let gus = stand.person("gus", Role::Member).await;
    let role = format!("{}/role", member(&gus));
    browser.post(&role, &[("role", "2")]).await.says("A second administrator was asked");
    let waiting = proposal(&mut browser).await;
    let mut second = stand.signed_in(&ben).await;
    second.post(&waiting, &[("decision", "approve")]).await.says("Approved and done");
    let (person, _) = stand.storage.person(gus.id, stand.now()).await.unwrap().unwrap();
    assert_eq!(person.role, Role::HelpDesk);
    // Two are left, and neither can take the other's role alone.
    let page = browser.post(&format!("{}/role", member(&ben)), &[("role", "1")]).await;
    assert_eq!(page.status, 403);
    let page = browser.post(&format!("{}/role", member(&anna)), &[("role", "1")]).await;
    page.says("Nobody helps themselves");
}
