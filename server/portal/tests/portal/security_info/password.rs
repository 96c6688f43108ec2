//! Another password.

use regain_storage::portal::Role;

use crate::support::{Stand, people::PASSWORD};

const NEW: &str = "berg lampe sieben wolke";

#[tokio::test]
async fn a_new_password_ends_all_other_sessions_and_is_told() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let (mut browser, mut other) = (stand.signed_in(&anna).await, stand.signed_in(&anna).await);
    stand.mails().await;
    let path = "/security-info/password";
    let page = browser.get(path).await;
    for (password, again, why) in [
        (NEW, "berg lampe sieben", "not the same"),
        ("anna@example.org1", "anna@example.org1", "easy to guess"),
        ("kurz!!", "kurz!!", "12"),
    ] {
        let page = page.submit(&mut browser, path, &[("password", password), ("again", again)]).await;
        assert_eq!(page.status, 422, "{password}: {}", page.text());
        assert!(!page.html.contains(password), "what was typed does not come back: {why}");
    }
    let page = page.submit(&mut browser, path, &[("password", NEW), ("again", NEW)]).await;
    page.says("The password was changed");
    assert!(stand.mails().await[0].subject.contains("The password was changed"));
    assert_eq!(other.get("/security-info").await.path.split('?').next(), Some("/sign-in"));
    assert_eq!(browser.get("/sessions").await.path, "/sessions");
    let mut fresh = stand.browser();
    assert_eq!(fresh.sign_in(&anna, PASSWORD).await.status, 422);
    fresh.sign_in(&anna, NEW).await.says("Verify that it's you");
}
