//! Thinned histories.

use regain_log::Kind;
use regain_storage::AppendOutcome;

use crate::Store;
use crate::story::{DAY, HOUR, START, Story};

async fn thin_all(store: &Store, now: u64) -> u64 {
    let mut bodies = 0;
    loop {
        let step = store.thin(now, 3).await.unwrap();
        bodies += step.bodies;
        if step.finished {
            return bodies;
        }
    }
}

async fn numbers(story: &Story, now: u64) -> Vec<u64> {
    story.store.states(story.backup, now).await.unwrap().iter().map(|state| state.number).collect()
}

/// Every state that is named can be restored: its set has no gap.
async fn all_states_restore(story: &Story, now: u64) {
    for number in numbers(story, now).await {
        assert_eq!(story.restored(Some(number)).await.1, Vec::<u64>::new(), "state {number}");
    }
}

/// change 1, checkpoint 2, change 3, checkpoint 4 long ago, change 5; then after 40 days change 6 and heartbeat 7.
async fn aged(store: &Store) -> Story {
    let mut story = Story::begin(store, "a", 1, START).await;
    for (kind, after) in [
        (Kind::Change, 0),
        (Kind::Checkpoint, HOUR),
        (Kind::Change, 2 * HOUR),
        (Kind::Checkpoint, 3 * HOUR),
        (Kind::Change, 4 * HOUR),
        (Kind::Change, 40 * DAY),
        (Kind::Heartbeat, 41 * DAY),
    ] {
        story.push(kind, b"body", START + after).await;
    }
    story
}

/// The newest state, and every one of the last thirty days, is as before; headers and control bodies too.
pub async fn recent_history_and_its_base_stay(store: Store) {
    let story = aged(&store).await;
    let now = START + 42 * DAY;
    let before = store.head(story.backup).await.unwrap().unwrap();
    // 29 days after the start nothing is old enough.
    assert_eq!(thin_all(&store, START + 29 * DAY).await, 0);
    assert_eq!(thin_all(&store, now).await, 3, "changes 1 and 3, checkpoint 2 of the same day as 4");
    assert_eq!(thin_all(&store, now).await, 0);
    assert_eq!(story.restored(None).await, (vec![0, 4, 5, 6, 7], vec![]));
    assert_eq!(numbers(&story, now).await, [6, 5]);
    all_states_restore(&story, now).await;
    assert_eq!(
        story.restored(Some(3)).await,
        (vec![0, 1, 2, 3], vec![1, 2, 3]),
        "a state that is gone says so"
    );
    let page = store.entries_after(story.backup, None, 100, 1 << 20).await.unwrap().unwrap();
    let absent: Vec<_> = page.entries.iter().map(|entry| entry.body_absent).collect();
    assert_eq!(absent, [false, true, true, true, false, false, false, false]);
    assert!(
        page.entries
            .iter()
            .all(|entry| entry.body_absent == (entry.bytes.len() == 251) || entry.bytes[94] == 24)
    );
    assert_eq!(store.headers(story.backup, 0, 99).await.unwrap().len(), 8);
    let after = store.head(story.backup).await.unwrap().unwrap();
    assert_eq!((after.head, after.entries, after.bytes), (before.head, before.entries, before.bytes - 12));
}

/// One a day for a year, then one a month.
pub async fn old_days_keep_their_newest_checkpoint(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    // START is 2026-01-15. Entries 1..: a checkpoint and a change each: two on one day, the next day, next month twice.
    for after in [0, HOUR, DAY, 31 * DAY, 32 * DAY] {
        story.push(Kind::Checkpoint, b"checkpoint", START + after).await;
        story.push(Kind::Change, b"change", START + after).await;
    }
    let now = START + 70 * DAY;
    assert_eq!(thin_all(&store, now).await, 5, "changes 2, 4, 6, 8 and checkpoint 1");
    assert_eq!(numbers(&story, now).await, [10, 7, 5, 3]);
    all_states_restore(&story, now).await;
    assert_eq!(story.restored(None).await, (vec![0, 9, 10], vec![]));
    assert_eq!(story.restored(Some(5)).await, (vec![0, 5], vec![]));
    // Two years later: of January the newest, of February the newest (which is the base, with its tail).
    let now = START + 800 * DAY;
    assert_eq!(thin_all(&store, now).await, 2, "checkpoints 3 and 7");
    assert_eq!(numbers(&story, now).await, [10, 5]);
    all_states_restore(&story, now).await;
    assert_eq!(story.restored(None).await, (vec![0, 9, 10], vec![]));
}

/// A few backups a step, each once a round.
pub async fn a_round_goes_on_where_it_stopped(store: Store) {
    for seed in 1..=7 {
        let mut story = Story::begin(&store, &format!("a{seed}"), seed, START).await;
        story.push(Kind::Change, b"x", START).await;
        story.push(Kind::Checkpoint, b"x", START).await;
    }
    let now = START + 31 * DAY;
    let mut steps = Vec::new();
    for _ in 0..4 {
        let step = store.thin(now, 3).await.unwrap();
        steps.push((step.bodies, step.finished));
    }
    assert_eq!(steps, [(3, false), (3, false), (1, true), (0, false)]);
}

/// It was kept; that its body is gone is no reason to call it a conflict.
pub async fn a_repeated_append_succeeds_after_its_body_went(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let before = story.clone();
    let old = story.push(Kind::Change, b"old", START).await;
    story.push(Kind::Checkpoint, b"all", START).await;
    assert_eq!(thin_all(&store, START + 31 * DAY).await, 1);
    let again = before.request(vec![old.clone()], START);
    assert_eq!(store.append(again).await.unwrap(), AppendOutcome::Appended(old.position()));
}
