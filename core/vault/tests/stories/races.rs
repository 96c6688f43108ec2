//! Deletions that meet edits, restores and purges: what becomes of the account.

use crate::common::{DAY, Device, NOW, device, id};
use regain_vault::trash::{self, Which};
use regain_vault::{Author, Change, RecordId, account};

/// Two devices that both know one account.
fn pair() -> (Device, Device) {
    let (mut a, mut b) = (device(1), device(2));
    let change = a.totp(1, "GitHub", "ada");
    b.pull(&change);
    (a, b)
}

#[test]
fn a_deletion_reaches_the_other_device() {
    let (mut a, mut b) = pair();
    let (report, rescued) = b.pull(&a.remove(1));
    assert_eq!(report.removed, [id(1)]);
    assert!(rescued.is_none() && b.labels().is_empty());
    let trashed = &trash::list(&b.vault)[0];
    assert_eq!((trashed.id, trashed.name.as_str()), (id(1), "GitHub (ada)"));
    assert_eq!(trashed.until_ms - trashed.deleted_ms, 30 * DAY);
}

#[test]
fn an_edit_after_a_known_deletion_is_refused() {
    let (mut a, _) = pair();
    a.remove(1);
    let result = account::advance(&mut a.vault, &mut a.clock, NOW, id(1), 1);
    assert_eq!(result.unwrap_err().to_string(), "the account is in the trash; restore it first");
}

#[test]
fn an_edit_that_did_not_know_of_the_deletion_brings_the_account_back_marked() {
    // Whichever of the two came first by the clock.
    for edit_first in [true, false] {
        let (mut a, mut b) = pair();
        let (earlier, later) = (NOW + 1000, NOW + 2000);
        (a.now, b.now) = if edit_first { (later, earlier) } else { (earlier, later) };
        let (deletion, edit) = (a.remove(1), b.label(1, "ada@work"));
        assert_eq!(a.pull(&edit).0.revived, [id(1)]);
        assert_eq!(b.pull(&deletion).0.revived, [id(1)]);
        assert_eq!(a.vault, b.vault);
        assert_eq!(a.labels(), ["ada@work"]);
        assert_eq!(a.account(1).revived, Some(Author([1; 16])), "the mark names who deleted it");

        let seen = a.label(1, "ada@home");
        assert_eq!(a.account(1).revived, None, "any later edit takes the mark away");
        b.pull(&seen);
        assert_eq!(b.account(1).revived, None);
    }
}

#[test]
fn an_empty_edit_acknowledges_too() {
    let (mut a, mut b) = pair();
    let (deletion, edit) = (a.remove(1), b.label(1, "x"));
    a.pull(&edit);
    b.pull(&deletion);
    let change = a.label(1, "x");
    assert!(!change.is_empty());
    assert_eq!(a.account(1).revived, None);
    assert!(a.label(1, "x").is_empty(), "and then nothing more");
}

#[test]
fn a_second_deletion_that_knew_the_edit_counts() {
    let (mut a, mut b) = pair();
    let (deletion, edit) = (a.remove(1), b.label(1, "x"));
    a.pull(&edit);
    let again = a.remove(1);
    b.pull(&deletion);
    b.pull(&again);
    assert!(a.labels().is_empty() && b.labels().is_empty());
}

#[test]
fn two_deletions_at_once_are_one() {
    let (mut a, mut b) = pair();
    let edit = b.label(1, "seen by b only");
    let (from_a, from_b) = (a.remove(1), b.remove(1));
    a.pull(&from_b);
    a.pull(&edit);
    b.pull(&from_a);
    assert!(a.labels().is_empty(), "b knew its own edit when it deleted");
    assert_eq!(a.vault, b.vault);
}

#[test]
fn a_restored_account_stays_restored() {
    let (mut a, mut b) = pair();
    let (deletion, restored) = (a.remove(1), a.restore(1));
    // The other device hears of it in the wrong order.
    b.pull(&restored);
    b.pull(&deletion);
    assert_eq!(a.vault, b.vault);
    assert_eq!(b.labels(), ["ada"]);
    assert_eq!(b.account(1).revived, None, "the person decided that, so no mark");
}

