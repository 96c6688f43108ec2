//! Accounts: what goes in comes out, and two devices at once.

use crate::common::{NOW, device, id, new_account};
use regain_vault::account::add_all;
use regain_vault::account::advance;
use regain_vault::account::place;
use regain_vault::account::{AccountError, count, list, one, tag};
use regain_vault::account::{Edit, edit};
use regain_vault::{Change, RecordError, Vault, exposure};

#[test]
fn every_kind_of_account_comes_back_as_it_was() {
    for uri in [
        "otpauth://totp/GitHub:ada?secret=GEZDGNBVGY3TQOJQ&issuer=GitHub&algorithm=SHA512&digits=8&period=60",
        "otpauth://hotp/Bank:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Bank&counter=41",
        "otpauth://steam/Steam:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Steam",
        "otpauth://motp/Old:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Old&pin=1234",
        "otpauth://totp/X:y?secret=GEZDGNBVGY3TQOJQ&issuer=X&image=https%3A%2F%2Fexample.com%2Fx.png",
    ] {
        let mut a = device(1);
        let change = a.add(1, uri);
        let (vault, findings) = Vault::decode(&change.encode()).unwrap();
        assert!(findings.is_empty());
        let account = one(&vault, id(1)).unwrap().unwrap();
        assert!(account.otpauth() == regain_otp::uri::parse(uri).ok().unwrap(), "{uri}");
        assert_eq!(account.created_ms, Some(NOW + 1));
    }
}

#[test]
fn the_same_label_and_secret_twice_are_two_accounts() {
    let mut a = device(1);
    a.totp(1, "GitHub", "ada");
    a.totp(2, "GitHub", "ada");
    assert_eq!(a.labels().len(), 2);
}

#[test]
fn one_broken_account_is_named_and_the_others_stay() {
    let mut a = device(1);
    a.totp(1, "GitHub", "ada");
    a.totp(2, "GitLab", "ada");
    let mut stamp = a.vault.record(id(1)).unwrap().newest().unwrap();
    stamp.millis += 1;
    // A newer app, or a broken one, has written something else.
    let mut bytes = Vec::new();
    minicbor::Encoder::new(&mut bytes)
        .map(4)
        .unwrap()
        .u8(0)
        .unwrap()
        .bytes(&id(1).0)
        .unwrap()
        .u8(1)
        .unwrap()
        .u8(1)
        .unwrap()
        .u8(2)
        .unwrap()
        .array(1)
        .unwrap()
        .bytes(&stamp.author.0)
        .unwrap()
        .u8(3)
        .unwrap()
        .map(1)
        .unwrap()
        .str("type")
        .unwrap()
        .array(4)
        .unwrap()
        .u64(stamp.millis)
        .unwrap()
        .u32(0)
        .unwrap()
        .u8(0)
        .unwrap()
        .bytes(b"\x65motpX")
        .unwrap();
    let mut change = Vec::new();
    minicbor::Encoder::new(&mut change)
        .array(2)
        .unwrap()
        .str(regain_vault::NAMESPACE)
        .unwrap()
        .array(1)
        .unwrap()
        .bytes(&bytes)
        .unwrap();
    let (change, findings) = Change::decode(&change).unwrap();
    assert!(findings.is_empty());
    a.vault.merge(&change);
    let accounts = list(&a.vault);
    let finding = accounts[0].as_ref().err().unwrap();
    assert!(matches!(finding.error, RecordError::NoCode(_)), "{finding}");
    assert!(finding.to_string().starts_with("GitHub (ada): "), "{finding}");
    assert_eq!(accounts[1].as_ref().ok().unwrap().issuer, "GitLab");
    assert_eq!(count(&a.vault), 2, "n of n counts the broken one");
}

#[test]
fn two_devices_edit_different_fields() {
    let (mut a, mut b) = (device(1), device(2));
    b.pull(&a.totp(1, "GitHub", "ada"));
    let label = a.label(1, "ada@work");
    let note = Edit { note: Some("in the safe".into()), favourite: Some(true), ..Edit::default() };
    let note = edit(&mut b.vault, &mut b.clock, NOW + 500, id(1), &note).unwrap();
    a.pull(&note);
    b.pull(&label);
    assert_eq!(a.vault, b.vault);
    let account = a.account(1);
    assert_eq!(
        (account.label.as_str(), account.note.as_str(), account.favourite),
        ("ada@work", "in the safe", true)
    );
}

#[test]
fn an_edit_carries_only_what_changed() {
    let mut a = device(1);
    a.totp(1, "GitHub", "ada");
    let change = a.label(1, "grace");
    let record = change.records().next().unwrap();
    assert_eq!(record.fields().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["label"]);
    assert!(a.label(1, "grace").is_empty());
}

