//! What an open app shows, made from a replica alone.
#![expect(clippy::unwrap_used, reason = "tests")]

use regain_log::MemberId;
use regain_screen::view::{self, Contact, LockView, Open, Shown};
use regain_sync::Replica;
use regain_vault::account::{self, NewAccount};
use regain_vault::{RecordId, bound, trash};

const NOW: u64 = 1_800_000_000_000;

fn replica() -> Replica {
    Replica::new(MemberId([7; 16]), "Laptop")
}

fn add(replica: &mut Replica, id: u8, uri: &str, tags: &[&str]) {
    let mut new = NewAccount::from_otpauth(RecordId([id; 16]), regain_otp::uri::parse(uri).unwrap());
    new.tags = tags.iter().map(|tag| (*tag).to_owned()).collect();
    let change = account::add(&mut replica.vault, &mut replica.clock, NOW, &new).unwrap();
    replica.enqueue(change);
}

fn open(replica: &Replica) -> Open {
    let shown = Shown {
        now: NOW,
        contact: Contact::Good,
        status: None,
        lock: LockView::Device,
        follows: false,
        requests: 0,
        clock_off: None,
        words: None,
    };
    view::open(replica, shown)
}

#[test]
fn without_a_backup_there_are_accounts_and_nothing_waits_for_one() {
    let mut replica = replica();
    add(&mut replica, 1, "otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP", &["work", "code"]);
    add(&mut replica, 2, "otpauth://hotp/Bank:ada?secret=JBSWY3DPEHPK3PXP&counter=4", &["code"]);
    let open = open(&replica);
    assert_eq!(open.tags, ["code", "work"]);
    assert_eq!(open.device_name, "Laptop");
    assert!(open.backup.is_none() && open.devices.is_empty() && open.proposals.is_empty());
    let row = |issuer: &str| open.accounts.iter().find(|row| row.issuer == issuer).unwrap();
    let (github, bank) = (row("GitHub"), row("Bank"));
    assert_eq!((github.label.as_str(), github.kind.as_str(), github.waiting), ("ada", "totp", false));
    let code = github.code.as_ref().unwrap();
    assert!(code.until > NOW && code.until <= NOW + 30_000 && code.period == 30_000);
    assert_eq!(bank.code.as_ref().unwrap().counter, Some(4));
    let running: Vec<String> = view::codes(&replica, NOW).into_iter().map(|(id, _)| id).collect();
    assert_eq!(running, std::slice::from_ref(&github.id), "a counter does not run");
}

#[test]
fn what_is_removed_is_in_the_trash_and_not_in_the_list() {
    let mut replica = replica();
    add(&mut replica, 1, "otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP", &["work"]);
    let id = RecordId([1; 16]);
    account::remove(&mut replica.vault, &mut replica.clock, NOW, &[id]).unwrap();
    let open = open(&replica);
    assert!(open.accounts.is_empty() && open.tags.is_empty());
    let [row] = open.trash.as_slice() else { panic!("{}", open.trash.len()) };
    assert_eq!((row.name.as_str(), row.deleted), ("GitHub (ada)", NOW));
    assert_eq!(row.until, trash::list(&replica.vault)[0].until_ms);
}

#[test]
fn an_account_bound_to_another_device_needs_one_more_step() {
    let mut replica = replica();
    let about = ("ada@example.org", "Example", "https://portal.example.org");
    let holder = bound::Holder { name: about.0, organisation: about.1, portal: about.2, person: "p1" };
    bound::enrolled(&mut replica.vault, &mut replica.clock, NOW, RecordId([3; 16]), holder).unwrap();
    let [row] = open(&replica).bound.try_into().ok().unwrap();
    assert!(!row.action_required, "its key is here");
    // The same records on another device: what a restore makes.
    replica.device = MemberId([8; 16]);
    let [row] = open(&replica).bound.try_into().ok().unwrap();
    assert!(row.action_required);
    assert_eq!((row.name.as_str(), row.organisation.as_str(), row.portal.as_str()), about);
}

#[test]
fn the_state_crosses_the_border_of_a_worker_unharmed() {
    let mut replica = replica();
    add(&mut replica, 1, "otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP", &[]);
    let open = open(&replica);
    let bytes = regain_screen::message::encode(&open);
    let there: Open = regain_screen::message::decode(&bytes).unwrap();
    assert!(there.accounts == open.accounts);
    assert!(regain_screen::message::decode::<Open>(&bytes[..bytes.len() - 1]).is_none());
}
