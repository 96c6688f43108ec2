//! Accounts bound to a device: enrolled, asked, answered, restored; and what a portal, or somebody in its place, may try.

use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use regain_log::MemberId;
use regain_protocol::ProblemCode;
use regain_protocol::portal::{Answered, NumberError, PendingRequest, PublicKey, Purpose};
use regain_seal::ApprovalKey;
use regain_sync::flow::approve::{self, Session, Waiting};
use regain_sync::flow::enrol::{self, Testing};
use regain_sync::replica::{Binding, HeldKey};
use regain_sync::{Env, PortalError, PortalRequest, Replica, Response};
use regain_vault::{account, bound};

use crate::common::portal::{Portal, json};
use crate::common::{START, World};

const HERE: &str = "https://portal.example";

struct Phone {
    replica: Replica,
    rng: ChaCha20Rng,
    /// Its clock.
    now: u64,
}

impl Phone {
    fn new(seed: u8) -> Self {
        let replica = Replica::new(MemberId([seed; 16]), "Pixel 8");
        Self { replica, rng: ChaCha20Rng::from_seed([seed; 32]), now: START }
    }

    fn env(&mut self) -> Env<'_, ChaCha20Rng> {
        Env { now: self.now, rng: &mut self.rng }
    }

    /// What is left after the app was closed.
    fn reopen(&mut self) {
        self.replica = Replica::decode(&self.replica.encode(), self.now).unwrap();
    }

    fn scan(&mut self, portal: &mut Portal) -> Result<Testing, PortalError> {
        let (looking, request) = enrol::start(portal.link());
        let known = looking.answer(&portal.handle(&request), self.now)?;
        assert_eq!((known.portal(), known.organisation().as_str()), (&portal.address, "Example Ltd"));
        let key = HeldKey::Here(ApprovalKey::make(&mut self.rng));
        let unsigned = known.with_key(key, "Pixel 8", "Android", &mut self.env());
        let signature = unsigned.then().key().sign(unsigned.message()).unwrap();
        let (sent, request) = unsigned.signed(&signature);
        let answer = portal.handle(&request);
        let mut env = Env { now: self.now, rng: &mut self.rng };
        let testing = sent.answer(&answer, &mut self.replica, &mut env)?;
        self.reopen();
        Ok(testing)
    }

    fn confirm(&mut self, portal: &mut Portal, testing: &Testing, number: &str) -> Result<(), PortalError> {
        let unsigned = testing.typed(number, &mut self.env())?;
        let signature = self.sign(testing.binding(), unsigned.message());
        let (confirming, request) = unsigned.signed(&signature);
        let answer = portal.handle(&request);
        self.reopen();
        confirming.answer(&answer, &mut self.replica, self.now).map(drop)
    }

    fn enrol(&mut self, portal: &mut Portal) -> Binding {
        let testing = self.scan(portal).unwrap();
        self.confirm(portal, &testing, "012 345").unwrap();
        self.reopen();
        testing.binding().clone()
    }

    fn sign(&self, binding: &Binding, message: &[u8]) -> [u8; 64] {
        self.replica.key_of(binding).unwrap().sign(message).unwrap()
    }

    fn open(&mut self, portal: &mut Portal, binding: &Binding) -> Result<Session, PortalError> {
        let holding = self.replica.holdings.iter().find(|holding| holding.binding == *binding).unwrap();
        let (calling, request) = approve::start(holding);
        let reached = calling.answer(&portal.handle(&request), self.now)?;
        let unsigned = reached.sign_in(&mut self.env());
        let signature = self.sign(binding, unsigned.message());
        let (step, request) = unsigned.signed(&signature);
        step.answer(&portal.handle(&request), &mut self.replica, self.now)
    }

    fn waiting(&mut self, portal: &mut Portal, binding: &Binding) -> Option<Waiting> {
        let mut session = self.open(portal, binding).unwrap();
        session.looked(&portal.handle(&session.look()), self.now).unwrap()
    }

    /// Types a number: the request that goes out, and what comes of it.
    fn approve(
        &mut self,
        portal: &mut Portal,
        waiting: &Waiting,
        number: &str,
    ) -> (PortalRequest, Result<(), PortalError>) {
        let unsigned = waiting.approve(number, &mut self.env()).unwrap();
        let signature = self.sign(waiting.binding(), unsigned.message());
        let (answering, request) = unsigned.signed(&signature);
        let answer = portal.handle(&request);
        (request, answering.answer(&answer, &mut self.replica, self.now))
    }

    fn accounts(&self) -> Vec<(String, bool)> {
        let accounts = bound::list(&self.replica.vault).into_iter().flatten();
        accounts
            .map(|account| (account.name.clone(), account.action_required(self.replica.author())))
            .collect()
    }
}

