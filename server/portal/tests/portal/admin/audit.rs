//! The audit log.

use data_encoding::HEXLOWER;
use regain_storage::portal::{AuditRow, NewAudit, PersonId, Role};
use serde_json::Value;

use super::{PASS, member};
use crate::support::Stand;

#[tokio::test]
async fn it_is_searched_by_person_and_action_and_comes_in_pages() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let ben = stand.person("ben", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    browser.post(&format!("{}/pass", member(&ben)), &PASS).await;
    let actions = |page: &crate::support::Page| page.all("tbody code");
    let page = browser.get("/admin/audit?person=BEN&action=").await;
    assert_eq!(actions(&page), ["pass-issued"]);
    page.says("called back");
    let page = browser.get("/admin/audit?person=&action=signed-in").await;
    assert_eq!(actions(&page), ["signed-in"]);
    browser.get("/admin/audit?person=nobody&action=").await.says("Nobody has this user name");
    // Of somebody who is not there any more the log is read by the id that it shows.
    let gone = HEXLOWER.encode(&[9; 16]);
    for number in 0..60 {
        let line = NewAudit {
            at: stand.now(),
            actor: Some(PersonId([9; 16])),
            target: None,
            action: "signed-in".into(),
            origin: "192.0.2.9".into(),
            evidence: String::new(),
            details: format!("{{\"name\":\"<b>{number}</b>\"}}"),
        };
        stand.storage.append_audit(line).await.unwrap();
    }
    let page = browser.get(&format!("/admin/audit?person={gone}&action=signed-in")).await;
    assert_eq!(actions(&page).len(), 50);
    assert!(page.all("main b").is_empty(), "what stands in a line is text");
    let older = page.attribute("main a[href*=before]", "href").unwrap();
    let page = browser.get(&older).await;
    assert_eq!(actions(&page).len(), 10);
    assert!(page.attribute("main a[href*=before]", "href").is_none());
}

#[tokio::test]
async fn the_export_holds_every_line_and_its_chain_can_be_checked_elsewhere() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let ben = stand.person("ben", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    browser.post(&format!("{}/pass", member(&ben)), &PASS).await;
    // More than is read at once.
    for _ in 0..600 {
        let line = stand.audit().await[0].line.clone();
        stand.storage.append_audit(line).await.unwrap();
    }
    let page = browser.get("/admin/audit/export").await;
    assert_eq!(page.headers["content-type"], "application/x-ndjson");
    let exported: Vec<AuditRow> = page.html.lines().map(row).collect();
    assert_eq!(exported, stand.audit().await);
    assert_eq!(exported.last().unwrap().line.action, "audit-exported");
    let mut before = (0, [0; 32]);
    for row in &exported {
        assert!(row.follows(before.0, &before.1), "line {}", row.number);
        before = (row.number, row.hash);
    }
}

fn row(text: &str) -> AuditRow {
    let value: Value = serde_json::from_str(text).unwrap();
    let text = |name: &str| value[name].as_str().unwrap().to_owned();
    let bytes = |text: &str| HEXLOWER.decode(text.as_bytes()).unwrap();
    let person = |name: &str| value[name].as_str().map(|text| PersonId(bytes(text).try_into().unwrap()));
    AuditRow {
        number: value["number"].as_u64().unwrap(),
        line: NewAudit {
            at: value["at"].as_u64().unwrap(),
            actor: person("actor"),
            target: person("target"),
            action: text("action"),
            origin: text("origin"),
            evidence: text("evidence"),
            details: text("details"),
        },
        hash: bytes(&text("hash")).try_into().unwrap(),
    }
}

#[tokio::test]
async fn checking_the_chain_says_that_it_is_whole_or_where_it_breaks() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let mut browser = stand.signed_in(&anna).await;
    let page = browser.get("/admin/audit/check").await;
    let lines = stand.audit().await.len();
    let page = page.submit(&mut browser, "/admin/audit/check", &[]).await;
    page.says(&format!("The log is whole: {lines} line"));
    let last = stand.audit().await.pop().unwrap();
    assert_eq!(last.line.action, "audit-checked");
    stand.forge_audit(1);
    let page = page.submit(&mut browser, "/admin/audit/check", &[]).await;
    page.says("Line 1 does not follow the one before");
}
