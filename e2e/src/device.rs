//! A client device. It runs the real client; after every step the replica is written and read back, as a store would.

use data_encoding::BASE32_NOPAD;
use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore, SeedableRng};
use regain_http::Clock;
use regain_log::{Hash, MemberId, Rule};
use regain_otp::uri;
use regain_protocol::AccountName;
use regain_seal::{Passphrase, RecoveryKit};
use regain_sync::engine::{Input, Output, Report};

use regain_sync::flow::join::JoinEnd;
use regain_sync::flow::replace_slot::{self, By};
use regain_sync::flow::unlock::{Access, Opened};
use regain_sync::flow::{AppendEnd, Appending, create, join, remove, unlock};
use regain_sync::replica::Intent;
use regain_sync::{Checks, Env, Finding, Membership, Replica, Request, Response, Sync, SyncError, hazmat};
use regain_vault::account::{self, NewAccount};
use regain_vault::{Change, RecordId};

use crate::http::Http;
use crate::mutator::{Honest, Mutator};
use crate::service::{ORIGIN, Service};

/// One request and what came back, as bytes on the wire.
pub struct Exchange {
    /// Path, token, body.
    pub sent: Vec<u8>,
    /// Body of the answer.
    pub received: Vec<u8>,
}

/// The way to the service, with whoever sits on it.
pub struct Wire {
    /// The connection.
    pub http: Http,
    /// Who sits on it.
    pub mutator: Box<dyn Mutator>,
    /// Everything that passed, as the service sees it.
    pub tape: Vec<Exchange>,
}

impl Wire {
    /// Sends through the mutator.
    pub fn send(&mut self, mut request: Request) -> Response {
        if let Some(answer) = self.mutator.request(&mut request) {
            return answer;
        }
        let answer = self.http.send(&request).unwrap();
        let token = request.token.as_ref().map_or("", |token| token.as_str());
        let sent = [request.path.as_bytes(), token.as_bytes(), &request.body].concat();
        self.tape.push(Exchange { sent, received: answer.body.clone() });
        self.mutator.response(&request, answer)
    }
}

/// Which checks a device makes.
pub struct Verifier {
    /// Checks of the client.
    pub checks: Box<dyn Fn() -> Checks + Send>,
    /// Rules of the log left out.
    pub without: Vec<Rule>,
}

impl Verifier {
    /// All of them.
    pub fn real() -> Self {
        Self { checks: Box::new(Checks::default), without: Vec::new() }
    }

    /// All but these rules of the log, also where a chain begins.
    pub fn without_rules(rules: &[Rule]) -> Self {
        let (without, begin) = (rules.to_vec(), rules.to_vec());
        let checks = move || {
            let begin = begin.clone();
            hazmat::without([hazmat::Omit::Log(Box::new(move |entry, hash| {
                regain_log::hazmat::begin_without(&begin, entry, hash)
            }))])
        };
        Self { checks: Box::new(checks), without }
    }

    /// All but these checks of the client.
    pub fn without(omit: impl Fn() -> Vec<hazmat::Omit> + Send + 'static) -> Self {
        Self { checks: Box::new(move || hazmat::without(omit())), without: Vec::new() }
    }

    /// Leaves these rules of the log out as well, on a chain that is there already.
    #[must_use]
    pub fn and_without_rules(mut self, rules: &[Rule]) -> Self {
        self.without.extend(rules);
        self
    }
}

/// A client device.
pub struct Device {
    /// What it knows.
    pub replica: Replica,
    /// Its way to the service.
    pub wire: Wire,
    /// Its clock.
    pub clock: Clock,
    /// Its randomness.
    pub rng: ChaCha20Rng,
    /// Its checks.
    pub verifier: Verifier,
}

/// A new account and what its owner writes down.
pub struct Founded {
    /// The recovery account.
    pub account: AccountName,
    /// The recovery kit.
    pub kit: RecoveryKit,
    /// The passphrase.
    pub passphrase: Passphrase,
}

