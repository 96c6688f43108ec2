//! Row 18: the service **and** a thief's device together. Stated limit for a freshly restoring client, and for the 72 hours, which
//! are kept by the service. These tests show what the person sees, what remains, and that replacing each slot closes it.

use regain_e2e::attacker::{head_at, next_header, resigned, says};
use regain_e2e::device::{Device, Founded, codes};
use regain_e2e::mutator::{Answers, entries_of, is_restore, with_entries};
use regain_log::{Action, ChainError, Control, Entry, Kind, MemberKind, PROPOSAL_WAIT_MS, Rule};
use regain_protocol::{ProblemCode, path};
use regain_seal::RecoveryKit;
use regain_sync::draft::Draft;
use regain_sync::flow::join::summary;
use regain_sync::flow::remove;
use regain_sync::flow::replace_slot::{By, kit};
use regain_sync::flow::unlock::Opened;
use regain_sync::{Checks, Env, Finding, Request, Response, SyncError};
use regain_vault::Change;

use crate::common::{assert_found, assert_heals, household, refused, second, serves_entries};

/// All records, and there are none: written by the thief's device, which may write checkpoints.
fn emptied(thief: &Device, now: u64) -> Entry {
    let member = thief.membership();
    let mut draft = Draft::new(&member.chain, &member.keys, member.opener(thief.replica.device), now);
    draft.data(Kind::Checkpoint, &Change::new(), &mut rand_core::OsRng).unwrap().clone()
}

/// The control entries, then this one: what a restore of its state would be.
fn ends_with(entry: Entry) -> Answers<impl FnMut(&Request, Response) -> Response + Send> {
    Answers(move |request: &Request, response: Response| {
        if !is_restore(request) {
            return response;
        }
        let mut entries = entries_of(&response);
        entries.retain(|one| !one.header().kind.is_data() && one.header().number < entry.header().number);
        entries.push(entry.clone());
        with_entries(response, &entries)
    })
}

#[test]
fn a_state_by_a_thiefs_device_is_shown_with_date_and_device() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Stolen laptop");
    laptop.sync().unwrap();
    phone.sync().unwrap();
    service.advance(regain_e2e::HOUR);
    let now = service.clock().now();
    let forged = emptied(&laptop, now);

    // The limit: a member signed it, so a fresh device can't tell. The person sees how many, when, and by whom.
    let mut fresh = Device::new(&service, "New").behind(ends_with(forged.clone()));
    let opened = fresh.open_by_kit(&founded).unwrap();
    let shown = summary(&opened, now);
    assert_eq!((shown.accounts, shown.last_backup, shown.head), (0, now, forged.header().number));
    // Its name is among the records that were left out, so the device is shown by its id.
    assert_ne!(shown.last_backup_by, "Phone");
    // Nothing on the phone goes by it: a checkpoint merges, and an empty one says nothing.
    let mut honest = phone.duplicate().behind(serves_entries(std::slice::from_ref(&forged)));
    honest.sync().unwrap();
    assert_eq!(honest.codes(), phone.codes());

    // After the theft the owner removes the laptop and replaces the kit. The old kit is nobody's, the new one knows better.
    let mut owner = Device::new(&service, "Owner");
    owner.remove_by_kit(&founded, laptop.replica.device, true);
    let opened = owner.open_by_kit(&founded).unwrap();
    let new_kit = RecoveryKit::make(&mut owner.rng);
    let mut env = Env { now, rng: &mut owner.rng };
    let (step, request) = kit(&By::Slot(&opened), &new_kit, &mut env).unwrap();
    owner.finish(step, request);
    let mut fresh = Device::new(&service, "New").behind(ends_with(forged));
    let access = fresh.access_by_kit(&founded.account, &new_kit).unwrap();
    let error = refused(fresh.open(access));
    let Finding::OlderThanSlot { .. } = finding(&error) else { panic!("{error:?}") };

    // Nor is anything the laptop signs behind the removal: not even with the service's help.
    phone.sync().unwrap();
    let chain = &phone.membership().chain;
    let number = chain.head().number + 1;
    let secret = &laptop.membership().secret;
    let late = says(chain, &Control::Heartbeat, laptop.replica.device, secret, now);
    let mut victim = phone.duplicate().behind(serves_entries(&[late]));
    assert_eq!(victim.finding(), Finding::Chain(ChainError { number, rule: Rule::Author }));

    fresh.heal();
    let access = fresh.access_by_kit(&founded.account, &new_kit).unwrap();
    let opened = fresh.open(access).unwrap();
    assert_eq!(codes(&opened.restored.vault), phone.codes());
}

