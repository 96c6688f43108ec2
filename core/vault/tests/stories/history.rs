//! Differences, the preview of a merge, the way back, and the question before many accounts go.

use crate::common::{NOW, device, id};
use regain_vault::account::{Edit, edit};
use regain_vault::account::{advance, tag};
use regain_vault::history::{What, diff, preview, restore_to};
use regain_vault::{Change, duplicates, query, removal};

#[test]
fn a_difference_names_fields_and_hides_secrets() {
    let mut a = device(1);
    for number in 1..=3 {
        a.totp(number, "GitHub", "ada");
    }
    let before = a.vault.duplicate();
    let otp = regain_otp::uri::parse("otpauth://totp/x?secret=MFRGGZDFMZTWQ2LK").ok().unwrap().otp;
    let change =
        Edit { label: Some("grace".into()), note: Some("pssst".into()), otp: Some(otp), ..Edit::default() };
    edit(&mut a.vault, &mut a.clock, NOW + 99, id(1), &change).unwrap();
    tag::tag(&mut a.vault, &mut a.clock, NOW + 99, id(1), &["Work"], &[]).unwrap();
    tag::tag(&mut a.vault, &mut a.clock, NOW + 99, id(3), &["Once"], &[]).unwrap();
    tag::tag(&mut a.vault, &mut a.clock, NOW + 99, id(3), &[], &["Once"]).unwrap();
    a.remove(2);
    a.totp(4, "New", "x");
    let differences = diff(&before, &a.vault);
    assert!(!format!("{differences:?}").contains("pssst"));
    let what: Vec<_> =
        differences.iter().map(|difference| (difference.id, difference.name.as_str())).collect();
    assert_eq!(what, [(id(1), "GitHub (grace)"), (id(2), "GitHub (ada)"), (id(4), "New (x)")]);
    assert_eq!((&differences[1].what, &differences[2].what), (&What::Removed, &What::Added));
    let What::Changed(fields) = &differences[0].what else { panic!("{differences:?}") };
    let fields: Vec<_> =
        fields.iter().map(|f| (f.key.as_str(), f.old.as_deref(), f.new.as_deref(), f.secret)).collect();
    assert_eq!(
        fields,
        [
            ("label", Some("ada"), Some("grace"), false),
            ("note", None, None, true),
            ("secret", None, None, true),
            ("tag/Work", None, Some("true"), false),
        ]
    );
}

#[test]
fn an_earlier_state_comes_back_and_counters_do_not() {
    let mut a = device(1);
    a.totp(1, "GitHub", "ada");
    a.add(2, "otpauth://hotp/Bank:ada?secret=GEZDGNBVGY3TQOJQ&counter=5");
    a.totp(3, "Purged", "x");
    tag::tag(&mut a.vault, &mut a.clock, a.now, id(1), &["Work"], &[]).unwrap();
    let earlier = a.vault.duplicate();
    a.label(1, "changed");
    tag::tag(&mut a.vault, &mut a.clock, a.now, id(1), &["Home"], &["Work"]).unwrap();
    advance(&mut a.vault, &mut a.clock, a.now, id(2), 8).unwrap();
    a.remove(2);
    a.remove(3);
    a.empty();
    a.totp(4, "Later", "x");
    let (mut b, before) = (device(2), a.vault.checkpoint());
    b.pull(&before);

    a.now += 1;
    let change = restore_to(&mut a.vault, &mut a.clock, a.now, &earlier);
    let differences = diff(&earlier, &a.vault);
    assert_eq!(differences.len(), 1, "{differences:?}");
    assert_eq!(a.account(2).otp.counter(), 8, "even a purged account keeps its counter");
    assert_eq!(a.account(3).otp.secret().expose_bytes(), b"1234567890");
    assert!(a.vault.record(id(4)).unwrap().is_in_trash());
    assert_eq!(a.account(2).revived, None);
    b.pull(&change);
    assert_eq!(a.vault, b.vault);
    assert!(
        restore_to(&mut a.vault, &mut a.clock, a.now, &earlier).is_empty(),
        "a second time changes nothing"
    );
}