impl Device {
    /// A fresh device.
    pub fn new(service: &Service, name: &str) -> Self {
        Self::at(service.http(), service.clock(), name)
    }

    /// A fresh device of a service that runs somewhere else.
    pub fn at(http: Http, clock: Clock, name: &str) -> Self {
        let mut rng = ChaCha20Rng::from_rng(rand_core::OsRng).unwrap();
        let replica = Replica::new(MemberId(unlock::draw_id(&mut rng)), name);
        let wire = Wire { http, mutator: Box::new(Honest), tape: Vec::new() };
        Self { replica, wire, clock, rng, verifier: Verifier::real() }
    }

    /// A second program with the very same state, keys included, and its own way to the service: what a thief of the
    /// device has, or the same device before an attack.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        let replica = Replica::decode(&self.replica.encode(), self.clock.now()).unwrap();
        let wire = Wire { http: self.wire.http.clone(), mutator: Box::new(Honest), tape: Vec::new() };
        let rng = ChaCha20Rng::from_rng(rand_core::OsRng).unwrap();
        Self { replica, wire, clock: self.clock.clone(), rng, verifier: Verifier::real() }
    }

    /// The same device with somebody on the way to the service.
    #[must_use]
    pub fn behind(mut self, mutator: impl Mutator + 'static) -> Self {
        self.wire.mutator = Box::new(mutator);
        self
    }

    /// The same device with a weaker verifier.
    #[must_use]
    pub fn verifying(mut self, verifier: Verifier) -> Self {
        self.verifier = verifier;
        self
    }

    /// The way to the service becomes honest again.
    pub fn heal(&mut self) {
        self.wire.mutator = Box::new(Honest);
    }

    /// Everything is written and read back: what is not in the store does not exist.
    pub fn persist(&mut self) {
        self.replica = Replica::decode(&self.replica.encode(), self.clock.now()).unwrap();
        let rules = &self.verifier.without;
        if let Some(membership) = &mut self.replica.membership {
            hazmat::replace_chain(membership, |chain| regain_log::hazmat::without(rules, chain));
        }
    }

    /// Persists, then sends.
    pub fn send(&mut self, request: Request) -> Response {
        self.persist();
        self.wire.send(request)
    }

    /// Creates a recovery account with this device as its first.
    pub fn found(&mut self, account: &str) -> Founded {
        let account: AccountName = account.parse().unwrap();
        let passphrase = Passphrase::generate(&mut self.rng);
        let (step, request) = create::start(account.clone(), &passphrase, &mut self.rng).unwrap();
        let answer = self.send(request);
        let mut env = Env { now: self.clock.now(), rng: &mut self.rng };
        let (step, request) =
            step.answer(&answer, &passphrase, ORIGIN, "test", &mut self.replica, &mut env).unwrap();
        let answer = self.send(request);
        let kit = step.answer(&answer, &mut self.replica).unwrap();
        self.persist();
        Founded { account, kit, passphrase }
    }

    /// One sync to its end.
    pub fn sync(&mut self) -> Result<Report, SyncError> {
        self.sync_with(false)
    }

    /// One sync; `consent`: the person agreed that many accounts go.
    pub fn sync_with(&mut self, consent: bool) -> Result<Report, SyncError> {
        let mut run = Sync::new(consent, (self.verifier.checks)());
        let mut input = Input::Begin;
        self.persist();
        loop {
            let mut env = Env { now: self.clock.now(), rng: &mut self.rng };
            match run.step(&mut self.replica, input, &mut env) {
                Output::Send(request) => input = Input::Answer(self.send(request)),
                Output::Done(result) => {
                    self.persist();
                    return result;
                }
            }
        }
    }

    /// What a sync is stopped by, which must be a finding.
    pub fn finding(&mut self) -> Finding {
        match self.sync() {
            Err(SyncError::Finding(finding)) => finding,
            other => panic!("no finding, but {:?}", other.map(|report| report.pulled)),
        }
    }

    /// Adds an account with a random secret and gives the secret.
    pub fn add(&mut self, issuer: &str, label: &str) -> Vec<u8> {
        let mut secret = vec![0; 20];
        self.rng.fill_bytes(&mut secret);
        let text = BASE32_NOPAD.encode(&secret);
        let address = format!("otpauth://totp/{issuer}:{label}?secret={text}&issuer={issuer}");
        let auth = uri::parse(&address).ok().unwrap();
        let new = NewAccount::from_otpauth(RecordId(unlock::draw_id(&mut self.rng)), auth);
        let now = self.clock.now();
        let change = account::add(&mut self.replica.vault, &mut self.replica.clock, now, &new).unwrap();
        self.replica.enqueue(change);
        self.persist();
        secret
    }

    /// Moves an account to the trash.
    pub fn trash(&mut self, issuer: &str) {
        let found = account::list(&self.replica.vault).into_iter().flatten().find(|one| one.issuer == issuer);
        let (now, id) = (self.clock.now(), found.unwrap().id);
        let change = account::remove(&mut self.replica.vault, &mut self.replica.clock, now, &[id]).unwrap();
        self.replica.enqueue(change);
        self.persist();
    }

    /// Issuer and code of every account, in alphabetical order: what a person sees, at one fixed moment.
    pub fn codes(&self) -> Vec<(String, String)> {
        codes(&self.replica.vault)
    }

    /// The issuers, in alphabetical order.
    pub fn issuers(&self) -> Vec<String> {
        self.codes().into_iter().map(|(issuer, _)| issuer).collect()
    }

    /// Its part in the backup.
    pub fn membership(&self) -> &Membership {
        self.replica.membership.as_ref().unwrap()
    }

    /// In by the kit, up to the session.
    pub fn access_by_kit(&mut self, account: &AccountName, kit: &RecoveryKit) -> Result<Access, SyncError> {
        let (step, request) = unlock::by_kit(account.clone());
        let answer = self.send(request);
        let (step, request) = step.answer(&answer, kit, ORIGIN)?;
        let answer = self.send(request);
        step.answer(&answer, kit)
    }

    /// In by the passphrase, up to the session.
    pub fn access_by_passphrase(
        &mut self,
        account: &AccountName,
        passphrase: &Passphrase,
    ) -> Result<Access, SyncError> {
        let (step, request) = unlock::by_passphrase(account.clone(), passphrase, &mut self.rng)?;
        let answer = self.send(request);
        let (step, request) = step.answer(&answer, passphrase, &mut self.rng)?;
        let answer = self.send(request);
        step.answer(&answer)
    }

    /// Reads the backup with a slot's session.
    pub fn open(&mut self, access: Access) -> Result<Opened, SyncError> {
        let answer = self.send(access.read());
        access.opened(&answer, &(self.verifier.checks)())
    }

    /// In by the kit, up to the verified state.
    pub fn open_by_kit(&mut self, founded: &Founded) -> Result<Opened, SyncError> {
        let access = self.access_by_kit(&founded.account, &founded.kit)?;
        self.open(access)
    }

    /// Becomes a member, after the way from the slot's checkpoint to the head was checked.
    pub fn join(&mut self, opened: &Opened) -> Result<(), SyncError> {
        self.check_links(opened)?;
        let name = self.replica.device_name.clone();
        let mut env = Env { now: self.clock.now(), rng: &mut self.rng };
        let (step, request) = join::start(opened, &name, "test", &mut env)?;
        let answer = self.send(request);
        let mut env = Env { now: self.clock.now(), rng: &mut self.rng };
        let end = step.answer(&answer, opened, ORIGIN, &mut self.replica, &mut env)?;
        assert!(matches!(end, JoinEnd::Done), "another device was faster");
        self.persist();
        Ok(())
    }

    /// Headers from the slot's checkpoint to the head.
    pub fn check_links(&mut self, opened: &Opened) -> Result<(), SyncError> {
        let mut next = opened.links();
        while let Some((links, request)) = next {
            let answer = self.send(request);
            next = links.answer(&answer, opened)?;
        }
        Ok(())
    }

    /// The whole way back in by the kit.
    pub fn recover(&mut self, founded: &Founded) -> Result<(), SyncError> {
        let opened = self.open_by_kit(founded)?;
        self.join(&opened)?;
        self.sync().map(drop)
    }

    /// Seals the kit's checkpoint at today's head.
    pub fn refresh_kit(&mut self, founded: &Founded) {
        let opened = self.open_by_kit(founded).unwrap();
        let (_, request) = opened.refresh_checkpoint(&mut self.rng);
        assert!(self.send(request).is_success());
    }

    /// Removes a device with the kit, from nowhere: this device need not be a member.
    pub fn remove_by_kit(&mut self, founded: &Founded, target: MemberId, lost: bool) {
        let opened = self.open_by_kit(founded).unwrap();
        let mut env = Env { now: self.clock.now(), rng: &mut self.rng };
        let (step, request) = remove::by_slot(&opened, target, lost, &mut env).unwrap();
        self.finish(step, request);
    }

    /// A new passphrase: by a slot at once, or (`None`) asked for by this device alone.
    pub fn new_passphrase(&mut self, opened: Option<&Opened>, account: &AccountName) -> Passphrase {
        let passphrase = Passphrase::generate(&mut self.rng);
        let by = opened.map_or(By::Device(&self.replica), By::Slot);
        let (step, request) = replace_slot::passphrase(&by, &passphrase, &mut self.rng).unwrap();
        let answer = self.send(request);
        let by = opened.map_or(By::Device(&self.replica), By::Slot);
        let mut env = Env { now: self.clock.now(), rng: &mut self.rng };
        let (step, request) = step.answer(&answer, &by, &passphrase, account.as_str(), &mut env).unwrap();
        self.finish(step, request);
        passphrase
    }

    /// Whether a passphrase opens the backup, up to the verified accounts.
    pub fn opens(&mut self, account: &AccountName, passphrase: &Passphrase) -> bool {
        match self.access_by_passphrase(account, passphrase) {
            Err(SyncError::WrongSecret) => false,
            access => {
                let opened = self.open(access.unwrap()).unwrap();
                assert!(account::count(&opened.restored.vault) > 0);
                true
            }
        }
    }

    /// Says something about members, at once.
    pub fn say(&mut self, intent: Intent) -> Result<Report, SyncError> {
        self.replica.membership.as_mut().unwrap().outbox.intents.push(intent);
        self.sync()
    }

    /// The only proposal that waits.
    pub fn proposal(&self) -> Hash {
        let mut waiting = self.membership().chain.proposals();
        let (hash, _) = waiting.next().unwrap();
        assert!(waiting.next().is_none(), "more than one");
        *hash
    }

    /// Sends an append of a slot.
    pub fn finish(&mut self, step: Appending, request: Request) {
        let answer = self.send(request);
        assert!(matches!(step.answer(&answer).unwrap(), AppendEnd::Done { .. }), "another device was faster");
    }

    /// Notes a change that was applied to the vault.
    pub fn enqueue(&mut self, change: Change) {
        self.replica.enqueue(change);
        self.persist();
    }
}

/// Issuer and code of every account in a vault.
pub fn codes(vault: &regain_vault::Vault) -> Vec<(String, String)> {
    let mut codes: Vec<_> = account::list(vault)
        .into_iter()
        .flatten()
        .map(|one| {
            (one.issuer.clone(), one.otp.code_at(crate::START / 1000).ok().unwrap().expose().to_owned())
        })
        .collect();
    codes.sort();
    codes
}
