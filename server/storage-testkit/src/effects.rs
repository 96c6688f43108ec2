//! What follows from control entries, in the same operation.

use regain_log::{BackupId, Hash, Kind, MemberId, MemberKind};
use regain_storage::{AppendOutcome, Effect, OpenSession, ProposalRow, SlotRow};

use crate::Store;
use crate::story::{DAY, DEVICE, KIT, PASSPHRASE, START, Story, session, slot};

const NEW: MemberId = MemberId([33; 16]);

fn new_slot() -> SlotRow {
    slot(NEW, MemberKind::Passphrase, b"new blob")
}

async fn slots(story: &Story) -> Vec<MemberId> {
    let account = story.store.account_by_backup(story.backup).await.unwrap().unwrap();
    account.slots.iter().map(|slot| slot.id).collect()
}

async fn open(story: &Story, token: u8, member: MemberId, kind: MemberKind) {
    let session = session(token, member, kind, START + DAY);
    let request = OpenSession { backup: story.backup, session, control: story.control, now: START };
    story.store.open_session(request).await.unwrap();
}

async fn is_open(store: &Store, token: u8) -> bool {
    store.find_session([token; 32], START).await.unwrap().is_some()
}

/// The new one is there, with what it needs.
pub async fn a_replaced_slot_goes_with_its_sessions(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    open(&story, 50, PASSPHRASE, MemberKind::Passphrase).await;
    open(&story, 51, KIT, MemberKind::Kit).await;
    let effect = Effect::SlotReplaced { old: Some(PASSPHRASE), new: new_slot() };
    story.push_with(Kind::SlotReplaced, b"r", START, vec![effect]).await;
    assert_eq!(slots(&story).await, [KIT, NEW]);
    assert_eq!(store.account_by_name("a").await.unwrap().unwrap().slots[1], new_slot());
    assert!(!is_open(&store, 50).await && is_open(&store, 51).await && is_open(&store, 1).await);

    let third = slot(MemberId([34; 16]), MemberKind::Passphrase, b"first passphrase");
    story
        .push_with(
            Kind::SlotReplaced,
            b"r",
            START,
            vec![Effect::SlotReplaced { old: None, new: third.clone() }],
        )
        .await;
    assert_eq!(slots(&story).await, [KIT, NEW, third.id]);
}

/// Days later, by an entry that knows only the proposal's hash.
pub async fn a_staged_slot_is_used_with_its_proposal(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    open(&story, 50, PASSPHRASE, MemberKind::Passphrase).await;
    let hash = story.next(Kind::Proposed, b"p", START).hash;
    let stage = vec![Effect::ProposalStored { hash }, Effect::StageSlot { proposal: hash, slot: new_slot() }];
    story.push_with(Kind::Proposed, b"p", START, stage).await;
    assert_eq!(slots(&story).await, [KIT, PASSPHRASE], "a proposal changes nothing");
    let known = async |slot| store.has_passphrase_slot(slot).await.unwrap();
    assert_eq!((known(KIT).await, known(PASSPHRASE).await, known(NEW).await), (false, true, true));
    let using = vec![Effect::UseStaged { proposal: hash, old: PASSPHRASE }, Effect::ProposalClosed { hash }];
    story.push_with(Kind::SlotReplaced, b"r", START + 3 * DAY, using).await;
    assert_eq!(slots(&story).await, [KIT, NEW]);
    assert_eq!((known(PASSPHRASE).await, known(NEW).await), (false, true));
    assert_eq!(store.account_by_name("a").await.unwrap().unwrap().slots[1], new_slot());
    assert!(!is_open(&store, 50).await);
    assert_eq!(store.proposals(story.backup).await.unwrap(), []);
}

/// Neither the entry nor the other effects.
pub async fn using_what_was_not_staged_changes_nothing(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let hash = story.next(Kind::Proposed, b"p", START).hash;
    let stage = vec![Effect::ProposalStored { hash }, Effect::StageSlot { proposal: hash, slot: new_slot() }];
    story.push_with(Kind::Proposed, b"p", START, stage).await;
    story.push_with(Kind::Cancelled, b"c", START, vec![Effect::ProposalClosed { hash }]).await;
    let entry = story.next(Kind::SlotReplaced, b"r", START);
    let mut request = story.request(vec![entry], START);
    request.effects =
        vec![Effect::MemberRemoved { member: DEVICE }, Effect::UseStaged { proposal: hash, old: PASSPHRASE }];
    assert_eq!(store.append(request).await.unwrap(), AppendOutcome::NothingStaged);
    assert_eq!(store.head(story.backup).await.unwrap().unwrap().head, story.head);
    assert_eq!(slots(&story).await, [KIT, PASSPHRASE]);
    assert!(is_open(&store, 1).await);
}

