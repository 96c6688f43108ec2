//! Row 4: an old state for a fresh device. Rule: nothing older than the slot's checkpoint; a last sign of life older than
//! eight days asks for a typed consent. Newer than both is the stated limit: the summary shows date and device.
//!
//! Left out in the weak client: the comparison with the slot's checkpoint (`Omit::Pin`); and for a state that hangs on nothing, the headers from there on.

use regain_e2e::DAY;
use regain_e2e::attacker::unsigned;
use regain_e2e::device::{Device, Verifier, codes};
use regain_e2e::mutator::{Answers, entries_of, is_restore, with_entries};
use regain_log::{ChainError, Entry, Hash, Kind, Rule};
use regain_seal::seal_body;
use regain_sync::draft::Draft;
use regain_sync::flow::join::{self, STALE_MS, summary};
use regain_sync::hazmat::Omit;
use regain_sync::{Env, Finding, Request, Response, SyncError};
use regain_vault::Change;

use crate::common::{household, refused, second};

/// Answers every restore with what the service once said.
fn replays(old: Response) -> Answers<impl FnMut(&Request, Response) -> Response + Send> {
    Answers(move |request: &Request, response| if is_restore(request) { old.clone() } else { response })
}

#[test]
fn a_fresh_device_is_not_shown_the_past() {
    let (service, mut phone, founded) = household();
    let mut prober = Device::new(&service, "Prober");
    let access = prober.access_by_kit(&founded.account, &founded.kit).unwrap();
    let old = prober.send(access.read());
    let served = phone.membership().chain.head().number;
    service.advance(DAY);
    phone.add("Shop", "anna@example.org");
    phone.sync().unwrap();

    // The kit still has the checkpoint of the genesis: what the service shows is newer than that. Stated limit, and this is
    // what the person sees: when, from which device, and how many.
    let mut fresh = Device::new(&service, "New phone").behind(replays(old.clone()));
    let opened = fresh.open_by_kit(&founded).unwrap();
    let shown = summary(&opened, service.clock().now());
    assert_eq!((shown.accounts, shown.last_backup_by.as_str()), (2, "Phone"));
    assert_eq!(service.clock().now() - shown.last_backup, DAY);
    assert!(!shown.is_stale);

    // The same state eight days later asks for consent.
    let later = service.clock().now() + STALE_MS;
    assert!(summary(&opened, later).is_stale);

    // The kit is verified: its blob now knows today's head.
    phone.refresh_kit(&founded);
    let known = phone.membership().chain.head().number;
    let error = refused(fresh.open_by_kit(&founded));
    assert_eq!(error, SyncError::Finding(Finding::OlderThanSlot { known, served }));
    assert_eq!(
        error.to_string(),
        format!(
            "the service shows a state (entry {served}) from before this recovery kit or passphrase was last used \
             (entry {known})"
        )
    );

    // Without that check yesterday is restored, and an account is gone.
    let mut weak =
        Device::new(&service, "Weak").behind(replays(old)).verifying(Verifier::without(|| vec![Omit::Pin]));
    let opened = weak.open_by_kit(&founded).unwrap();
    assert_eq!(codes(&opened.restored.vault).len(), 2);

    fresh.heal();
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}

/// All records at a number further on, behind a history that nobody has seen: written by a member's device.
fn detached(device: &mut Device, now: u64) -> Entry {
    let member = device.replica.membership.as_ref().unwrap();
    let mut draft = Draft::new(&member.chain, &member.keys, member.opener(device.replica.device), now);
    let records = draft.data(Kind::Checkpoint, &Change::new(), &mut device.rng).unwrap();
    // The numbers between are gone; sealed anew, because the number is part of what the body is bound to.
    let mut header = unsigned(records.header());
    (header.number, header.previous) = (header.number + 5, Hash([7; 32]));
    let key = member.keys.of(header.epoch).unwrap();
    let body = seal_body(key, &header, &Change::new().encode(), &mut device.rng).unwrap();
    header.sign(body, &member.secret)
}

#[test]
fn a_state_must_go_on_from_what_the_kit_has_seen() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Laptop");
    phone.refresh_kit(&founded);
    let known = laptop.membership().chain.head().number;
    let forged = detached(&mut laptop, service.clock().now());
    let number = forged.header().number;
    let lies = |headers: bool| {
        let forged = forged.clone();
        Answers(move |request: &Request, response: Response| {
            let mut entries = entries_of(&response);
            if is_restore(request) {
                entries.retain(|entry| !entry.header().kind.is_data());
                entries.push(forged.clone());
                return with_entries(response, &entries);
            }
            if headers && request.path.contains("/headers") {
                return with_entries(response, &[forged.clone().without_body()]);
            }
            response
        })
    };
    // Opened, since a member signed it; but before the first write the way to it is asked for.
    let mut fresh = Device::new(&service, "New").behind(lies(false));
    let opened = fresh.open_by_kit(&founded).unwrap();
    let error = refused(fresh.join(&opened));
    assert_eq!(error, SyncError::Finding(Finding::Incomplete { after: known }));
    let mut fresh = Device::new(&service, "New").behind(lies(true));
    let opened = fresh.open_by_kit(&founded).unwrap();
    let error = refused(fresh.join(&opened));
    assert_eq!(error, SyncError::Finding(Finding::Chain(ChainError { number, rule: Rule::Number })));
    assert!(fresh.replica.membership.is_none(), "and it is no member");

    // A client that does not ask would write on top of it.
    let mut env = Env { now: service.clock().now(), rng: &mut fresh.rng };
    assert!(join::start(&opened, "Weak", "test", &mut env).is_ok());
    fresh.heal();
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.codes(), phone.codes());
}

#[test]
fn another_history_of_the_same_length_is_not_the_slots() {
    let (mut service, mut phone, founded) = household();
    let mut other = service.fork();
    let mut twin = phone.duplicate();
    phone.wire.http = service.http();
    twin.wire.http = other.http();
    phone.add("Shop", "anna@example.org");
    phone.sync().unwrap();
    twin.add("Club", "anna@example.org");
    twin.sync().unwrap();
    phone.refresh_kit(&founded);

    let number = phone.membership().chain.head().number;
    let mut honest = Device::new(&service, "New phone");
    let access = honest.access_by_kit(&founded.account, &founded.kit).unwrap();
    let mut liar = Device::new(&other, "Prober");
    let branch = {
        let access = liar.access_by_kit(&founded.account, &founded.kit).unwrap();
        liar.send(access.read())
    };
    let error = refused(access.opened(&branch, &regain_sync::Checks::default()));
    assert_eq!(error, SyncError::Finding(Finding::Fork { number }));
    assert_eq!(
        error.to_string(),
        format!("the service shows another history than this device has seen, from entry {number} on")
    );
    other.stop();
}
