//! The help desk is no way around.

use data_encoding::HEXLOWER;
use regain_storage::portal::Role;

use super::{PASS, member};
use crate::support::people::Someone;
use crate::support::{Browser, Stand};

/// Everything that can be sent about a person.
const DEEDS: [(&str, &[(&str, &str)]); 8] = [
    ("pass", &PASS),
    ("reregistration", &[("codes", "on")]),
    ("sessions", &[]),
    ("disable", &[]),
    ("enable", &[]),
    ("role", &[("role", "1")]),
    ("invitation", &[("days", "7")]),
    ("take-back", &[]),
];

async fn is_refused(stand: &Stand, browser: &mut Browser, target: &Someone, verbs: &[&str]) {
    let before = stand.revision(target).await;
    for (verb, fields) in DEEDS.into_iter().filter(|(verb, _)| verbs.contains(verb)) {
        let path = format!("{}/{verb}", member(target));
        assert_eq!(browser.get(&path).await.status, 403, "GET {path}");
        assert_eq!(browser.post(&path, fields).await.status, 403, "POST {path}");
    }
    assert_eq!(stand.revision(target).await, before, "nothing happened to {}", target.name);
}

const ALL: [&str; 8] =
    ["pass", "reregistration", "sessions", "disable", "enable", "role", "invitation", "take-back"];

#[tokio::test]
async fn it_does_nothing_to_those_who_help_nor_to_itself() {
    let stand = Stand::new();
    let desk = stand.person("desk", Role::HelpDesk).await;
    let anna = stand.person("anna", Role::Administrator).await;
    let other = stand.person("other", Role::HelpDesk).await;
    let ben = stand.person("ben", Role::Member).await;
    let invited = stand.invited("newadmin", Role::Administrator).await;
    let mut help = stand.signed_in(&desk).await;
    let mut hers = stand.signed_in(&anna).await;
    for target in [&anna, &other, &desk, &invited] {
        assert_eq!(help.get(&member(target)).await.status, 403);
        is_refused(&stand, &mut help, target, &ALL).await;
    }
    assert_eq!(hers.get("/admin").await.status, 200, "her session lives");
    help.post(&format!("{}/pass", member(&anna)), &PASS).await.says("The help desk helps members only");
    help.post(&format!("{}/pass", member(&desk)), &PASS).await.says("Nobody helps themselves");
    // Members it helps, but gives no role and takes no account away.
    is_refused(&stand, &mut help, &ben, &["disable", "enable", "role"]).await;
    let roles = help.post(&format!("{}/role", member(&ben)), &[("role", "3")]).await;
    assert_eq!(roles.status, 403);
    let page = help.get(&member(&ben)).await;
    page.says("Temporary access pass");
    page.says_not("Change the role");
    // Who tried is written down.
    let refused = stand.audit().await;
    let refused: Vec<_> = refused.iter().filter(|row| row.line.action == "help-refused").collect();
    assert!(refused.iter().all(|row| row.line.actor == Some(desk.id)));
    assert!(refused.iter().any(|row| row.line.target == Some(anna.id)
        && row.line.details.contains("pass-issued")
        && row.line.details.contains("members only")));
    // What only administrators read and decide.
    for path in ["/admin/policy", "/admin/audit", "/admin/audit/export", "/admin/audit/check"] {
        assert_eq!(help.get(path).await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn its_request_list_shows_an_administrators_request_and_gives_no_way_to_answer_it() {
    let stand = Stand::new();
    let desk = stand.person("desk", Role::HelpDesk).await;
    let anna = stand.person("anna", Role::Administrator).await;
    let mut asking = stand.browser();
    let fields = [("name", anna.name.as_str()), ("note", "it is urgent")];
    asking.post("/sign-in/stuck", &fields).await;
    let mut help = stand.signed_in(&desk).await;
    let page = help.get("/admin/recovery").await;
    page.says("You can't help this person");
    assert!(page.all("main li a").is_empty());
    let open = stand.storage.open_recoveries(1).await.unwrap().remove(0);
    let id = HEXLOWER.encode(&open.id.0);
    let path = format!("/admin/recovery/{id}/close");
    assert_eq!(help.post(&path, &[("checked", "x")]).await.status, 403);
    assert_eq!(stand.storage.open_recoveries(1).await.unwrap().len(), 1);
}

#[tokio::test]
async fn members_reach_nothing_of_it() {
    let stand = Stand::new();
    let ben = stand.person("ben", Role::Member).await;
    let eve = stand.person("eve", Role::Member).await;
    let mut browser = stand.signed_in(&eve).await;
    for path in ["/admin", "/admin/members", "/admin/recovery", "/admin/proposals", "/admin/lock-out-risk"] {
        assert_eq!(browser.get(path).await.status, 403, "{path}");
    }
    is_refused(&stand, &mut browser, &ben, &ALL).await;
    let mut nobody = stand.browser();
    let page = nobody.get(&member(&ben)).await;
    assert!(page.path.starts_with("/sign-in?next="), "{}", page.path);
}
