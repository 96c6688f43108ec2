//! What the organisation decides, and that it holds.

use regain_storage::portal::{MethodKind, Role};

use super::member;
use crate::support::Stand;

const PATH: &str = "/admin/policy";

#[tokio::test]
async fn what_is_decided_holds_for_passes_and_new_methods() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let ben = stand.person("ben", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let page = browser.get(PATH).await;
    assert_eq!(page.all("#digits option").len(), 7, "two to eight");
    let mut fields = vec![
        ("revision", "0"),
        ("organisation", "Muster AG"),
        ("codes", "on"),
        ("digits", "4"),
        ("pass_minutes", "10"),
        ("longest_minutes", "60"),
    ];
    browser.post(PATH, &fields).await.says("Decided");
    let (revision, policy) = stand.storage.policy().await.unwrap();
    assert_eq!((revision, policy.digits, policy.organisation.as_deref()), (1, 4, Some("Muster AG")));
    assert_eq!(policy.kinds, [MethodKind::Password, MethodKind::Code, MethodKind::Pass]);
    let row = stand.audit().await.pop().unwrap().line;
    assert_eq!((row.action.as_str(), row.actor), ("policy-changed", Some(anna.id)));

    // Somebody who decided on an older page is told so.
    fields[1] = ("organisation", "Other");
    assert_eq!(browser.post(PATH, &fields).await.status, 409);

    let pass = format!("{}/pass", member(&ben));
    let page = browser.get(&pass).await;
    assert_eq!(page.all("#minutes option[selected]"), ["10 minutes"]);
    let long = [("minutes", "61"), ("uses", "once"), ("checked", "seen")];
    assert_eq!(browser.post(&pass, &long).await.status, 422);

    // Kinds that are not allowed are not offered, and refused where somebody asks for them anyway.
    let mut his = stand.signed_in(&ben).await;
    for path in [
        "/security-info/add/passkey",
        "/security-info/add/app",
        "/security-info/add/app/account",
        "/security-info/recovery-codes",
    ] {
        assert_eq!(his.get(path).await.status, 403, "{path}");
    }
    let asked = his.post("/security-info/add/app", &[("replaces", "")]).await;
    assert_eq!(asked.status, 403);
    assert_eq!(his.get("/security-info/add/code").await.status, 200);
}

#[tokio::test]
async fn what_would_lock_out_whoever_decides_is_refused() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let mut browser = stand.signed_in(&anna).await;
    let decide = |kinds: &[&'static str], digits, pass, longest| {
        let mut fields = vec![("revision", "0"), ("organisation", "")];
        fields.extend(kinds.iter().map(|kind| (*kind, "on")));
        fields.extend([("digits", digits), ("pass_minutes", pass), ("longest_minutes", longest)]);
        fields
    };
    for (fields, said) in [
        (decide(&[], "6", "60", "60"), "nobody could add a method"),
        (decide(&["recovery_codes"], "6", "60", "60"), "nobody could add a method"),
        (decide(&["approvals", "passkeys"], "6", "60", "60"), "you would lock yourself out"),
        (decide(&["codes"], "6", "120", "60"), "can't be longer"),
        (decide(&["codes"], "6", "9", "60"), "can't be longer"),
        (decide(&["codes"], "6", "60", "43201"), "can't be longer"),
        (decide(&["codes"], "1", "60", "60"), "can't be longer"),
        (decide(&["codes"], "9", "60", "60"), "can't be longer"),
    ] {
        let page = browser.post(PATH, &fields).await;
        assert_eq!(page.status, 422, "{fields:?}");
        page.says(said);
    }
    assert_eq!(stand.storage.policy().await.unwrap().0, 0, "nothing was decided");
}
