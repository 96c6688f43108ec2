//! Sessions and history.

use regain_storage::portal::Role;

use crate::support::Stand;

#[tokio::test]
async fn sessions_are_listed_and_end_one_by_one_or_all_at_once() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let (mut here, mut there) = (stand.signed_in(&anna).await, stand.signed_in(&anna).await);
    let page = here.get("/sessions").await;
    page.says("192.0.2.7 · Firefox, Linux");
    assert_eq!(page.all(".badge"), ["This browser"]);
    assert_eq!(page.forms("/sessions/end").len(), 1, "this one is ended by signing out");
    page.says("You signed in");
    page.submit(&mut here, "/sessions/end", &[]).await.says("Signed out there");
    assert_eq!(there.get("/security-info").await.path.split('?').next(), Some("/sign-in"));
    assert_eq!(page.submit(&mut here, "/sessions/end", &[]).await.status, 409, "it is gone");

    let mut third = stand.signed_in(&anna).await;
    let page = third.get("/sessions").await;
    page.submit(&mut third, "/sessions/end-all", &[]).await.says("You are signed out everywhere");
    for browser in [&mut here, &mut third] {
        assert_eq!(browser.get("/security-info").await.path.split('?').next(), Some("/sign-in"));
    }
}

#[tokio::test]
async fn nobody_ends_or_reads_what_is_another_persons() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mallory = stand.person("mallory", Role::Member).await;
    let (mut anna_here, mut anna_there) = (stand.signed_in(&anna).await, stand.signed_in(&anna).await);
    let field = anna_here.get("/sessions").await.attribute("input[name=session]", "value").unwrap();
    let mut browser = stand.signed_in(&mallory).await;
    assert_eq!(browser.post("/sessions/end", &[("session", &field)]).await.status, 409);
    assert_eq!(anna_there.get("/sessions").await.path, "/sessions");
    // One sign-in of their own, and nothing of anybody else's.
    let page = browser.get("/sessions").await;
    assert_eq!(page.all("section[aria-labelledby=history] strong"), ["You signed in"]);
}
