//! Row 4: an old state for a fresh device. Rule: nothing older than the slot's checkpoint; a last sign of life older than
//! eight days asks for a typed consent. Newer than both is the stated limit: the summary shows date and device.
//!
//! Left out in the weak client: the comparison with the slot's checkpoint (`Omit::Pin`).

use regain_e2e::DAY;
use regain_e2e::device::{Device, Verifier, codes};
use regain_e2e::mutator::{Answers, is_restore};
use regain_sync::flow::join::{STALE_MS, summary};
use regain_sync::hazmat::Omit;
use regain_sync::{Finding, Request, Response, SyncError};

use crate::common::{household, refused};

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
    let mut weak = Device::new(&service, "Weak").behind(replays(old)).verifying(Verifier::without(|| vec![Omit::Pin]));
    let opened = weak.open_by_kit(&founded).unwrap();
    assert_eq!(codes(&opened.restored.vault).len(), 2);

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
