//! Appending.

use std::collections::BTreeSet;

use regain_log::{BackupId, Hash, Kind};
use regain_storage::{AppendOutcome, Effect, Position, StorageError};

use crate::Store;
use crate::story::{DAY, DEVICE, START, Story, entry};

/// Head, control hash, chain and figures follow.
pub async fn appended_entries_become_the_head(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let first = story.push(Kind::Change, b"one", START + 1).await;
    let row = store.head(story.backup).await.unwrap().unwrap();
    assert_eq!((row.head, row.entries, row.chain.as_slice()), (first.position(), 2, b"chain 0".as_slice()));
    assert_ne!(row.control, first.hash);

    let beat = story.next(Kind::Heartbeat, b"", START + 2);
    let mut after = story.clone();
    after.went(&beat);
    let change = after.next(Kind::Change, b"two", START + 2);
    let outcome = store.append(story.request(vec![beat.clone(), change.clone()], START + 2)).await.unwrap();
    assert_eq!(outcome, AppendOutcome::Appended(change.position()));
    let row = store.head(story.backup).await.unwrap().unwrap();
    assert_eq!((row.head, row.control, row.entries), (change.position(), beat.hash, 4));
    assert_eq!(row.chain, b"chain");
    let page = store.entries_after(story.backup, Some(0), 10, 1 << 20).await.unwrap().unwrap();
    let bytes: Vec<_> = page.entries.iter().map(|entry| entry.bytes.clone()).collect();
    let expected: Vec<_> =
        [first, beat, change].iter().map(|entry| [&entry.front[..], &entry.body].concat()).collect();
    assert_eq!(bytes, expected);
    assert!(page.entries.iter().all(|entry| !entry.body_absent), "a body of no bytes is not an absent one");
}

/// A client that did not hear the answer asks again, at once or much later.
pub async fn the_same_append_again_is_a_success_whatever_the_head_is_now(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let first = story.next(Kind::Change, b"one", START);
    let request = story.request(vec![first.clone()], START);
    for _ in 0..2 {
        assert_eq!(store.append(request.clone()).await.unwrap(), AppendOutcome::Appended(first.position()));
    }
    story.went(&first);
    story.push(Kind::Change, b"two", START).await;
    assert_eq!(store.append(request).await.unwrap(), AppendOutcome::Appended(first.position()));
    let row = store.head(story.backup).await.unwrap().unwrap();
    assert_eq!((row.head, row.entries), (story.head, 3));
}

/// The log stays as it is, and the answer names its head.
pub async fn another_head_is_a_conflict_that_changes_nothing(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let behind = story.clone();
    story.push(Kind::Change, b"winner", START).await;
    let before = store.head(story.backup).await.unwrap();
    let loser = behind.next(Kind::Change, b"loser", START);
    let outcome = store.append(behind.request(vec![loser], START)).await.unwrap();
    assert_eq!(outcome, AppendOutcome::HeadMoved(story.head));
    // Also the right number with another hash, and a head the log has not reached.
    for number in [story.head.number, story.head.number + 5, u64::MAX - 1] {
        let mut strange = story.clone();
        strange.head = Position { number, hash: Hash([8; 32]) };
        let next = strange.next(Kind::Change, b"x", START);
        assert_eq!(
            store.append(strange.request(vec![next], START)).await.unwrap(),
            AppendOutcome::HeadMoved(story.head)
        );
    }
    assert_eq!(store.head(story.backup).await.unwrap(), before);
}

/// The first of two entries is there; the second is not.
pub async fn a_run_that_partly_matches_is_a_conflict(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let before = story.clone();
    let one = story.push(Kind::Change, b"one", START).await;
    let two = story.next(Kind::Change, b"two", START);
    story.push(Kind::Change, b"another two", START).await;
    let outcome = store.append(before.request(vec![one, two], START)).await.unwrap();
    assert_eq!(outcome, AppendOutcome::HeadMoved(story.head));
}

