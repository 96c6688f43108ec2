//! Mails that wait.

use regain_log::Kind;
use regain_storage::{AppendOutcome, MAIL_LEASE_MS, Mail, NewMail};

use crate::Store;
use crate::story::{START, Story};

/// A mail to this address.
pub fn mail(to: &str) -> NewMail {
    NewMail {
        to: to.to_owned(),
        subject: "Something happened".to_owned(),
        text: format!("Dear {to}"),
        html: Some(format!("<p>Dear {to}")),
    }
}

async fn with_mails(store: &Store, mails: &[&str]) -> Story {
    let mut story = Story::begin(store, "a", 1, START).await;
    let entry = story.next(Kind::Change, b"x", START);
    let mut request = story.request(vec![entry.clone()], START);
    request.notices = mails.iter().map(|to| mail(to)).collect();
    assert_eq!(store.append(request.clone()).await.unwrap(), AppendOutcome::Appended(entry.position()));
    // Asked again by a client that did not hear the answer: no second mail.
    store.append(request).await.unwrap();
    story.went(&entry);
    story
}

fn addresses(mails: &[Mail]) -> Vec<&str> {
    mails.iter().map(|mail| mail.mail.to.as_str()).collect()
}

/// Handed out once per lease, gone when done.
pub async fn a_mail_is_handed_out_until_it_is_done(store: Store) {
    with_mails(&store, &["one@x", "two@x", "three@x"]).await;
    assert!(store.due_mails(START - 1, 10).await.unwrap().is_empty());
    let first = store.due_mails(START, 2).await.unwrap();
    assert_eq!(addresses(&first), ["one@x", "two@x"]);
    assert_eq!((first[0].tries, first[0].created, &first[0].mail), (0, START, &mail("one@x")));
    assert_eq!(addresses(&store.due_mails(START, 10).await.unwrap()), ["three@x"]);
    assert!(store.due_mails(START + MAIL_LEASE_MS - 1, 10).await.unwrap().is_empty());
    store.mail_done(first[0].id).await.unwrap();
    let again = store.due_mails(START + MAIL_LEASE_MS, 10).await.unwrap();
    assert_eq!(addresses(&again), ["two@x", "three@x"]);
}

/// With its count of tries.
pub async fn a_failed_mail_comes_back_later_or_never(store: Store) {
    with_mails(&store, &["one@x", "two@x"]).await;
    let mails = store.due_mails(START, 10).await.unwrap();
    store.mail_failed(mails[0].id, Some(START + 60_000), "greylisted").await.unwrap();
    store.mail_failed(mails[1].id, None, "no such person").await.unwrap();
    assert!(store.due_mails(START + 59_999, 10).await.unwrap().is_empty());
    let again = store.due_mails(START + 60_000, 10).await.unwrap();
    assert_eq!((addresses(&again), again[0].tries), (vec!["one@x"], 1));
    assert!(store.due_mails(START + 60_000 + 10 * MAIL_LEASE_MS, 10).await.unwrap().len() == 1);
}

/// A conflict sends nothing.
pub async fn notices_are_kept_with_the_append_that_caused_them(store: Store) {
    let story = with_mails(&store, &["one@x"]).await;
    let mut behind = story.clone();
    behind.head.hash.0[0] ^= 1;
    let mut request = behind.request(vec![behind.next(Kind::Change, b"y", START)], START);
    request.notices = vec![mail("wrong@x")];
    assert_eq!(store.append(request).await.unwrap(), AppendOutcome::HeadMoved(story.head));
    assert_eq!(addresses(&store.due_mails(START, 10).await.unwrap()), ["one@x"]);
}