fn finding(error: &SyncError) -> &Finding {
    match error {
        SyncError::Finding(finding) => finding,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_seventy_two_hours_are_the_services_to_keep() {
    let (service, mut phone, founded) = household();
    let laptop = second(&service, &founded, "Stolen laptop");
    phone.sync().unwrap();
    let now = service.clock().now();
    let (target, device) = (phone.replica.device, laptop.replica.device);

    // The thief's device dates its proposal back and removes the owner's phone in the same breath.
    let member = laptop.membership();
    let mut chain = phone.membership().chain.clone();
    let ask = Control::Proposed(Action::Remove(target));
    let proposed = says(&chain, &ask, device, &member.secret, now - PROPOSAL_WAIT_MS);
    chain.follow(&proposed, regain_log::Timing::Client).unwrap();
    let mut draft = Draft::new(&chain, &member.keys, member.opener(device), now);
    let removal = draft.remove_member(target, Some(proposed.hash()), &mut rand_core::OsRng).unwrap().clone();

    // The real service counts from when it stored the proposal.
    let entries = [proposed.clone(), removal.clone()];
    let mut thief = laptop.duplicate();
    thief.sync().unwrap();
    let path = path::of_backup(path::ENTRIES, chain.backup());
    let token = thief.membership().token.clone().unwrap();
    let frames = regain_log::frame::write_all(&entries);
    let answer =
        thief.send(Request::append(path, phone.membership().chain.head(), frames).with_token(&token));
    let problem = answer.problem().unwrap();
    assert_eq!((problem.code, problem.rule.as_deref()), (ProblemCode::EntryRefused, Some("proposal")));

    // One that helps the thief: the phone believes that it was removed. What it never uploaded stays.
    phone.add("Unsent", "anna@example.org");
    let mut victim = phone.duplicate().behind(serves_entries(&entries));
    let error = refused(victim.sync());
    assert_eq!(error, SyncError::Removed);
    assert_eq!(victim.replica.removed_from.as_deref(), Some("brave-otter-42"));
    assert_eq!(victim.replica.left_behind.len(), 1);

    // Not without a date of its own: five minutes of tolerance, and not a minute more.
    let secret = &member.secret;
    let early = resigned(&proposed, |header| header.time += 6 * 60 * 1000, secret);
    let mut victim = phone.duplicate().behind(serves_entries(&[early.clone(), {
        let Ok(Control::MemberRemoved { member, seals, previous, .. }) =
            Control::decode(Kind::MemberRemoved, removal.body().unwrap())
        else {
            panic!("a removal");
        };
        let control = Control::MemberRemoved { member, seals, previous, proposal: Some(early.hash()) };
        let mut header = regain_e2e::attacker::unsigned(removal.header());
        (header.previous, header.control) = (early.hash(), early.hash());
        header.sign(control.encode(), secret)
    }]));
    let number = head_at(&removal).number;
    assert_eq!(victim.finding(), Finding::Chain(ChainError { number, rule: Rule::Proposal }));

    // And the person comes back by the kit, which no device alone replaces in that time.
    assert!(phone.membership().chain.slot(MemberKind::Kit).is_some());
    let mut fresh = Device::new(&service, "New phone");
    fresh.recover(&founded).unwrap();
    assert_eq!(fresh.issuers(), ["Bank", "Mail"]);
}

/// Reads past what does not open, down to a state that does.
fn open_past(device: &mut Device, founded: &Founded) -> Opened {
    let access = device.access_by_kit(&founded.account, &founded.kit).unwrap();
    let answer = device.send(access.read());
    let mut opened = access.opened_leaving_out(&answer, &Checks::default()).unwrap();
    while let Some(request) = opened.ask_under() {
        let answer = device.send(request);
        opened.put_under(&answer, &Checks::default()).unwrap();
    }
    opened
}

#[test]
fn noise_of_a_stolen_device_stops_everyone_until_it_is_removed() {
    let (service, mut phone, founded) = household();
    let mut laptop = second(&service, &founded, "Stolen laptop");
    phone.sync().unwrap();
    laptop.sync().unwrap();
    let before = phone.codes();
    // A checkpoint of noise: rightly signed, so the real service keeps it. A restore would start there.
    let chain = &laptop.membership().chain;
    let header = next_header(chain, Kind::Checkpoint, laptop.replica.device, service.clock().now());
    let noise = header.sign(vec![0xa5; 40 + 256], &laptop.membership().secret);
    let number = noise.header().number;
    let path = path::of_backup(path::ENTRIES, chain.backup());
    let (head, token) = (chain.head(), laptop.membership().token.clone().unwrap());
    let append = Request::append(path, head, regain_log::frame::write_all([&noise])).with_token(&token);
    assert!(laptop.send(append).is_success());

    let words = format!("entry {number} does not open: it was changed, or sealed for something else");
    assert_found(&mut phone, &Finding::Sealed { number }, &words);
    let mut fresh = Device::new(&service, "New");
    assert_eq!(refused(fresh.open_by_kit(&founded)), SyncError::Finding(Finding::Sealed { number }));

    // The kit removes the laptop from a borrowed machine, past the noise. Then everyone goes on.
    let mut borrowed = Device::new(&service, "Borrowed");
    let opened = open_past(&mut borrowed, &founded);
    assert_eq!(codes(&opened.restored.vault), before);
    let mut env = Env { now: service.clock().now(), rng: &mut borrowed.rng };
    let (step, request) = remove::by_slot(&opened, laptop.replica.device, true, &mut env).unwrap();
    borrowed.finish(step, request);
    assert_heals(&mut phone);
    assert_eq!(phone.codes(), before);

    // A restore starts under it, and leaves a sound checkpoint for the next one.
    let opened = open_past(&mut fresh, &founded);
    fresh.join(&opened).unwrap();
    fresh.sync().unwrap();
    assert_eq!(fresh.codes(), before);
    let mut next = Device::new(&service, "Next");
    next.recover(&founded).unwrap();
    assert_eq!(next.codes(), before);
}
