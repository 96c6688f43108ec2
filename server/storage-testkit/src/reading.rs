//! Reading a log.

use regain_log::Kind;
use regain_storage::StoredEntry;

use crate::Store;
use crate::story::{DAY, DEVICE, HOUR, START, Story};

const FRONT: usize = 251;

async fn with_changes(store: &Store, changes: u8) -> Story {
    let mut story = Story::begin(store, "a", 1, START).await;
    for number in 0..changes {
        story.push(Kind::Change, &[number; 1000], START).await;
    }
    story
}

/// By count, or by bytes from the second on.
pub async fn a_page_ends_at_its_limits_but_has_one_entry(store: Store) {
    let story = with_changes(&store, 5).await;
    let count = |after, limit, bytes| {
        let store = store.clone();
        async move { store.entries_after(story.backup, after, limit, bytes).await.unwrap().unwrap().entries.len() }
    };
    assert_eq!(count(None, 100, 1 << 20).await, 6);
    assert_eq!(count(Some(0), 100, 1 << 20).await, 5);
    assert_eq!(count(Some(2), 2, 1 << 20).await, 2);
    assert_eq!(count(Some(0), 100, 2 * (FRONT + 1000)).await, 2);
    assert_eq!(count(Some(0), 100, 2 * (FRONT + 1000) - 1).await, 1);
    assert_eq!(count(Some(0), 100, 10).await, 1);
    assert_eq!(count(Some(5), 100, 1 << 20).await, 0);
    assert_eq!(count(Some(u64::MAX), 100, 1 << 20).await, 0);
    let page = store.entries_after(story.backup, Some(5), 100, 1).await.unwrap().unwrap();
    assert_eq!(page.head, story.head);
}

/// And are as they were signed.
pub async fn headers_come_without_bodies(store: Store) {
    let mut story = with_changes(&store, 5).await;
    let last = story.push(Kind::Change, b"last", START).await;
    let headers = store.headers(story.backup, 2, u64::MAX).await.unwrap();
    assert_eq!(headers.len(), 5);
    assert!(headers.iter().all(|header| header.body_absent && header.bytes.len() == FRONT));
    assert_eq!(headers[4], StoredEntry { bytes: last.front, body_absent: true });
    assert_eq!(store.headers(story.backup, 2, 3).await.unwrap(), headers[..2]);
    assert_eq!(store.headers(story.backup, 7, 9).await.unwrap(), []);
    assert_eq!(store.headers(story.backup, u64::MAX, u64::MAX).await.unwrap(), []);
}

/// genesis 0, change 1, control 2, checkpoint 3, change 4, control 5, checkpoint 6, change 7, control 8
async fn with_checkpoints(store: &Store) -> Story {
    use Kind::{Change, Checkpoint, Heartbeat, MemberAdded};
    let mut story = Story::begin(store, "a", 1, START).await;
    for kind in [Change, MemberAdded, Checkpoint, Change, Heartbeat, Checkpoint, Change, Heartbeat] {
        story.push(kind, b"body", START).await;
    }
    story
}

/// Each once, ascending.
pub async fn a_restore_has_control_entries_checkpoint_and_tail(store: Store) {
    let story = with_checkpoints(&store).await;
    assert_eq!(story.restored(None).await, (vec![0, 2, 5, 6, 7, 8], vec![]));
}

/// No control entry after it either.
pub async fn a_restore_of_an_earlier_state_ends_there(store: Store) {
    let story = with_checkpoints(&store).await;
    for (at, numbers) in [
        (0, vec![0]),
        (1, vec![0, 1]),
        (3, vec![0, 2, 3]),
        (4, vec![0, 2, 3, 4]),
        (5, vec![0, 2, 3, 4, 5]),
        (6, vec![0, 2, 5, 6]),
        (7, vec![0, 2, 5, 6, 7]),
        (u64::MAX, vec![0, 2, 5, 6, 7, 8]),
    ] {
        assert_eq!(story.restored(Some(at)).await, (numbers, vec![]), "at {at}");
    }
}

/// From the genesis on.
pub async fn a_restore_without_a_checkpoint_is_everything(store: Store) {
    let story = with_changes(&store, 5).await;
    assert_eq!(story.restored(None).await, (vec![0, 1, 2, 3, 4, 5], vec![]));
}

/// With author and both times; a control entry makes no state.
pub async fn states_name_the_newest_entry_of_each_minute_and_hour(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    // Two hours of 10 days ago; then two minutes of the last day. Of two entries in one of them the newer counts.
    for after in [1, 2, 10 * 24, 10 * 24 + 1] {
        story.push(Kind::Change, b"x", START + after * HOUR).await;
        story.push(Kind::Change, b"y", START + after * HOUR + 1000).await;
    }
    story.push(Kind::Heartbeat, b"", START + 10 * DAY + HOUR + 2000).await;
    let states = store.states(story.backup, START + 10 * DAY + 2 * HOUR).await.unwrap();
    assert_eq!(states.iter().map(|state| state.number).collect::<Vec<_>>(), [8, 6, 4, 2]);
    assert_eq!(states[0].author, DEVICE);
    assert_eq!(
        (states[0].time, states[0].stored_at),
        (START + 10 * DAY + HOUR + 1000, START + 10 * DAY + HOUR + 1000)
    );
}

/// A server's clock that is set back does not put a later entry before an earlier one.
pub async fn the_time_of_storing_never_falls(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    story.push(Kind::Change, b"x", START + 5 * HOUR).await;
    story.push(Kind::Change, b"y", START).await;
    let states = store.states(story.backup, START + 6 * HOUR).await.unwrap();
    assert_eq!(
        states.iter().map(|state| (state.number, state.stored_at)).collect::<Vec<_>>(),
        [(2, START + 5 * HOUR)]
    );
}