fn portal() -> Portal {
    Portal::new(HERE, START)
}

fn code(result: &Result<(), PortalError>) -> Option<ProblemCode> {
    result.as_ref().err().and_then(PortalError::code)
}

#[test]
fn from_the_qr_code_to_the_first_approval() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let testing = phone.scan(&mut portal).unwrap();
    assert!(
        phone.accounts().is_empty() && phone.replica.approvals().count() == 0,
        "not before the test approval"
    );
    let slip = phone.confirm(&mut portal, &testing, "12345");
    assert_eq!(slip, Err(PortalError::Number(NumberError::Length(6))), "a slip of the finger costs nothing");
    phone.confirm(&mut portal, &testing, "012345").unwrap();
    assert_eq!(phone.accounts(), [("ada".to_owned(), false)]);

    let binding = phone.replica.approvals().next().unwrap().binding.clone();
    assert!(phone.waiting(&mut portal, &binding).is_none());
    portal.ask(&binding.method, "777111", Purpose::SignIn);
    let waiting = phone.waiting(&mut portal, &binding).unwrap();
    let request = waiting.request();
    assert_eq!((request.application.as_str(), request.digits), ("Payroll", 6));
    assert_eq!(request.browser.as_ref().unwrap().as_str(), "Firefox on Linux");
    phone.approve(&mut portal, &waiting, "777111").1.unwrap();
    assert_eq!(portal.decided, ["approved", "approved"]);
}

#[test]
fn a_wrong_number_ends_the_request_and_a_replay_finds_none() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let binding = phone.enrol(&mut portal);
    portal.ask(&binding.method, "777111", Purpose::SignIn);
    let waiting = phone.waiting(&mut portal, &binding).unwrap();
    assert_eq!(code(&phone.approve(&mut portal, &waiting, "777112").1), Some(ProblemCode::WrongNumber));
    assert_eq!(code(&phone.approve(&mut portal, &waiting, "777111").1), Some(ProblemCode::RequestEnded));
    assert_eq!(portal.decided, ["approved"], "only the test");

    portal.ask(&binding.method, "222333", Purpose::SignIn);
    let waiting = phone.waiting(&mut portal, &binding).unwrap();
    let (sent, result) = phone.approve(&mut portal, &waiting, "222333");
    result.unwrap();
    // The very bytes again, while the same request waits again.
    portal.pending = Some((binding.method.clone(), waiting.request().clone(), "222333"));
    assert_eq!(portal.handle(&sent).problem().unwrap().code, ProblemCode::ProofRefused);
    assert_eq!(phone.accounts(), [("ada".to_owned(), false)], "nothing of it touches the account");
}

#[test]
fn denied_and_reported() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let binding = phone.enrol(&mut portal);
    for (word, is_report) in [("denied", false), ("reported", true)] {
        portal.ask(&binding.method, "777111", Purpose::SignIn);
        let waiting = phone.waiting(&mut portal, &binding).unwrap();
        let unsigned = if is_report {
            waiting.report(&mut phone.env())
        } else {
            waiting.deny(&mut phone.env()).unwrap()
        };
        let signature = phone.sign(&binding, unsigned.message());
        let (answering, request) = unsigned.signed(&signature);
        answering.answer(&portal.handle(&request), &mut phone.replica, phone.now).unwrap();
        assert_eq!((portal.decided.last(), portal.pending.is_none()), (Some(&word), true));
    }
}

#[test]
fn what_has_ended_is_not_answered_but_can_be_reported() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let binding = phone.enrol(&mut portal);
    portal.ask(&binding.method, "777111", Purpose::SignIn);
    let waiting = phone.waiting(&mut portal, &binding).unwrap();
    phone.now += 60_000;
    assert_eq!(waiting.left(phone.now), None);
    assert_eq!(waiting.approve("777111", &mut phone.env()).err(), Some(PortalError::Ended));
    assert_eq!(waiting.deny(&mut phone.env()).err(), Some(PortalError::Ended));
    let _ = waiting.report(&mut phone.env());
}

