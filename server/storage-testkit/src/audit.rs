//! The audit log.

use regain_storage::portal::{AuditQuery, AuditRow, CreatePersonOutcome, NewAudit, PersonId, Role};

use crate::Store;
use crate::outbox::mail;
use crate::person::{Person, create, notes, together};
use crate::story::START;

fn line(actor: Option<u8>, target: Option<u8>, action: &str) -> NewAudit {
    let id = |number: Option<u8>| number.map(|number| PersonId([number; 16]));
    NewAudit { actor: id(actor), target: id(target), ..notes(action).audit }
}

/// Panics unless these lines are the whole log, unbroken from its first line on.
fn assert_chained(rows: &[AuditRow]) {
    let mut before = (0, [0; 32]);
    for row in rows {
        assert!(row.follows(before.0, &before.1), "line {} does not follow line {}", row.number, before.0);
        before = (row.number, row.hash);
    }
}

/// By person, by action, a page at a time.
pub async fn lines_are_chained_and_found(store: Store) {
    for (number, new) in (1..).zip([
        line(Some(1), Some(2), "pass"),
        line(Some(2), None, "signed-in"),
        line(None, Some(1), "recover"),
        line(Some(3), None, "signed-in"),
    ]) {
        assert_eq!(store.append_audit(new).await.unwrap(), number);
    }
    let all = store.audit_after(0, 99).await.unwrap();
    assert_eq!(all.len(), 4);
    assert_chained(&all);
    assert_eq!(all[0].line, line(Some(1), Some(2), "pass"));
    assert_eq!(store.audit_after(2, 1).await.unwrap(), all[2..3]);
    let search = |query| {
        let store = store.clone();
        async move {
            let found = store.search_audit(query).await.unwrap();
            found.into_iter().map(|row| row.number).collect::<Vec<_>>()
        }
    };
    let query = |person: Option<u8>, action: Option<&str>, before, limit| AuditQuery {
        before,
        person: person.map(|number| PersonId([number; 16])),
        action: action.map(str::to_owned),
        limit,
    };
    assert_eq!(search(query(None, None, None, 99)).await, [4, 3, 2, 1]);
    assert_eq!(search(query(None, None, Some(4), 2)).await, [3, 2]);
    assert_eq!(search(query(Some(1), None, None, 99)).await, [3, 1]);
    assert_eq!(search(query(Some(2), None, None, 99)).await, [2, 1]);
    assert_eq!(search(query(None, Some("signed-in"), None, 99)).await, [4, 2]);
    assert_eq!(search(query(Some(3), Some("pass"), None, 99)).await, [] as [u64; 0]);
}

/// Sixty lines and changes at once: each has its place, and each follows the one before.
pub async fn under_concurrent_changes_the_chain_has_no_gap(store: Store) {
    let numbers = together((0..40).map(|at| {
        let store = store.clone();
        async move { store.append_audit(line(Some(at), None, "guess")).await.unwrap() }
    }));
    let people = together((100..120).map(|number| {
        let store = store.clone();
        async move { Person::begin(&store, number, Role::Member).await.id }
    }));
    let (mut numbers, _) = tokio::join!(numbers, people);
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), 40);
    let all = store.audit_after(0, 99).await.unwrap();
    assert_eq!(all.len(), 60);
    assert_chained(&all);
}

/// What did not happen has no line and sends no mail.
pub async fn a_change_and_its_line_and_mails_are_one(store: Store) {
    let mut request = create(1, "ada", Role::Member);
    request.notes.mails = vec![mail("ada@x")];
    assert_eq!(store.create_person(request.clone()).await.unwrap(), CreatePersonOutcome::Created);
    assert_eq!(store.create_person(request).await.unwrap(), CreatePersonOutcome::Taken);
    assert_eq!(store.audit_after(0, 99).await.unwrap().len(), 1);
    assert_eq!(store.due_mails(START, 9).await.unwrap().len(), 1);
    let person = Person { store: store.clone(), id: PersonId([1; 16]) };
    let mut stale = person.changing(1, regain_storage::portal::MethodChange::Rename("x".to_owned())).await;
    stale.revision += 1;
    store.change_method(stale).await.unwrap();
    assert!(!store.end_portal_session(person.id, [1; 32], notes("ended")).await.unwrap());
    assert_eq!(store.audit_after(0, 99).await.unwrap().len(), 1);
}

/// Somebody is told of what changed nothing: a copy of a passkey, say.
pub async fn a_line_without_a_change_may_have_mails(store: Store) {
    let mut told = notes("copied");
    told.mails = vec![mail("ada@x"), mail("ada@y")];
    store.append_notes(told.clone()).await.unwrap();
    let lines = store.audit_after(0, 9).await.unwrap();
    assert_chained(&lines);
    assert_eq!(lines[0].line, told.audit);
    let due = store.due_mails(START, 9).await.unwrap();
    assert_eq!(due.into_iter().map(|due| due.mail).collect::<Vec<_>>(), told.mails);
}