#[test]
fn a_preview_says_what_a_recovery_would_do() {
    let (mut mine, mut theirs) = (device(1), device(2));
    theirs.pull(&mine.totp(1, "GitHub", "ada"));
    theirs.pull(&mine.totp(2, "GitLab", "ada"));
    theirs.pull(&mine.add(3, "otpauth://totp/Own:x?secret=MFRGGZDFMZTWQ2LK"));
    theirs.label(2, "grace");
    theirs.remove(3);
    theirs.totp(4, "GitHub", "ada");
    let before = mine.vault.duplicate();
    let preview = preview(&mine.vault, &theirs.vault);
    assert_eq!(mine.vault, before);
    let ids = |list: &[regain_vault::history::Difference]| list.iter().map(|d| d.id).collect::<Vec<_>>();
    assert_eq!(ids(&preview.added), [id(4)]);
    assert_eq!(ids(&preview.changed), [id(2)]);
    assert_eq!(ids(&preview.removed), [id(3)]);
    assert_eq!(preview.identical, 1);
    assert_eq!(preview.likely_duplicates, [(id(1), id(4)), (id(2), id(4))]);
}

#[test]
fn a_likely_duplicate_is_pointed_out() {
    let mut a = device(1);
    a.totp(1, "GitHub", "ada");
    let parse = |uri: &str| regain_otp::uri::parse(uri).ok().unwrap().otp;
    assert_eq!(
        duplicates::of(&a.vault, &parse("otpauth://totp/Renamed?secret=gezd gnbv gy3t qojq")),
        [id(1)]
    );
    assert_eq!(duplicates::of(&a.vault, &parse("otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=1")), []);
    assert_eq!(duplicates::of(&a.vault, &parse("otpauth://totp/x?secret=MFRGGZDFMZTWQ2LK")), []);
}

#[test]
fn a_sync_that_would_take_more_than_a_few_asks() {
    for (accounts, removed, asks) in
        [(10, 3, false), (10, 4, true), (2, 2, true), (1, 1, false), (3, 3, true), (10, 0, false)]
    {
        let (mut a, mut b) = (device(1), device(2));
        for number in 1..=accounts {
            b.pull(&a.totp(number, "X", &format!("n{number}")));
        }
        let mut change = Change::new();
        (1..=removed).for_each(|number| change.join(b.remove(number)));
        let warning = removal::asks(&a.vault, &change);
        assert_eq!(warning.is_some(), asks, "{removed} of {accounts}");
        if let Some(warning) = warning {
            assert_eq!((warning.count, warning.of), (removed.into(), accounts.into()));
            assert_eq!(warning.names[0], "X (n1)");
        }
    }
}

#[test]
fn a_removal_that_an_edit_outlives_needs_no_question() {
    let (mut a, mut b) = (device(1), device(2));
    for number in 1..=5 {
        b.pull(&a.totp(number, "X", "y"));
    }
    let mut change = Change::new();
    (1..=5).for_each(|number| change.join(b.remove(number)));
    (1..=3).for_each(|number| drop(a.label(number, "mine")));
    assert_eq!(removal::asks(&a.vault, &change), None);
}

#[test]
fn a_word_finds_the_account() {
    let mut a = device(1);
    a.totp(1, "GitHub", "ada");
    a.totp(2, "Git", "grace");
    a.totp(3, "MyGit", "work");
    a.totp(4, "Bank", "ada");
    tag::tag(&mut a.vault, &mut a.clock, a.now, id(4), &["Money"], &[]).unwrap();
    let find = |text: &str| query::find(&a.vault, text).into_iter().map(|hit| hit.id).collect::<Vec<_>>();
    assert_eq!(find("GIT"), [id(2), id(1), id(3)], "exact, then prefix, then inside");
    assert_eq!(find("money"), [id(4)]);
    assert_eq!(find("github:ada"), [id(1)]);
    assert_eq!(find("ada github"), [id(1)]);
    assert_eq!(find("0404"), [id(4)]);
    assert_eq!(find("04"), []);
    assert_eq!(find("  "), []);
    assert_eq!(find("nothing"), []);
    assert_eq!(query::best(&a.vault, "git").len(), 1);
    assert_eq!(query::best(&a.vault, "ada").len(), 2);
}