#[test]
fn a_wrong_clock_on_the_phone_stops_nobody() {
    for now in [START - 40 * 24 * 3_600_000, START + 40 * 24 * 3_600_000] {
        let (mut portal, mut phone) = (portal(), Phone::new(1));
        phone.now = now;
        let binding = phone.enrol(&mut portal);
        portal.ask(&binding.method, "777111", Purpose::SignIn);
        let waiting = phone.waiting(&mut portal, &binding).unwrap();
        phone.approve(&mut portal, &waiting, "777111").1.unwrap();
    }
}

#[test]
fn an_answer_for_another_request_is_no_answer() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let binding = phone.enrol(&mut portal);
    portal.ask(&binding.method, "777111", Purpose::SignIn);
    let waiting = phone.waiting(&mut portal, &binding).unwrap();
    let unsigned = waiting.approve("777111", &mut phone.env()).unwrap();
    let (answering, _) = unsigned.signed(&[7; 64]);
    let other = json(&Answered { request: "other".parse().unwrap() });
    assert_eq!(answering.answer(&other, &mut phone.replica, START), Err(PortalError::OtherRequest));

    // The test of an enrolment likewise: the key does not become usable.
    let testing = phone.scan(&mut portal).unwrap();
    let (confirming, _) = testing.typed("012345", &mut phone.env()).unwrap().signed(&[7; 64]);
    assert_eq!(confirming.answer(&other, &mut phone.replica, START), Err(PortalError::OtherRequest));
    assert!(phone.replica.approvals().all(|holding| holding.binding == binding));
}

#[test]
fn two_portals_have_two_keys_and_never_get_each_others_answers() {
    let (mut honest, mut evil) = (portal(), Portal::new("https://evil.example", START));
    let mut phone = Phone::new(1);
    let (at_honest, at_evil) = (phone.enrol(&mut honest), phone.enrol(&mut evil));
    assert_eq!(at_honest.method, at_evil.method, "the evil one copies the name of the method");
    assert_eq!(
        (phone.accounts().len(), phone.replica.approvals().count()),
        (2, 2),
        "and that of the person: nothing goes"
    );
    assert_ne!(honest.methods[&at_honest.method].0, evil.methods[&at_evil.method].0);

    // It passes on a request of the honest one, under the same id, with the number the person sees there.
    let request: PendingRequest = honest.ask(&at_honest.method, "777111", Purpose::SignIn);
    evil.pending = Some((at_evil.method.clone(), request, "777111"));
    let waiting = phone.waiting(&mut evil, &at_evil).unwrap();
    let (sent, result) = phone.approve(&mut evil, &waiting, "777111");
    result.unwrap();
    let relayed = PortalRequest { portal: honest.address.clone(), ..sent };
    assert_eq!(honest.handle(&relayed).problem().unwrap().code, ProblemCode::ProofRefused);
    assert!(honest.pending.is_some(), "still waits");
}

#[test]
fn a_portal_that_calls_itself_otherwise_gets_no_key() {
    let mut mirror = portal();
    let link = mirror.link();
    let (looking, request) = enrol::start(link);
    let honest = String::from_utf8(mirror.handle(&request).body).unwrap();
    for (body, is_expected) in [
        (honest.replace("portal.example", "other.example"), "calls itself"),
        (honest.replace("regain-portal", "regain"), "does not answer as"),
        (honest.replace("\"protocol\":1", "\"protocol\":2"), "version 2"),
        ("<h1>Welcome</h1>".to_owned(), "does not answer as"),
    ] {
        let (again, _) = enrol::start(mirror.link());
        let answer = Response { status: 200, body: body.into_bytes(), ..Response::default() };
        let error = again.answer(&answer, START).err().unwrap();
        assert!(error.to_string().contains(is_expected), "{error}");
    }
    assert!(looking.answer(&mirror.handle(&request), START).is_ok());
}

