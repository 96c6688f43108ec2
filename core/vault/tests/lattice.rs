//! The laws of the merge, on random work of three devices: deletions, restores, purges and all.
#![expect(clippy::unwrap_used, reason = "tests")]

use proptest::prelude::*;
use regain_vault::account::advance;
use regain_vault::account::{Edit, edit};
use regain_vault::account::{NewAccount, add};
use regain_vault::account::{place, remove, restore, tag::tag};
use regain_vault::history::{diff, restore_to};
use regain_vault::trash::{Which, empty};
use regain_vault::{Author, Change, Clock, RecordId, Vault, bound, device, exposure, settings};

const DEVICES: usize = 3;
const DAY: u64 = 24 * 60 * 60 * 1000;

#[derive(Debug, Clone)]
enum Op {
    Add(u8),
    Label(u8, u8),
    Tag(u8, u8, bool),
    Advance(u8, u8),
    Remove(u8),
    Restore(u8),
    Purge,
    Place(u8, u8),
    Expose,
    Bind(u8),
    Setting(u8),
    BackTo,
    /// Takes everything from another device.
    Pull(u8),
    /// Takes one single change out of order.
    Stray(prop::sample::Index),
}

fn op() -> impl Strategy<Value = Op> {
    prop_oneof![
        3 => (0..4u8).prop_map(Op::Add),
        4 => (0..4u8, any::<u8>()).prop_map(|(id, text)| Op::Label(id, text)),
        2 => (0..4u8, 0..3u8, any::<bool>()).prop_map(|(id, name, on)| Op::Tag(id, name, on)),
        2 => (0..4u8, 0..50u8).prop_map(|(id, by)| Op::Advance(id, by)),
        4 => (0..4u8).prop_map(Op::Remove),
        3 => (0..4u8).prop_map(Op::Restore),
        3 => Just(Op::Purge),
        1 => (0..4u8, 0..4u8).prop_map(|(id, after)| Op::Place(id, after)),
        1 => Just(Op::Expose),
        1 => (0..2u8).prop_map(Op::Bind),
        1 => any::<u8>().prop_map(Op::Setting),
        1 => Just(Op::BackTo),
        4 => (0..3u8).prop_map(Op::Pull),
        4 => any::<prop::sample::Index>().prop_map(Op::Stray),
    ]
}

/// (device, operation, milliseconds that pass; a device may have a clock of its own)
fn work() -> impl Strategy<Value = Vec<(usize, Op, u64)>> {
    prop::collection::vec((0..DEVICES, op(), prop_oneof![Just(0), 1..5000u64, Just(2 * DAY)]), 1..40)
}

fn id(number: u8) -> RecordId {
    RecordId([number + 1; 16])
}