#[test]
fn another_kind_of_code_leaves_nothing_of_the_old_behind() {
    let mut a = device(1);
    a.add(1, "otpauth://motp/Old:ada?secret=GEZDGNBVGY3TQOJQ&pin=1234");
    let otp = regain_otp::uri::parse("otpauth://totp/x?secret=MFRGGZDFMZTWQ2LK&digits=8").ok().unwrap().otp;
    let expected = otp.duplicate();
    let new = Edit { otp: Some(otp), ..Edit::default() };
    edit(&mut a.vault, &mut a.clock, NOW, id(1), &new).unwrap();
    assert!(a.account(1).otp == expected);
    assert!(a.vault.record(id(1)).unwrap().value("pin").unwrap().is_null());
}

#[test]
fn a_counter_only_grows() {
    let (mut a, mut b) = (device(1), device(2));
    b.pull(&a.add(1, "otpauth://hotp/Bank:ada?secret=GEZDGNBVGY3TQOJQ&counter=5"));
    let from_a = advance(&mut a.vault, &mut a.clock, NOW + 10, id(1), 9).unwrap();
    let from_b = advance(&mut b.vault, &mut b.clock, NOW + 20, id(1), 6).unwrap();
    a.pull(&from_b);
    b.pull(&from_a);
    assert_eq!(
        (a.account(1).otp.counter(), b.account(1).otp.counter()),
        (9, 9),
        "the later stamp does not win here"
    );
    assert_eq!(a.vault, b.vault);
    let back = advance(&mut a.vault, &mut a.clock, NOW + 30, id(1), 8);
    assert_eq!(back.err(), Some(AccountError::Backwards(9)));
    a.totp(2, "x", "y");
    assert_eq!(advance(&mut a.vault, &mut a.clock, NOW, id(2), 8).err(), Some(AccountError::NoCounter));
}

#[test]
fn tags_are_a_set() {
    let (mut a, mut b) = (device(1), device(2));
    b.pull(&a.totp(1, "GitHub", "ada"));
    let work = tag::tag(&mut a.vault, &mut a.clock, NOW + 10, id(1), &["Work", " Code "], &[]).unwrap();
    let home = tag::tag(&mut b.vault, &mut b.clock, NOW + 10, id(1), &["Home"], &["never there"]).unwrap();
    a.pull(&home);
    b.pull(&work);
    assert_eq!(a.account(1).tags.into_iter().collect::<Vec<_>>(), ["Code", "Home", "Work"]);
    tag::rename(&mut b.vault, &mut b.clock, NOW + 30, "Work", "Home").unwrap();
    assert_eq!(
        tag::all(&b.vault).into_iter().collect::<Vec<_>>(),
        [("Code".to_owned(), 1), ("Home".to_owned(), 1)]
    );
    assert_eq!(tag::tag(&mut a.vault, &mut a.clock, NOW, id(1), &["  "], &[]).err(), Some(AccountError::Tag));
    let same = tag::rename(&mut b.vault, &mut b.clock, NOW + 40, "Home", " Home").unwrap();
    assert!(same.is_empty() && tag::all(&b.vault).contains_key("Home"));
}

#[test]
fn accounts_move_and_stay_where_they_were_put() {
    let (mut a, mut b) = (device(1), device(2));
    for (number, label) in [(1, "one"), (2, "two"), (3, "three"), (4, "four")] {
        b.pull(&a.totp(number, "X", label));
    }
    assert_eq!(a.labels(), ["one", "two", "three", "four"]);
    let change = place(&mut a.vault, &mut a.clock, a.now, id(4), Some(id(1))).unwrap();
    assert_eq!(a.labels(), ["one", "four", "two", "three"]);
    assert_eq!(change.len(), 1);
    // At the same time the other device puts another account into the same gap: a tie, which both show alike.
    let tie = place(&mut b.vault, &mut b.clock, b.now, id(3), Some(id(1))).unwrap();
    a.pull(&tie);
    b.pull(&change);
    assert_eq!(a.labels(), b.labels());
    assert_eq!(a.labels(), ["one", "three", "four", "two"]);
    // Into the tie: between the two that share an index there is no room until they are spread.
    place(&mut a.vault, &mut a.clock, a.now, id(2), Some(id(3))).unwrap();
    assert_eq!(a.labels(), ["one", "three", "two", "four"]);
    place(&mut a.vault, &mut a.clock, a.now, id(4), None).unwrap();
    assert_eq!(a.labels(), ["four", "one", "three", "two"]);
    assert!(place(&mut a.vault, &mut a.clock, a.now, id(4), Some(id(4))).unwrap().is_empty());
    assert_eq!(
        place(&mut a.vault, &mut a.clock, a.now, id(4), Some(id(99))).err(),
        Some(AccountError::Unknown)
    );
}

