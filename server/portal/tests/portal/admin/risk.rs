//! Lock-out risk.

use regain_storage::portal::{MethodChange, MethodKind, Role};

use crate::support::{Browser, MINUTE, Stand};

const DAY: u64 = 24 * 60 * MINUTE;

/// The names under one heading.
async fn listed(browser: &mut Browser, id: &str) -> Vec<String> {
    browser.get("/admin/lock-out-risk").await.all(&format!("section[aria-labelledby={id}] li a"))
}

#[tokio::test]
async fn it_lists_the_right_people_as_methods_come_and_go() {
    let stand = Stand::new();
    let mut anna = stand.person("anna", Role::Administrator).await;
    let mut browser = stand.signed_in(&anna).await;
    browser.get("/admin").await.says("fewer than two administrators");
    let carl = stand.person("carl", Role::Administrator).await;
    let mut ben = stand.person("ben", Role::Member).await;
    let mut gus = stand.invited("gus", Role::Member).await;
    stand.add_codes(&mut gus).await;
    let eve = stand.person("eve", Role::Member).await;
    stand.invited("new", Role::Member).await;

    // One method each; whoever was only invited is about to enrol, and no risk.
    assert_eq!(listed(&mut browser, "one-method").await, ["ANNA", "BEN", "CARL", "EVE", "GUS"]);
    assert_eq!(listed(&mut browser, "no-codes").await, ["GUS"]);
    assert_eq!(listed(&mut browser, "never").await, ["CARL"]);
    assert!(listed(&mut browser, "no-method").await.is_empty());

    // A second method, recovery codes, the only method gone, a sign-in.
    stand.add_codes(&mut ben).await;
    stand.add_codes(&mut anna).await;
    stand.add_recovery_codes(&mut gus).await;
    stand.change(&eve, eve.codes.as_ref().unwrap().0, MethodChange::Remove).await;
    stand.signed_in(&carl).await;
    assert_eq!(listed(&mut browser, "one-method").await, ["CARL", "GUS"]);
    assert_eq!(listed(&mut browser, "no-method").await, ["EVE"]);
    assert!(listed(&mut browser, "no-codes").await.is_empty());
    assert!(listed(&mut browser, "never").await.is_empty());
    browser.get("/admin").await.says_not("fewer than two administrators");
    browser.get("/admin/members").await.says("at risk");

    // A method that was suspended can't be used either.
    stand.change(&gus, gus.codes.as_ref().unwrap().0, MethodChange::Suspend).await;
    assert_eq!(listed(&mut browser, "no-method").await, ["EVE", "GUS"]);

    // Ninety days later whoever used their authenticator is not among the unseen.
    stand.wait(90 * DAY);
    let mut browser = stand.signed_in(&carl).await;
    assert_eq!(listed(&mut browser, "unseen").await, ["ANNA", "BEN"]);
    assert!(stand.has(&eve, MethodKind::RecoveryCodes).await);
}

#[tokio::test]
async fn whoever_may_not_sign_in_can_not_be_locked_out() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let ben = stand.person("ben", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    assert_eq!(listed(&mut browser, "one-method").await, ["ANNA", "BEN"]);
    browser.post(&format!("{}/disable", super::member(&ben)), &[]).await.says("The account is disabled");
    assert_eq!(listed(&mut browser, "one-method").await, ["ANNA"]);
}