/// Does the work and returns the devices and every change that was made.
fn run(work: &[(usize, Op, u64)]) -> (Vec<Vault>, Vec<Change>) {
    let mut vaults: Vec<Vault> = (0..DEVICES).map(|_| Vault::new()).collect();
    let mut clocks: Vec<Clock> = (100..).take(DEVICES).map(|n| Clock::new(Author([n; 16]))).collect();
    let (mut changes, mut past): (Vec<Change>, Vault) = (Vec::new(), Vault::new());
    let mut now = 1_800_000_000_000;
    for (at, op, pause) in work {
        now += pause;
        // The third device's clock is three days slow.
        let time = if *at == 2 { now - 3 * DAY } else { now };
        let others = match op {
            Op::Pull(from) => Some(vaults[*from as usize].checkpoint()),
            Op::Stray(_) if changes.is_empty() => None,
            Op::Stray(index) => Some(changes[index.index(changes.len())].duplicate()),
            _ => None,
        };
        let (vault, clock) = (&mut vaults[*at], &mut clocks[*at]);
        let made = match op {
            Op::Add(n) if vault.record(id(*n)).is_none() => {
                let uri =
                    format!("otpauth://hotp/Issuer:user{n}?secret=GEZDGNBVGY3TQOJQ&counter={at}&color=red");
                let auth = regain_otp::uri::parse(&uri).ok().unwrap();
                add(vault, clock, time, &NewAccount::from_otpauth(id(*n), auth)).ok()
            }
            Op::Add(_) => None,
            Op::Label(n, text) => {
                let label = Edit { label: Some(format!("label {text}")), ..Edit::default() };
                edit(vault, clock, time, id(*n), &label).ok()
            }
            Op::Tag(n, name, true) => tag(vault, clock, time, id(*n), &[&format!("t{name}")], &[]).ok(),
            Op::Tag(n, name, false) => tag(vault, clock, time, id(*n), &[], &[&format!("t{name}")]).ok(),
            Op::Advance(n, to) => advance(vault, clock, time, id(*n), (*to).into()).ok(),
            Op::Remove(n) => remove(vault, clock, time, &[id(*n)]).ok(),
            Op::Restore(n) => restore(vault, clock, time, id(*n)).ok(),
            Op::Purge => Some(empty(vault, time, Which::All)),
            Op::Place(n, after) => place(vault, clock, time, id(*n), Some(id(*after))).ok(),
            Op::Expose => Some(exposure::mark_all(vault, clock, time, Author([77; 16]))),
            Op::Bind(n) => bound::enrolled(
                vault,
                clock,
                time,
                RecordId([200 + n; 16]),
                bound::Holder { portal: "https://c", person: "p", name: "a", organisation: "b" },
            )
            .ok(),
            Op::Setting(n) => {
                settings::set(vault, clock, time, "theme", Some(regain_vault::Value::uint((*n).into()))).ok()
            }
            Op::BackTo => {
                let change = restore_to(vault, clock, time, &past);
                past = vault.duplicate();
                Some(change)
            }
            Op::Pull(_) | Op::Stray(_) => others.and_then(|change| vault.absorb(clock, time, change).1),
        };
        changes.extend(made);
    }
    (vaults, changes)
}

