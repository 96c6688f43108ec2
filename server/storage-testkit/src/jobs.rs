//! Jobs, and what closed and expired things come to.

use regain_log::{Kind, MemberKind};
use regain_storage::{
    AddAlert, CLOSED_KEPT_MS, CreateAccountOutcome, Effect, Job, OpenSession, PutAttempt, Spend, StartJob,
};

use crate::Store;
use crate::outbox::mail;
use crate::story::{DAY, DEVICE, HOUR, START, Story, account, session};

fn start(job: Job, now: u64) -> StartJob {
    StartJob { job, now, every_ms: HOUR, lease_ms: 60_000 }
}

/// Of twenty servers one gets it.
pub async fn a_job_is_done_by_one_and_again_when_it_is_due(store: Store) {
    let tasks: Vec<_> = (0..20)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { store.start_job(start(Job::Thin, START)).await.unwrap() })
        })
        .collect();
    let mut started = 0;
    for task in tasks {
        started += usize::from(task.await.unwrap());
    }
    assert_eq!(started, 1);
    assert!(store.start_job(start(Job::PurgeClosed, START)).await.unwrap(), "jobs are apart");
    store.finish_job(Job::Thin, START + 5).await.unwrap();
    assert!(!store.start_job(start(Job::Thin, START + HOUR + 4)).await.unwrap());
    assert!(store.start_job(start(Job::Thin, START + HOUR + 5)).await.unwrap());
}

/// It never finished, so it is due at once.
pub async fn a_lease_ends_when_its_holder_died(store: Store) {
    assert!(store.start_job(start(Job::SweepExpired, START)).await.unwrap());
    assert!(!store.start_job(start(Job::SweepExpired, START + 59_999)).await.unwrap());
    assert!(store.start_job(start(Job::SweepExpired, START + 60_000)).await.unwrap());
}

/// With everything of its own, and nothing of its neighbour's.
pub async fn a_closed_backup_is_erased_after_thirty_days_and_its_name_free(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let mut neighbour = Story::begin(&store, "b", 2, START).await;
    for n in 0..20 {
        story.push(Kind::Change, &[n; 5000], START).await;
        neighbour.push(Kind::Change, &[n; 5000], START).await;
    }
    story.push_with(Kind::BackupClosed, b"", START, vec![Effect::Closed]).await;
    assert_eq!(store.account_by_name("a").await.unwrap().unwrap().closed_at, Some(START));
    assert_eq!(store.purge_closed(START + CLOSED_KEPT_MS - 1).await.unwrap(), 0);
    assert_eq!(store.create_account(account("a", 3, START)).await.unwrap(), CreateAccountOutcome::NameTaken);
    assert_eq!(store.purge_closed(START + CLOSED_KEPT_MS).await.unwrap(), 1);
    assert_eq!(store.purge_closed(START + CLOSED_KEPT_MS).await.unwrap(), 0);
    assert_eq!(store.account_by_name("a").await.unwrap(), None);
    assert_eq!(store.head(story.backup).await.unwrap(), None);
    assert_eq!(store.find_session([1; 32], START).await.unwrap(), None);
    assert_eq!(store.headers(story.backup, 0, 100).await.unwrap(), []);
    assert_eq!(store.create_account(account("a", 1, START)).await.unwrap(), CreateAccountOutcome::Created);
    assert_eq!(store.head(story.backup).await.unwrap().unwrap().entries, 1);
    assert_eq!(store.headers(story.backup, 0, 100).await.unwrap().len(), 1);
    assert_eq!(neighbour.restored(None).await.0.len(), 21);
    assert!(store.find_session([2; 32], START).await.unwrap().is_some());
}

/// And only that.
pub async fn what_has_expired_is_swept(store: Store) {
    let story = Story::begin(&store, "a", 1, START).await;
    let short = session(60, DEVICE, MemberKind::Device, START + 10);
    let request = OpenSession { backup: story.backup, session: short, control: story.control, now: START };
    store.open_session(request).await.unwrap();
    for (id, expires) in [(1, START + 10), (2, START + 11)] {
        store.put_attempt(PutAttempt { id: [id; 32], state: vec![id], expires }).await.unwrap();
    }
    store.spend(Spend { key: b"k".to_vec(), now: START, window_ms: 10, limit: 1 }).await.unwrap();
    let alert = |address: &str, token: u8| AddAlert {
        backup: story.backup,
        address: address.to_owned(),
        confirm_token: [token; 32],
        stop_token: [token + 1; 32],
        expires: START + 10,
        mail: mail(address),
        now: START,
    };
    store.add_alert(alert("kept@x", 10)).await.unwrap();
    store.confirm_alert([10; 32], START).await.unwrap();
    store.add_alert(alert("gone@x", 20)).await.unwrap();
    assert_eq!(store.sweep_expired(START + 9, 100).await.unwrap(), 0);
    assert_eq!(store.sweep_expired(START + 10, 100).await.unwrap(), 4);
    assert_eq!(store.sweep_expired(START + 10, 100).await.unwrap(), 0);
    assert!(store.take_attempt([2; 32], START).await.unwrap().is_some());
    assert!(store.find_session([1; 32], START).await.unwrap().is_some());
    // Looked at with a clock set back: swept is swept.
    assert_eq!(store.find_session([60; 32], START).await.unwrap(), None);
    assert_eq!(store.alerts(story.backup, START + DAY).await.unwrap().len(), 1);
    assert!(!store.stop_alert([21; 32]).await.unwrap());
}