#[test]
fn many_are_added_whole_or_not_at_all() {
    let mut a = device(1);
    let uri = "otpauth://totp/X:y?secret=GEZDGNBVGY3TQOJQ";
    let mut accounts = vec![new_account(1, uri), new_account(2, uri)];
    accounts[1].note = "n".repeat(70_000);
    let error = add_all(&mut a.vault, &mut a.clock, NOW, &accounts).err().unwrap();
    assert_eq!(error.to_string(), "too long: a field holds at most 65536 bytes");
    assert!(a.vault.is_empty());
    accounts[1].note = "n".repeat(60_000);
    accounts[1].id = id(1);
    assert_eq!(add_all(&mut a.vault, &mut a.clock, NOW, &accounts).err(), Some(AccountError::Taken));
    assert!(a.vault.is_empty());
    accounts[1].id = id(2);
    assert_eq!(add_all(&mut a.vault, &mut a.clock, NOW, &accounts).unwrap().len(), 2);
}

#[test]
fn a_loss_marks_every_account_until_it_is_enrolled_anew() {
    let mut a = device(1);
    let phone = regain_vault::Author([77; 16]);
    for number in 1..=4 {
        a.totp(number, "X", "y");
    }
    a.remove(3);
    a.remove(4);
    regain_vault::trash::empty(&mut a.vault, a.now, regain_vault::trash::Which::These(&[id(4)]));
    regain_vault::device::add(&mut a.vault, &mut a.clock, a.now, phone, "Pixel", "Android").unwrap();
    exposure::mark_all(&mut a.vault, &mut a.clock, a.now, phone);
    assert!(exposure::mark_all(&mut a.vault, &mut a.clock, a.now + 50, phone).is_empty());
    let open = exposure::open(&a.vault);
    assert_eq!(
        open.iter().map(|open| (open.account, open.in_trash)).collect::<Vec<_>>(),
        [(id(1), false), (id(2), false), (id(3), true)]
    );
    assert_eq!((open[0].device_name.as_str(), open[0].name.as_str()), ("Pixel", "X (y)"));
    assert_eq!(a.labels().len(), 2, "a mark brings nothing back from the trash");

    exposure::tick(&mut a.vault, &mut a.clock, a.now, id(1), true);
    let ticked = |a: &crate::common::Device| {
        exposure::ticked(&a.vault).iter().map(|one| one.account).collect::<Vec<_>>()
    };
    assert_eq!(ticked(&a), [id(1)]);
    a.now += 1;
    exposure::tick(&mut a.vault, &mut a.clock, a.now, id(1), false);
    assert_eq!((exposure::open(&a.vault).len(), ticked(&a)), (3, vec![]), "a mistake is taken back");
    a.now += 1;
    exposure::tick(&mut a.vault, &mut a.clock, a.now, id(1), true);
    exposure::tick(&mut a.vault, &mut a.clock, a.now, id(2), true);
    a.now += 1;
    let otp = regain_otp::uri::parse("otpauth://totp/x?secret=MFRGGZDFMZTWQ2LK").ok().unwrap().otp;
    edit(&mut a.vault, &mut a.clock, a.now, id(2), &Edit { otp: Some(otp), ..Edit::default() }).unwrap();
    let open = exposure::open(&a.vault);
    assert_eq!(open.iter().map(|open| open.account).collect::<Vec<_>>(), [id(3)]);
    assert_eq!(ticked(&a), [id(1)], "the other has a new secret: there is nothing to tick back on");
}

#[test]
fn one_tick_does_for_every_lost_device_and_a_later_loss_asks_again() {
    let mut a = device(1);
    a.totp(1, "X", "y");
    let lose = |a: &mut crate::common::Device, device: u8| {
        a.now += 1;
        exposure::mark_all(&mut a.vault, &mut a.clock, a.now, regain_vault::Author([device; 16]));
        exposure::open(&a.vault).len()
    };
    assert_eq!((lose(&mut a, 77), lose(&mut a, 78)), (1, 2));
    exposure::tick(&mut a.vault, &mut a.clock, a.now, id(1), true);
    assert_eq!((exposure::open(&a.vault).len(), exposure::ticked(&a.vault).len()), (0, 2));
    assert_eq!(lose(&mut a, 79), 1, "that device had the new secret");
    exposure::tick(&mut a.vault, &mut a.clock, a.now, id(1), false);
    assert_eq!(exposure::open(&a.vault).len(), 3);
}