#[test]
fn an_emptied_trash_holds_no_secret_and_stays_empty() {
    let (mut a, mut b) = pair();
    let before = b.vault.checkpoint();
    let (deletion, purge) = (a.remove(1), a.empty());
    b.pull(&deletion);
    b.pull(&purge);
    for device in [&a, &b] {
        let bytes = device.vault.encode();
        assert!(!bytes.windows(10).any(|part| part == b"1234567890"), "the secret is gone");
        assert!(!bytes.windows(6).any(|part| part == b"GitHub"));
        assert!(device.vault.record(id(1)).unwrap().is_purged());
        assert!(trash::list(&device.vault).is_empty());
    }
    // A device that was away, or an old backup, does not bring it back.
    assert!(a.pull(&before).0.is_empty());
    assert!(a.vault.record(id(1)).unwrap().is_purged());
    let result = account::restore(&mut a.vault, &mut a.clock, NOW, id(1));
    assert_eq!(result.unwrap_err().to_string(), "there is no such account");
}

#[test]
fn only_what_is_30_days_old_expires() {
    let (mut a, _) = pair();
    a.remove(1);
    let deleted = trash::list(&a.vault)[0].deleted_ms;
    assert!(trash::empty(&mut a.vault, deleted + 30 * DAY - 1, Which::Expired).is_empty());
    assert!(trash::empty(&mut a.vault, deleted + 30 * DAY, Which::These(&[id(7)])).is_empty());
    assert!(!trash::empty(&mut a.vault, deleted + 30 * DAY, Which::Expired).is_empty());
}

#[test]
fn a_purge_that_did_not_know_of_the_restore_takes_nothing() {
    let (mut a, mut b) = pair();
    let deletion = a.remove(1);
    b.pull(&deletion);
    let (purge, restored) = (a.empty(), b.restore(1));
    let (report, rescued) = b.pull(&purge);
    assert!(report.removed.is_empty());
    let rescued = rescued.expect("b still has the fields and writes them anew");
    assert_eq!(b.account(1).otp.secret().expose_bytes(), b"1234567890");
    a.pull(&restored);
    a.pull(&rescued);
    assert_eq!(a.vault, b.vault);
    assert_eq!(a.account(1).label, "ada");
}

#[test]
fn a_purge_that_did_not_know_of_an_edit_takes_nothing_either() {
    let (mut a, mut b) = pair();
    let edit = b.label(1, "edited offline");
    let purge = {
        a.now += DAY;
        let mut purge = a.remove(1);
        purge.join(a.empty());
        purge
    };
    let (report, rescued) = b.pull(&purge);
    assert_eq!(report.revived, Vec::<RecordId>::new());
    let rescued: Change = rescued.unwrap();
    assert_eq!(b.account(1).label, "edited offline");
    a.pull(&edit);
    assert!(a.labels().is_empty(), "older than the purge: dropped with the rest");
    b.now += 2 * DAY;
    a.pull(&b.label(1, "edited again"));
    let finding = account::list(&a.vault).remove(0).err().unwrap();
    assert_eq!(finding.error, regain_vault::RecordError::Emptied);
    let (report, _) = a.pull(&rescued);
    assert_eq!(report.changed, [id(1)]);
    assert_eq!(a.vault, b.vault);
    assert_eq!(a.account(1).otp.secret().expose_bytes(), b"1234567890");
}

#[test]
fn a_clock_of_next_year_loses_to_the_next_edit() {
    let (mut a, mut b) = pair();
    b.now += 365 * DAY;
    a.pull(&b.label(1, "from the future"));
    let edit = a.label(1, "from today");
    assert_eq!(a.labels(), ["from today"]);
    b.pull(&edit);
    assert_eq!(b.labels(), ["from today"]);
    a.totp(2, "Other", "x");
    let created = a.vault.record(id(2)).unwrap().newest().unwrap();
    assert!(created.millis < NOW + DAY, "and other records keep today's time");
}

#[test]
fn a_deletion_by_a_slow_clock_still_counts() {
    let (mut a, mut b) = pair();
    b.now -= 400 * DAY;
    a.pull(&b.remove(1));
    assert!(a.labels().is_empty());
}