/// Eight writers each append twenty entries, pulling and trying again; each position has one winner.
pub async fn one_appender_wins_each_position_and_nothing_is_lost(store: Store) {
    const WRITERS: usize = 8;
    const EACH: usize = 20;
    let story = Story::begin(&store, "a", 1, START).await;
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let mut story = story.clone();
            tokio::spawn(async move {
                let mut won = Vec::new();
                for round in 0..EACH {
                    let body = format!("{writer}/{round}");
                    loop {
                        let next = story.next(Kind::Change, body.as_bytes(), START);
                        match story.store.append(story.request(vec![next.clone()], START)).await.unwrap() {
                            AppendOutcome::Appended(position) => {
                                assert_eq!(position, next.position());
                                story.went(&next);
                                won.push(position.number);
                                break;
                            }
                            AppendOutcome::HeadMoved(head) => story.head = head,
                            other => panic!("{other:?}"),
                        }
                    }
                }
                won
            })
        })
        .collect();
    let mut won = BTreeSet::new();
    for writer in writers {
        for number in writer.await.unwrap() {
            assert!(won.insert(number), "two were told that they have position {number}");
        }
    }
    assert_eq!(won, (1..=(WRITERS * EACH) as u64).collect());
    let page = store.entries_after(story.backup, None, 1000, 1 << 24).await.unwrap().unwrap();
    let mut previous = Hash::ZERO;
    let mut bodies = BTreeSet::new();
    for (entry, number) in page.entries.iter().zip(0u64..) {
        let entry = regain_log::Entry::decode(&entry.bytes).unwrap();
        assert_eq!((entry.header().number, entry.header().previous), (number, previous));
        previous = entry.hash();
        bodies.insert(entry.body().unwrap().to_vec());
    }
    assert_eq!(bodies.len(), WRITERS * EACH + 1);
    assert_eq!(page.head.hash, previous);
}

/// Nothing is made by the way.
pub async fn an_append_to_no_backup_is_told_so(store: Store) {
    let head = Position { number: 0, hash: Hash([1; 32]) };
    let story = Story { store: store.clone(), backup: BackupId([7; 16]), head, control: head.hash };
    let next = story.next(Kind::Change, b"x", START);
    assert_eq!(store.append(story.request(vec![next], START)).await.unwrap(), AppendOutcome::NoBackup);
    assert_eq!(store.head(story.backup).await.unwrap(), None);
    assert_eq!(store.entries_after(story.backup, None, 10, 1000).await.unwrap(), None);
    assert_eq!(store.restore_set(story.backup, None).await.unwrap(), None);
}

/// The caller's mistake; whoever shares the commit does not notice.
pub async fn numbers_with_a_gap_are_refused_and_harm_nobody(store: Store) {
    let story = Story::begin(&store, "a", 1, START).await;
    let other = Story::begin(&store, "b", 2, START).await;
    let far = Position { number: story.head.number + 1, hash: story.head.hash };
    let gap = entry(story.backup, Some(far), story.control, Kind::Change, b"x", START);
    let fine = other.next(Kind::Change, b"y", START);
    let (refused, empty, appended) = tokio::join!(
        store.append(story.request(vec![gap], START)),
        store.append(story.request(vec![], START)),
        store.append(other.request(vec![fine.clone()], START)),
    );
    assert!(matches!(refused, Err(StorageError::Internal(_))));
    assert!(matches!(empty, Err(StorageError::Internal(_))));
    assert_eq!(appended.unwrap(), AppendOutcome::Appended(fine.position()));
    assert_eq!(store.head(story.backup).await.unwrap().unwrap().head, story.head);
    assert_eq!(store.head(other.backup).await.unwrap().unwrap().head, fine.position());
}

/// A removal and an append by the removed member: one comes first, and the append sees it.
pub async fn an_append_needs_its_session_open_at_that_moment(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    Story::begin(&store, "b", 2, START).await;
    let entry = story.next(Kind::Change, b"x", START);
    let asked_by = |token: u8, now: u64| {
        let mut request = story.request(vec![entry.clone()], now);
        request.session = Some([token; 32]);
        request
    };
    let ended = AppendOutcome::SessionEnded;
    assert_eq!(store.append(asked_by(77, START)).await.unwrap(), ended, "no session");
    assert_eq!(store.append(asked_by(2, START)).await.unwrap(), ended, "another backup's");
    assert_eq!(store.append(asked_by(1, START + 30 * DAY)).await.unwrap(), ended, "expired");
    assert_eq!(store.head(story.backup).await.unwrap().unwrap().head, story.head);
    let (first, again) = (asked_by(1, START), asked_by(1, START));
    assert_eq!(store.append(first).await.unwrap(), AppendOutcome::Appended(entry.position()));
    story.went(&entry);
    story.push_with(Kind::MemberRemoved, b"r", START, vec![Effect::MemberRemoved { member: DEVICE }]).await;
    assert_eq!(store.append(again).await.unwrap(), ended, "not even the answer to what was stored");
}