fn merged<'a>(changes: impl IntoIterator<Item = &'a Change>) -> Vault {
    let mut vault = Vault::new();
    for change in changes {
        vault.merge(change);
    }
    vault
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// Every change, in any order, any number of times, one by one or joined first: the same vault.
    #[test]
    fn order_grouping_and_repetition_do_not_matter(
        work in work(),
        order in prop::collection::vec(any::<prop::sample::Index>(), 120),
        cut in any::<prop::sample::Index>(),
    ) {
        let (vaults, changes) = run(&work);
        let expected = merged(&changes);
        let mut shuffled: Vec<&Change> = changes.iter().collect();
        for (at, index) in order.iter().enumerate() {
            if !shuffled.is_empty() {
                let (a, b) = (at % shuffled.len(), index.index(shuffled.len()));
                shuffled.swap(a, b);
            }
        }
        prop_assert_eq!(&merged(shuffled.iter().copied()), &expected, "commutative");
        prop_assert_eq!(&merged(shuffled.iter().copied().chain(&changes)), &expected, "idempotent");

        let (left, right) = shuffled.split_at(cut.index(shuffled.len() + 1));
        let grouped = |part: &[&Change]| {
            let mut joined = Change::new();
            for change in part {
                joined.join(change.duplicate());
            }
            joined
        };
        prop_assert_eq!(&merged([&grouped(left), &grouped(right)]), &expected, "associative");
        prop_assert_eq!(&merged([&grouped(right), &grouped(left)]), &expected, "associative and commutative");

        // The devices, which also saw parts in their own order, agree once each has everything.
        let states: Vec<Change> = vaults.iter().map(Vault::checkpoint).collect();
        for mut vault in vaults {
            changes.iter().chain(&states).for_each(|change| { vault.merge(change); });
            prop_assert_eq!(&vault, &expected, "converges");
        }
    }

    /// Three whole states as elements: the laws as in the book.
    #[test]
    fn states_form_a_semilattice(work in work()) {
        let (vaults, _) = run(&work);
        let join = |a: &Vault, b: &Vault| { let mut c = a.duplicate(); c.merge(&b.checkpoint()); c };
        let (a, b, c) = (&vaults[0], &vaults[1], &vaults[2]);
        prop_assert_eq!(join(a, b), join(b, a));
        prop_assert_eq!(join(&join(a, b), c), join(a, &join(b, c)));
        prop_assert_eq!(&join(a, a), a);
        prop_assert!(diff(&join(a, b), &join(b, a)).is_empty());
    }

    /// Bytes and back, for vaults, changes and their order.
    #[test]
    fn what_is_written_is_read(work in work()) {
        let (vaults, changes) = run(&work);
        for vault in &vaults {
            let bytes = vault.encode();
            let (read, findings) = Vault::decode(&bytes).unwrap();
            prop_assert!(findings.is_empty());
            prop_assert_eq!(&read, vault);
            prop_assert_eq!(read.encode(), bytes);
        }
        for change in &changes {
            prop_assert_eq!(&Change::decode(&change.encode()).unwrap().0, change);
        }
    }

    /// Edits, deletions and purges since: all of it is undone, however it came about.
    #[test]
    fn back_to_is_back(work in work(), more in work()) {
        let (vaults, _) = run(&work);
        let mut now = vaults[0].duplicate();
        let mut clock = Clock::resume(Author([100; 16]), &now, 1_900_000_000_000);
        for number in 0..4 {
            let change = Edit { label: Some(format!("later {}", more.len())), ..Edit::default() };
            let _ = edit(&mut now, &mut clock, 1_900_000_000_000, id(number), &change);
        }
        let _ = remove(&mut now, &mut clock, 1_900_000_000_001, &[id(1), id(2)]);
        empty(&mut now, 1_900_000_000_002, Which::All);
        restore_to(&mut now, &mut clock, 1_900_000_000_003, &vaults[0]);
        let left = diff(&vaults[0], &now);
        prop_assert!(left.is_empty(), "{left:?}");
    }

    /// Damage anywhere in a checkpoint: never a panic, and what still reads goes round unchanged.
    #[test]
    fn damaged_bytes_do_no_harm(work in work(), hits in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = run(&work).0[0].encode().to_vec();
        for (index, byte) in hits {
            let at = index.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok((vault, _)) = Vault::decode(&bytes) {
            let again = vault.encode();
            prop_assert_eq!(Vault::decode(&again).unwrap().0, vault);
            use_everything(&bytes);
        }
    }

    #[test]
    fn arbitrary_bytes_do_no_harm(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let _ = Change::decode(&bytes);
        // The same as a record inside a change that is otherwise right.
        let mut framed = vec![0x82, 0x70];
        framed.extend(regain_vault::NAMESPACE.as_bytes());
        framed.extend([0x81, 0x59]);
        framed.extend(u16::try_from(bytes.len()).unwrap().to_be_bytes());
        framed.extend(&bytes);
        let (change, findings) = Change::decode(&framed).unwrap();
        prop_assert_eq!(change.len(), 1);
        if !findings.is_empty() {
            let again = change.encode();
            prop_assert!(again.ends_with(&bytes), "kept as it came");
        }
    }
}

/// Every view and every operation on a vault that may hold nonsense.
fn use_everything(bytes: &[u8]) {
    let (mut vault, _) = Vault::decode(bytes).unwrap();
    let mut clock = Clock::resume(Author([100; 16]), &vault, 1_900_000_000_000);
    let _ = regain_vault::account::list(&vault).len();
    let _ = (
        bound::list(&vault),
        device::list(&vault),
        exposure::open(&vault),
        regain_vault::trash::list(&vault),
    );
    let _ = regain_vault::query::find(&vault, "label");
    let ids: Vec<RecordId> = vault.records().map(regain_vault::Record::id).collect();
    for id in &ids {
        let _ = place(&mut vault, &mut clock, 1_900_000_000_000, *id, None);
        let _ = advance(&mut vault, &mut clock, 1_900_000_000_000, *id, 9);
        let _ = restore(&mut vault, &mut clock, 1_900_000_000_000, *id);
    }
    let _ = remove(&mut vault, &mut clock, 1_900_000_000_000, &ids);
    let before = vault.duplicate();
    empty(&mut vault, 1_900_000_000_000, Which::All);
    let _ = diff(&before, &vault);
    restore_to(&mut vault, &mut clock, 1_900_000_000_001, &before);
}
