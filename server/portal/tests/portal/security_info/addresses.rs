//! Mail addresses.

use regain_storage::portal::Role;

use super::link;
use crate::support::{MINUTE, Stand, people::Someone};

async fn confirmed(stand: &Stand, someone: &Someone) -> Vec<(String, bool)> {
    let rows = stand.storage.addresses(someone.id).await.unwrap();
    rows.into_iter().map(|row| (row.address, row.confirmed)).collect()
}

#[tokio::test]
async fn an_address_counts_when_the_link_that_was_sent_there_is_used() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let mut browser = stand.signed_in(&anna).await;
    stand.mails().await;
    let page = browser.get("/security-info/addresses").await;
    let page = page.submit(&mut browser, "/security-info/addresses", &[("address", "new@example.org")]).await;
    page.says("We sent a link to that address");
    page.says("Not confirmed yet");
    let mails = stand.mails().await;
    let to: Vec<&str> = mails.iter().map(|mail| mail.to.as_str()).collect();
    assert_eq!(to, ["anna@example.org", "new@example.org"], "the old one is told, the new one is asked");
    let path = link(&mails[1].text, "/confirm-address/");
    let mut mailbox = stand.browser();
    let page = mailbox.get(&path).await;
    page.says("new@example.org");
    assert!(
        confirmed(&stand, &anna).await.contains(&("new@example.org".into(), false)),
        "opening confirms nothing"
    );
    page.submit(&mut mailbox, &path, &[]).await.says("The address is confirmed");
    assert!(confirmed(&stand, &anna).await.contains(&("new@example.org".into(), true)));
    stand.mails().await;
    assert_eq!(mailbox.post(&path, &[]).await.status, 404, "once");

    let page = browser.post("/security-info/addresses/remove", &[("address", "anna@example.org")]).await;
    page.says("The address was removed");
    assert_eq!(stand.mails().await.len(), 2, "the removed one is told as well");
    assert_eq!(confirmed(&stand, &anna).await.len(), 1);
}

#[tokio::test]
async fn nobody_marks_an_address_as_confirmed_by_a_form_or_by_another_addresss_link() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    let forged = [("address", "boss@example.org"), ("confirmed", "true")];
    assert_eq!(browser.post("/security-info/addresses", &forged).await.status, 400);
    for address in ["mine@example.org", "boss@example.org"] {
        browser.post("/security-info/addresses", &[("address", address)]).await.says("We sent a link");
    }
    let mails = stand.mails().await;
    let (mine, boss) = (link(&mails[0].text, "/confirm-address/"), link(&mails[1].text, "/confirm-address/"));
    // The secret of my own link with the other address behind it.
    let spliced = format!("{}.{}", mine.split('.').next().unwrap(), boss.split('.').nth(1).unwrap());
    assert_eq!(browser.get(&spliced).await.status, 404);
    assert_eq!(browser.post(&spliced, &[]).await.status, 404);
    assert!(confirmed(&stand, &anna).await.iter().all(|(_, confirmed)| !confirmed));
    stand.wait(24 * 60 * MINUTE);
    assert_eq!(browser.post(&mine, &[]).await.status, 404, "a day later");
}

#[tokio::test]
async fn what_is_no_address_is_refused_and_nobodys_mailbox_is_flooded() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let mut browser = stand.signed_in(&anna).await;
    for address in ["anna", "a@example.org\r\nBcc: b@example.org", ""] {
        let page = browser.post("/security-info/addresses", &[("address", address)]).await;
        assert_eq!(page.status, 422, "{address}");
        page.says("This is not a mail address");
    }
    for _ in 0..10 {
        browser
            .post("/security-info/addresses", &[("address", "x@example.org")])
            .await
            .says("We sent a link");
    }
    assert_eq!(browser.post("/security-info/addresses", &[("address", "x@example.org")]).await.status, 429);
    assert_eq!(confirmed(&stand, &anna).await.len(), 1);
    assert_eq!(stand.mails().await.len(), 10);
}