#[test]
fn a_number_that_is_easy_to_guess_is_refused_whoever_asks() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let binding = phone.enrol(&mut portal);
    for (digits, number) in [(0, ""), (1, "7"), (9, "777777777")] {
        portal.ask(&binding.method, number, Purpose::SignIn);
        let mut session = phone.open(&mut portal, &binding).unwrap();
        let looked = session.looked(&portal.handle(&session.look()), START);
        assert_eq!(looked.err(), Some(PortalError::Digits(digits)));
    }
}

#[test]
fn a_test_that_failed_leaves_the_old_key_and_no_new_one() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let old = phone.enrol(&mut portal);
    let testing = phone.scan(&mut portal).unwrap();
    let wrong = phone.confirm(&mut portal, &testing, "999999");
    assert_eq!(code(&wrong), Some(ProblemCode::WrongNumber));
    let held: Vec<_> = phone.replica.holdings.iter().map(|holding| &holding.binding).collect();
    assert_eq!(held, [&old]);
    assert_eq!(phone.accounts(), [("ada".to_owned(), false)]);
    portal.ask(&old.method, "777111", Purpose::SignIn);
    assert!(phone.waiting(&mut portal, &old).is_some());
}

#[test]
fn a_lost_answer_to_the_test_is_made_up_by_the_next_session() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let testing = phone.scan(&mut portal).unwrap();
    let unsigned = testing.typed("012345", &mut phone.env()).unwrap();
    let signature = phone.sign(testing.binding(), unsigned.message());
    let (_, request) = unsigned.signed(&signature);
    portal.handle(&request);
    phone.reopen();
    assert!(phone.accounts().is_empty());
    phone.open(&mut portal, testing.binding()).unwrap();
    assert_eq!(phone.accounts(), [("ada".to_owned(), false)]);
}

#[test]
fn a_used_code_gives_no_second_key() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    phone.enrol(&mut portal);
    portal.code = None;
    let (mut thief, link) = (Phone::new(2), portal.link());
    portal.code = None;
    let (looking, request) = enrol::start(link);
    let known = looking.answer(&portal.handle(&request), START).unwrap();
    let key = HeldKey::Here(ApprovalKey::make(&mut thief.rng));
    let unsigned = known.with_key(key, "x", "y", &mut thief.env());
    let signature = unsigned.then().key().sign(unsigned.message()).unwrap();
    let (sent, request) = unsigned.signed(&signature);
    let answer = portal.handle(&request);
    let mut env = Env { now: START, rng: &mut thief.rng };
    let error = sent.answer(&answer, &mut thief.replica, &mut env).err().unwrap();
    assert_eq!(error.code(), Some(ProblemCode::EnrolmentEnded));
    assert!(thief.replica.holdings.is_empty());
}

#[test]
fn a_portal_that_ends_a_key_asks_for_action_and_deletes_nothing() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let binding = phone.enrol(&mut portal);
    portal.methods.get_mut(&binding.method).unwrap().1 = false;
    let error = phone.open(&mut portal, &binding).err().unwrap();
    assert_eq!(error.code(), Some(ProblemCode::MethodEnded));
    assert_eq!(phone.accounts(), [("ada".to_owned(), true)]);
    assert_eq!((phone.replica.holdings.len(), phone.replica.approvals().count()), (1, 0));
    // The same person, renamed meanwhile, enrols again: the entry is replaced and the old key goes.
    portal.name = "ada.l";
    let new = phone.enrol(&mut portal);
    assert_eq!(phone.accounts(), [("ada.l".to_owned(), false)]);
    assert_eq!((phone.replica.holdings.len(), &phone.replica.holdings[0].binding), (1, &new));
}

#[test]
fn enrolling_twice_leaves_one_entry_and_the_newer_key() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    phone.enrol(&mut portal);
    let new = phone.enrol(&mut portal);
    assert_eq!(phone.accounts(), [("ada".to_owned(), false)]);
    let held: Vec<_> = phone.replica.holdings.iter().map(|holding| &holding.binding).collect();
    assert_eq!(held, [&new]);
    // Somebody else with an account at the same portal keeps theirs.
    portal.person = "p2";
    phone.enrol(&mut portal);
    assert_eq!((phone.accounts().len(), phone.replica.approvals().count()), (2, 2));
}

