//! Renaming, the default, removing.

use regain_storage::portal::{MethodKind, MethodState, Role};

use super::{methods, now_shows, scan, state, text, typed_in};
use crate::support::{Browser, MINUTE, Stand};

/// Adds an app of this name, as a person does.
async fn add(stand: &Stand, browser: &mut Browser, name: &str) {
    let page = scan(browser, "standard").await;
    let app = typed_in(&page, regain_otp::Algorithm::Sha1, regain_otp::Digits::SIX);
    let code = now_shows(&app, stand.now());
    page.submit(browser, &page.path, &[("code", &code), ("name", name)]).await.says(name);
}

#[tokio::test]
async fn a_method_is_renamed_made_the_default_and_removed_and_each_is_told() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let mut browser = stand.signed_in(&anna).await;
    add(&stand, &mut browser, "Tablet").await;
    stand.mails().await;
    let old = text(anna.codes.as_ref().unwrap().0);
    let path = |verb: &str| format!("/security-info/methods/{old}/{verb}");

    let page = browser.get(&path("rename")).await;
    assert_eq!(page.submit(&mut browser, &path("rename"), &[("name", " ")]).await.status, 422);
    let page = page.submit(&mut browser, &path("rename"), &[("name", "Work phone")]).await;
    page.says("The method has a new name");
    let page = page.submit(&mut browser, &path("default"), &[]).await;
    page.says("Default sign-in method: Work phone");
    assert_eq!(page.all(".badge").first().map(String::as_str), Some("Default"));

    let page = browser.get(&path("remove")).await;
    page.says("Remove Work phone?");
    page.says("The codes of that app don't work here any more");
    let id = anna.codes.as_ref().unwrap().0;
    assert_eq!(state(&stand, &anna, id).await, Some(MethodState::Live), "opening the page removes nothing");
    // The session rested on it, and so it is over.
    let gone = page.submit(&mut browser, &path("remove"), &[]).await;
    assert_eq!(gone.path.split('?').next(), Some("/sign-in"));
    assert_eq!(state(&stand, &anna, id).await, None);
    let told: Vec<String> = stand.mails().await.into_iter().map(|mail| mail.subject).collect();
    assert_eq!(
        told,
        [
            "localhost:8422: A method was renamed",
            "localhost:8422: The default method was changed",
            "localhost:8422: A method was removed"
        ]
    );
}

#[tokio::test]
async fn another_persons_method_is_nobodys() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mallory = stand.person("mallory", Role::Administrator).await;
    let mut browser = stand.signed_in(&mallory).await;
    let before = methods(&stand, &anna).await;
    for method in &before {
        let id = text(method.id);
        for verb in ["rename", "remove", "lost"] {
            assert_eq!(browser.get(&format!("/security-info/methods/{id}/{verb}")).await.status, 404);
        }
        for verb in ["remove", "lost", "default"] {
            let page = browser.post(&format!("/security-info/methods/{id}/{verb}"), &[]).await;
            assert_eq!(page.status, 404, "{verb}");
        }
        let page = browser.post(&format!("/security-info/methods/{id}/rename"), &[("name", "x")]).await;
        assert_eq!(page.status, 404);
    }
    // Nor is it replaced by a method of one's own.
    let page = scan(&mut browser, "standard").await;
    let app = typed_in(&page, regain_otp::Algorithm::Sha1, regain_otp::Digits::SIX);
    let (code, theirs) = (now_shows(&app, stand.now()), text(anna.codes.as_ref().unwrap().0));
    let sent = [("code", code.as_str()), ("name", "x"), ("replaces", theirs.as_str())];
    assert_eq!(browser.post(&page.path, &sent).await.status, 404);
    assert_eq!(methods(&stand, &anna).await, before);
}

#[tokio::test]
async fn nothing_is_changed_without_a_recent_second_factor() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    stand.wait(10 * MINUTE);
    let before = methods(&stand, &anna).await;
    let id = text(anna.codes.as_ref().unwrap().0);
    let at = |verb: &str| format!("/security-info/methods/{id}/{verb}");
    let forms: [(String, &[(&str, &str)]); 9] = [
        (at("remove"), &[]),
        (at("default"), &[]),
        (at("rename"), &[("name", "x")]),
        ("/security-info/recovery-codes".into(), &[]),
        ("/security-info/add/app".into(), &[("replaces", "")]),
        ("/security-info/password".into(), &[("password", "a b c d e f g h"), ("again", "a b c d e f g h")]),
        ("/security-info/addresses".into(), &[("address", "x@example.org")]),
        ("/security-info/addresses/remove".into(), &[("address", "x@example.org")]),
        ("/sessions/end-all".into(), &[]),
    ];
    for (path, fields) in &forms {
        let page = browser.post(path, fields).await;
        assert!(page.path.starts_with("/step-up"), "{path} led to {}", page.path);
    }
    for path in [at("remove"), "/security-info/add".into(), "/security-info/recovery-codes".into()] {
        assert!(browser.get(&path).await.path.starts_with("/step-up"), "{path}");
    }
    assert_eq!(methods(&stand, &anna).await, before);
    // Proven again, the very page is shown.
    let page = browser.get(&at("remove")).await;
    let page = page.submit(&mut browser, "/step-up/code", &[("code", &stand.code(&anna))]).await;
    assert_eq!(page.path, at("remove"));
}

#[tokio::test]
async fn the_last_method_and_an_administrators_second_stay() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let id = anna.codes.as_ref().unwrap().0;
    let path = format!("/security-info/methods/{}/remove", text(id));
    browser.get(&path).await.says("This is your last method");
    let page = browser.post(&path, &[]).await;
    assert_eq!(page.status, 422);
    page.says("This is your last method");
    assert_eq!(state(&stand, &anna, id).await, Some(MethodState::Live));

    let root = stand.person("root", Role::Administrator).await;
    let mut browser = stand.signed_in(&root).await;
    let codes =
        methods(&stand, &root).await.into_iter().find(|method| method.kind == MethodKind::RecoveryCodes);
    let id = codes.unwrap().id;
    let page = browser.post(&format!("/security-info/methods/{}/remove", text(id)), &[]).await;
    assert_eq!(page.status, 422);
    page.says("Administrators keep at least two");
    assert!(state(&stand, &root, id).await.is_some());
    // The password is no method to remove, and has no name.
    let (_, rows) = stand.storage.person(root.id, stand.now()).await.unwrap().unwrap();
    let password = text(rows.iter().find(|row| row.kind == MethodKind::Password).unwrap().id);
    let page = browser.post(&format!("/security-info/methods/{password}/remove"), &[]).await;
    page.says("A password is changed, not removed");
    let page = browser.post(&format!("/security-info/methods/{password}/rename"), &[("name", "x")]).await;
    assert_eq!(page.status, 409);
}

#[tokio::test]
async fn one_that_was_not_seen_since_a_newer_one_came_is_pointed_out() {
    let stand = Stand::new();
    let mut anna = stand.person("anna", Role::Member).await;
    let lost = anna.codes.as_ref().unwrap().0;
    stand.change(&anna, lost, regain_storage::portal::MethodChange::Rename("Lost phone".into())).await;
    stand.wait(24 * 60 * MINUTE);
    stand.add_codes(&mut anna).await;
    let mut browser = stand.signed_in(&anna).await;
    let page = browser.get("/security-info").await;
    page.says("Lost phone has not been used since a newer one was added");
    let href = format!("/security-info/methods/{}/remove", text(lost));
    assert_eq!(page.all(&format!(".warn a[href='{href}']")), ["Remove it"]);
    page.submit(&mut browser, "/sign-out", &[]).await;
}