/// Whoever looks after the answer finds no session of it.
pub async fn a_removed_member_loses_its_sessions_in_the_same_operation(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let lost = MemberId([44; 16]);
    open(&story, 50, lost, MemberKind::Device).await;
    open(&story, 51, lost, MemberKind::Device).await;
    story.push_with(Kind::MemberRemoved, b"r", START, vec![Effect::MemberRemoved { member: lost }]).await;
    assert!(!is_open(&store, 50).await && !is_open(&store, 51).await && is_open(&store, 1).await);
    let seen: Vec<_> =
        store.devices_seen(story.backup).await.unwrap().iter().map(|seen| seen.member).collect();
    assert_eq!(seen, [DEVICE]);
}

/// Effects belong to the entries they came with.
pub async fn a_conflict_has_no_effects_and_a_repetition_none_twice(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let lost = MemberId([44; 16]);
    let entry = story.next(Kind::MemberRemoved, b"r", START);
    let mut request = story.request(vec![entry.clone()], START);
    request.effects = vec![Effect::MemberRemoved { member: lost }];

    let mut conflict = request.clone();
    conflict.expected.hash = Hash([7; 32]);
    open(&story, 50, lost, MemberKind::Device).await;
    assert_eq!(store.append(conflict).await.unwrap(), AppendOutcome::HeadMoved(story.head));
    assert!(is_open(&store, 50).await);

    assert_eq!(store.append(request.clone()).await.unwrap(), AppendOutcome::Appended(entry.position()));
    assert!(!is_open(&store, 50).await);
    story.went(&entry);
    open(&story, 51, lost, MemberKind::Device).await;
    assert_eq!(store.append(request).await.unwrap(), AppendOutcome::Appended(entry.position()));
    assert!(is_open(&store, 51).await);
}

/// As `status` shows them.
pub async fn proposals_open_are_confirmed_and_close(store: Store) {
    let mut story = Story::begin(&store, "a", 1, START).await;
    let mut hashes = Vec::new();
    for now in [START + 2, START + 1] {
        let hash = story.next(Kind::Proposed, b"p", now).hash;
        story.push_with(Kind::Proposed, b"p", now, vec![Effect::ProposalStored { hash }]).await;
        hashes.push(hash);
    }
    story.push_with(Kind::Confirmed, b"c", START, vec![Effect::ProposalConfirmed { hash: hashes[0] }]).await;
    let later = ProposalRow { hash: hashes[0], stored_at: START + 2, confirmed: true };
    let earlier = ProposalRow { hash: hashes[1], stored_at: START + 1, confirmed: false };
    assert_eq!(store.proposals(story.backup).await.unwrap(), [earlier, later]);
    story.push_with(Kind::Cancelled, b"x", START, vec![Effect::ProposalClosed { hash: hashes[1] }]).await;
    assert_eq!(store.proposals(story.backup).await.unwrap(), [later]);
    story.push_with(Kind::BackupClosed, b"", START, vec![Effect::Closed]).await;
    assert_eq!(store.proposals(story.backup).await.unwrap(), []);
}

/// Nothing else of it.
pub async fn a_slots_blob_is_replaced(store: Store) {
    let story = Story::begin(&store, "a", 1, START).await;
    assert!(store.set_slot_blob(story.backup, KIT, b"newer".to_vec()).await.unwrap());
    let slots = store.account_by_backup(story.backup).await.unwrap().unwrap().slots;
    assert_eq!(slots[0], slot(KIT, MemberKind::Kit, b"newer"));
    assert_eq!(slots[1], slot(PASSPHRASE, MemberKind::Passphrase, b"passphrase"));
    assert!(!store.set_slot_blob(story.backup, NEW, b"x".to_vec()).await.unwrap());
    assert!(!store.set_slot_blob(BackupId([9; 16]), KIT, b"x".to_vec()).await.unwrap());
}