#[test]
fn a_key_that_the_platform_keeps_survives_as_its_public_half() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let key = ApprovalKey::make(&mut phone.rng);
    let public = PublicKey::from_bytes(&key.public()).unwrap();
    let (looking, request) = enrol::start(portal.link());
    let known = looking.answer(&portal.handle(&request), START).unwrap();
    let unsigned = known.with_key(HeldKey::Platform(public.clone()), "Firefox", "web", &mut phone.env());
    assert!(unsigned.then().key().sign(unsigned.message()).is_none());
    let signature = key.sign(unsigned.message());
    let (sent, request) = unsigned.signed(&signature);
    let answer = portal.handle(&request);
    let mut env = Env { now: START, rng: &mut phone.rng };
    let testing = sent.answer(&answer, &mut phone.replica, &mut env).unwrap();
    phone.reopen();
    let held = phone.replica.key_of(testing.binding()).unwrap();
    assert!(held.public() == public && held.sign(b"x").is_none());
}

#[test]
fn an_account_that_is_removed_takes_its_key_along_and_comes_back_without_one() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    phone.enrol(&mut portal);
    let kept = {
        portal.person = "p2";
        phone.enrol(&mut portal)
    };
    let record = |person: &str, phone: &Phone| bound::same(&phone.replica.vault, HERE, person);
    let id = record("p1", &phone).unwrap();
    let gone = phone.replica.remove_bound(id, START + 1).unwrap();
    assert_eq!((gone.len(), gone[0].person.as_str()), (1, "p1"));
    let held: Vec<_> = phone.replica.holdings.iter().map(|holding| &holding.binding).collect();
    assert_eq!(held, [&kept], "nobody else's");
    assert_eq!(record("p1", &phone), None);
    account::restore(&mut phone.replica.vault, &mut phone.replica.clock, START + 2, id).unwrap();
    assert_eq!((record("p1", &phone), phone.replica.approvals().count()), (Some(id), 1));
    let accounts = bound::list(&phone.replica.vault).into_iter().flatten();
    let own = phone.replica.author();
    let asking: Vec<_> =
        accounts.filter(|account| account.action_required(own)).map(|account| account.id).collect();
    assert_eq!(asking, [id]);
}

/// Flow C: the backup brings the name and "Action required", never the key.
#[test]
fn a_restore_asks_for_one_step_and_the_key_is_in_no_backup() {
    let (mut world, kit, mut device) = World::founded();
    let mut portal = portal();
    let mut phone = Phone::new(9);
    phone.replica = device.replica(START);
    phone.enrol(&mut portal);
    let HeldKey::Here(key) = &phone.replica.holdings[0].key else { panic!() };
    let canary = key.expose_bytes();
    let has = |bytes: &[u8]| bytes.windows(16).any(|window| canary.windows(16).any(|part| part == window));
    assert!(has(&phone.replica.encode()), "the search finds it where it is");
    assert!(!has(&phone.replica.vault.encode()), "the records");
    assert!(!has(&phone.replica.vault.checkpoint().encode()), "a checkpoint, before it is sealed");
    device.change(&world, |replica, _| *replica = Replica::decode(&phone.replica.encode(), START).unwrap());
    device.sync(&mut world).report();
    let restored = world.recovered(&kit, "New phone", 2);
    let mut new = Phone::new(8);
    new.replica = restored.replica(START);
    assert!(!has(&new.replica.encode()), "the restored device");
    assert_eq!(new.accounts(), [("ada".to_owned(), true)]);
    assert_eq!(new.replica.approvals().count(), 0);
    new.enrol(&mut portal);
    assert_eq!(new.accounts(), [("ada".to_owned(), false)], "replaced, not doubled");
    assert_eq!(portal.methods.len(), 2, "the portal lists both until the old one is removed there");
}

#[test]
fn joining_a_backup_keeps_the_account_usable() {
    let (mut portal, mut phone) = (portal(), Phone::new(1));
    let binding = phone.enrol(&mut portal);
    phone.replica.rename_device_id(MemberId([5; 16]), START + 1);
    assert_eq!(phone.accounts(), [("ada".to_owned(), false)]);
    portal.ask(&binding.method, "777111", Purpose::SignIn);
    assert!(phone.waiting(&mut portal, &binding).is_some());
}
