//! Sessions.

use regain_log::{BackupId, Hash, Kind, MemberId, MemberKind};
use regain_storage::{DeviceSeen, OpenSession, OpenSessionOutcome, SessionRow, TOUCH_EVERY_MS};

use crate::Store;
use crate::story::{DAY, DEVICE, HOUR, KIT, START, Story, session};

fn open(story: &Story, token: u8, member: MemberId, kind: MemberKind) -> OpenSession {
    let session = session(token, member, kind, START + 10 * DAY);
    OpenSession { backup: story.backup, session, control: story.control, now: START }
}

/// By its token only.
pub async fn a_session_is_found_until_it_expires_or_ends(store: Store) {
    let story = Story::begin(&store, "a", 1, START).await;
    assert_eq!(
        store.open_session(open(&story, 50, KIT, MemberKind::Kit)).await.unwrap(),
        OpenSessionOutcome::Opened
    );
    let row = SessionRow {
        backup: story.backup,
        member: KIT,
        kind: MemberKind::Kit,
        opened: START,
        used: START,
        expires: START + 10 * DAY,
    };
    assert_eq!(store.find_session([50; 32], START + 10 * DAY - 1).await.unwrap(), Some(row));
    assert_eq!(store.find_session([50; 32], START + 10 * DAY).await.unwrap(), None);
    assert_eq!(store.find_session([51; 32], START).await.unwrap(), None);
    assert!(store.end_session([50; 32]).await.unwrap());
    assert!(!store.end_session([50; 32]).await.unwrap());
    assert_eq!(store.find_session([50; 32], START).await.unwrap(), None);
    assert!(store.find_session([1; 32], START).await.unwrap().is_some(), "the other session stays");
}

/// A removal between look and opening must not leave a session behind.
pub async fn a_session_is_not_opened_when_the_members_changed(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let stale = open(&story, 50, KIT, MemberKind::Kit);
    story.push(Kind::Change, b"x", START).await;
    assert_eq!(
        store.open_session(open(&story, 49, KIT, MemberKind::Kit)).await.unwrap(),
        OpenSessionOutcome::Opened
    );
    story.push(Kind::MemberRemoved, b"x", START).await;
    assert_eq!(store.open_session(stale).await.unwrap(), OpenSessionOutcome::ControlMoved);
    assert_eq!(store.find_session([50; 32], START).await.unwrap(), None);
    let nowhere = OpenSession { backup: BackupId([9; 16]), control: Hash::ZERO, ..stale };
    assert_eq!(store.open_session(nowhere).await.unwrap(), OpenSessionOutcome::ControlMoved);
}

/// Less often than it is used.
pub async fn a_used_session_lives_longer_and_is_written_once_an_hour(store: Store) {
    Story::begin(&store, "a", 1, START).await;
    store.touch_session([1; 32], START + TOUCH_EVERY_MS - 1, START + 40 * DAY).await.unwrap();
    let early = store.find_session([1; 32], START).await.unwrap().unwrap();
    assert_eq!((early.used, early.expires), (START, START + 30 * DAY));
    store.touch_session([1; 32], START + TOUCH_EVERY_MS, START + 40 * DAY).await.unwrap();
    let touched = store.find_session([1; 32], START + 39 * DAY).await.unwrap().unwrap();
    assert_eq!(
        (touched.used, touched.expires, touched.opened),
        (START + TOUCH_EVERY_MS, START + 40 * DAY, START)
    );
    // An expired one does not come back to life.
    store.touch_session([1; 32], START + 40 * DAY, START + 80 * DAY).await.unwrap();
    assert_eq!(store.find_session([1; 32], START + 40 * DAY).await.unwrap(), None);
}

/// Exact to the hour.
pub async fn a_device_is_seen_but_a_slot_is_not(store: Store) {
    let story = Story::begin(&store, "a", 1, START).await;
    store.open_session(open(&story, 50, KIT, MemberKind::Kit)).await.unwrap();
    assert_eq!(
        store.devices_seen(story.backup).await.unwrap(),
        [DeviceSeen { member: DEVICE, last_seen: START }]
    );
    store.touch_session([1; 32], START + 2 * HOUR, START + 40 * DAY).await.unwrap();
    let other = MemberId([0; 16]);
    for now in [START, START + 1, START + HOUR - 1] {
        store.member_seen(story.backup, other, now).await.unwrap();
    }
    let seen = [
        DeviceSeen { member: other, last_seen: START },
        DeviceSeen { member: DEVICE, last_seen: START + 2 * HOUR },
    ];
    assert_eq!(store.devices_seen(story.backup).await.unwrap(), seen);
    store.member_seen(story.backup, other, START + HOUR).await.unwrap();
    assert_eq!(store.devices_seen(story.backup).await.unwrap()[0].last_seen, START + HOUR);
    store.member_seen(BackupId([9; 16]), other, START).await.unwrap();
    assert_eq!(store.devices_seen(BackupId([9; 16])).await.unwrap(), []);
}

/// Of that member only, in that backup only.
pub async fn all_sessions_of_a_member_end(store: Store) {
    let story = Story::begin(&store, "a", 1, START).await;
    Story::begin(&store, "b", 2, START).await;
    store.open_session(open(&story, 50, DEVICE, MemberKind::Device)).await.unwrap();
    store.open_session(open(&story, 51, KIT, MemberKind::Kit)).await.unwrap();
    assert_eq!(store.end_sessions_of(story.backup, DEVICE).await.unwrap(), 2);
    for (token, there) in [(1, false), (50, false), (51, true), (2, true)] {
        assert_eq!(store.find_session([token; 32], START).await.unwrap().is_some(), there, "session {token}");
    }
}
