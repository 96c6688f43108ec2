//! A backup service in memory: the requests of `docs/API.md` over the engine's own data types, for one account.

use std::collections::{BTreeMap, BTreeSet};

use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore as _, SeedableRng as _};
use regain_log::{
    Action, Chain, Control, Entry, Hash, Head, MemberId, MemberKind, Rule, Timing, frame, proof,
};
use regain_protocol::{
    Appended, BackupStatus, Bytes, Challenge, CreateAccount, CreatedAccount, DeviceSeen, DeviceSignIn,
    ENTRIES_TYPE, FinishPassphrase, FinishSignature, OpenProposal, PassphraseChallenge, Problem, ProblemCode,
    RegistrationRequest, RegistrationResponse, ReplaceSlot, RestorableState, RestorableStates, Session,
    SessionSlot, SignInByKit, SignInByPassphrase, SlotKind, SlotRegistration, UpdateBlob, path,
};
use regain_sync::request::{head_text, parse_head};
use regain_sync::{Method, Request, Response};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::opaque::{self, Login, Record, Setup};
use super::{NAME, ORIGIN};

type Fault = Box<Problem>;
type Answer = Result<Response, Fault>;

/// What the service keeps of a slot.
#[derive(Clone)]
struct Slot {
    id: MemberId,
    blob: Vec<u8>,
    record: Option<Record>,
}

#[derive(Clone)]
enum Attempt {
    Signature(MemberId, [u8; 32]),
    Passphrase(MemberId, Box<Login>),
}

/// The service. A copy of it is another history of the same account.
#[derive(Clone)]
pub struct Service {
    /// Its clock, ms since the Unix epoch.
    pub now: u64,
    pub chain: Option<Chain>,
    /// Every entry, whole.
    pub log: Vec<Entry>,
    thinned: BTreeSet<u64>,
    /// Entries in one answer to a pull.
    pub page: usize,
    slots: BTreeMap<MemberId, Slot>,
    staged: BTreeMap<Hash, Slot>,
    sessions: BTreeMap<String, MemberId>,
    attempts: BTreeMap<String, Attempt>,
    setup: Setup,
    rng: ChaCha20Rng,
    /// Everything asked, in order: method and path without ids.
    pub asked: Vec<String>,
}

fn json(body: &impl Serialize) -> Response {
    Response {
        status: 200,
        content_type: "application/json".into(),
        head: None,
        body: serde_json::to_vec(body).expect("text keys"),
    }
}

pub fn problem(problem: &Problem) -> Response {
    Response {
        status: problem.code.status(),
        content_type: "application/problem+json".into(),
        head: None,
        body: serde_json::to_vec(problem).expect("text keys"),
    }
}

pub fn framed(status: u16, entries: &[Entry], head: Head) -> Response {
    let (content_type, head) = (ENTRIES_TYPE.to_owned(), Some(head_text(head)));
    Response { status, content_type, head, body: frame::write_all(entries) }
}

fn read<T: DeserializeOwned>(request: &Request) -> Result<T, Fault> {
    serde_json::from_slice(&request.body).map_err(|error| malformed(error.to_string()))
}

fn fault(code: ProblemCode) -> Fault {
    Box::new(Problem::new(code))
}

fn malformed(what: impl Into<String>) -> Fault {
    Box::new(Problem::new(ProblemCode::Malformed).with_detail(what))
}

fn refuse<T>(code: ProblemCode) -> Result<T, Fault> {
    Err(fault(code))
}

impl Service {
    pub fn new(now: u64) -> Self {
        let mut rng = ChaCha20Rng::from_seed([42; 32]);
        Self {
            now,
            chain: None,
            log: Vec::new(),
            thinned: BTreeSet::new(),
            page: 500,
            slots: BTreeMap::new(),
            staged: BTreeMap::new(),
            sessions: BTreeMap::new(),
            attempts: BTreeMap::new(),
            setup: Setup::new(&mut rng),
            rng,
            asked: Vec::new(),
        }
    }

    pub fn head(&self) -> Head {
        self.chain().head()
    }

    pub fn chain(&self) -> &Chain {
        self.chain.as_ref().expect("the account was made")
    }

    /// The bodies of data entries before this number are gone.
    pub fn thin_before(&mut self, number: u64) {
        let data: Vec<_> = (0..number).filter(|n| self.entry(*n).header().kind.is_data()).collect();
        self.thinned.extend(data);
    }

    pub fn end_sessions(&mut self) {
        self.sessions.clear();
    }

    pub fn entry(&self, number: u64) -> &Entry {
        &self.log[usize::try_from(number).expect("small")]
    }

    /// As handed out: without a body that was thinned out.
    fn shown(&self, number: u64) -> Entry {
        let entry = self.entry(number).clone();
        if self.thinned.contains(&number) { entry.without_body() } else { entry }
    }

    pub fn restore_set(&self, at: u64) -> Vec<Entry> {
        let kept = |n: &u64| {
            self.entry(*n).header().kind == regain_log::Kind::Checkpoint && !self.thinned.contains(n)
        };
        let checkpoint = (0..=at).rev().find(kept).unwrap_or(0);
        (0..=at)
            .filter(|n| *n >= checkpoint || !self.entry(*n).header().kind.is_data())
            .map(|n| self.shown(n))
            .collect()
    }

    fn page_after(&self, after: u64) -> Vec<Entry> {
        (after + 1..=self.head().number).take(self.page).map(|n| self.shown(n)).collect()
    }

    pub fn handle(&mut self, request: &Request) -> Response {
        let (route, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
        let shape: Vec<&str> =
            route.split('/').map(|part| if part.len() == 32 { "_" } else { part }).collect();
        let shape = shape.join("/");
        let shape = shape.strip_prefix(path::BASE).unwrap_or(&shape).to_owned();
        self.asked.push(format!("{:?} {shape}", request.method));
        self.route(request, &shape, query).unwrap_or_else(|refusal| problem(&refusal))
    }

    fn route(&mut self, request: &Request, shape: &str, query: &str) -> Answer {
        match (request.method, shape) {
            (Method::Post, "/accounts/registration") => {
                let wanted: RegistrationRequest = read(request)?;
                self.register(wanted.slot, &wanted.registration_request)
            }
            (Method::Post, "/accounts") => self.create(read(request)?),
            (Method::Post, "/sign-in/device") => {
                let wanted: DeviceSignIn = read(request)?;
                Ok(self.challenge(wanted.device))
            }
            (Method::Post, "/sign-in/device/finish") => self.finish_device(read(request)?),
            (Method::Post, "/sign-in/kit") => {
                let SignInByKit { account } = read(request)?;
                let kit = self.chain.as_ref().and_then(|chain| chain.slot(MemberKind::Kit));
                let id = kit.filter(|_| account.as_str() == NAME).map_or(MemberId([0; 16]), |kit| kit.id);
                Ok(self.challenge(id))
            }
            (Method::Post, "/sign-in/kit/finish") => self.finish_kit(read(request)?),
            (Method::Post, "/sign-in/passphrase") => self.start_passphrase(&read(request)?),
            (Method::Post, "/sign-in/passphrase/finish") => self.finish_passphrase(&read(request)?),
            _ => {
                let member = self.session(request)?;
                self.in_session(request, shape, query, member)
            }
        }
    }

    fn in_session(&mut self, request: &Request, shape: &str, query: &str, member: MemberId) -> Answer {
        let number = |name: &str| {
            query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('=')?.parse::<u64>().ok())
        };
        let head = self.head();
        match (request.method, shape) {
            (Method::Get, "/backups/_/entries") => {
                let after = number("after").ok_or_else(|| malformed("after"))?;
                Ok(framed(200, &self.page_after(after), head))
            }
            (Method::Post, "/backups/_/entries") => {
                let expected = request.expected_head.as_deref().and_then(parse_head);
                let entries = frame::read_all(&request.body).map_err(|error| malformed(error.to_string()))?;
                self.append(member, expected.ok_or_else(|| malformed("head"))?, entries, None)
            }
            (Method::Get, "/backups/_/restore") => {
                let at = number("at").unwrap_or(head.number);
                let head = Head { number: at, hash: self.entry(at).hash() };
                Ok(framed(200, &self.restore_set(at), head))
            }
            (Method::Get, "/backups/_/headers") => {
                let (from, to) = (number("from").unwrap_or(0), number("to").unwrap_or(0));
                let fronts: Vec<_> = (from..=to).map(|n| self.entry(n).clone().without_body()).collect();
                Ok(framed(200, &fronts, head))
            }
            (Method::Get, "/backups/_/states") => {
                let states = self.log.iter().filter(|entry| entry.header().kind.is_data());
                let states = states.map(|entry| RestorableState {
                    number: entry.header().number,
                    time: entry.header().time,
                    author: entry.header().author,
                });
                Ok(json(&RestorableStates { states: states.collect() }))
            }
            (Method::Get, "/backups/_/status") => Ok(json(&self.status())),
            (Method::Post, "/backups/_/slots/registration") => {
                let SlotRegistration { slot, registration_request } = read(request)?;
                self.register(slot, &registration_request)
            }
            (Method::Post, "/backups/_/slots") => {
                let ReplaceSlot { expected_number, expected_hash, entry, registration_upload, blob } =
                    read(request)?;
                let expected = Head { number: expected_number, hash: expected_hash };
                let entry = Entry::decode(&entry.0).map_err(|error| malformed(error.to_string()))?;
                let beside = blob.map(|blob| (blob.0, registration_upload.map(|upload| upload.0)));
                self.append(member, expected, vec![entry], beside.as_ref())
            }
            (Method::Put, "/backups/_/slots/_/blob") => {
                let UpdateBlob { blob } = read(request)?;
                let slot = self.slots.get_mut(&member).ok_or_else(|| fault(ProblemCode::NotAllowed))?;
                slot.blob = blob.0;
                Ok(Response { status: 204, ..Response::default() })
            }
            _ => refuse(ProblemCode::NotFound),
        }
    }

    fn status(&self) -> BackupStatus {
        let proposals = self.chain().proposals().map(|(hash, open)| OpenProposal {
            hash: *hash,
            stored: open.stored,
            ripe: open.ripe_at(),
            confirmed: open.confirmed_by.is_some(),
        });
        let devices = self.chain().members().filter(|member| !member.record.kind.is_slot());
        BackupStatus {
            account: NAME.parse().expect("a name"),
            time: self.now,
            devices: devices.map(|m| DeviceSeen { id: m.record.id, last_seen: self.now }).collect(),
            proposals: proposals.collect(),
            entries: self.head().number + 1,
            bytes: 0,
        }
    }

    fn register(&mut self, slot: MemberId, request: &Bytes) -> Answer {
        let answer = opaque::register(&self.setup, slot, &request.0).ok_or_else(|| malformed("opaque"))?;
        Ok(json(&RegistrationResponse { registration_response: Bytes(answer) }))
    }

    fn create(&mut self, wanted: CreateAccount) -> Answer {
        if self.chain.is_some() {
            return refuse(ProblemCode::AccountTaken);
        }
        let genesis = Entry::decode(&wanted.genesis.0).map_err(|error| malformed(error.to_string()))?;
        let chain = Chain::begin(&genesis, None).map_err(|error| malformed(error.to_string()))?;
        let upload = wanted.registration_upload.map(|upload| upload.0);
        for slot in wanted.blobs {
            let kind = chain.member(slot.slot).expect("a slot of the genesis").record.kind;
            let record = upload.as_deref().filter(|_| kind == MemberKind::Passphrase);
            let kept = Slot { id: slot.slot, blob: slot.blob.0, record: record.and_then(opaque::record) };
            self.slots.insert(slot.slot, kept);
        }
        let device = chain.members().find(|member| !member.record.kind.is_slot()).expect("a device");
        let token = self.open(device.record.id);
        self.chain = Some(chain);
        self.log = vec![genesis];
        Ok(json(&CreatedAccount { token, expires: u64::MAX }))
    }

    fn random(&mut self) -> String {
        format!("{:016x}{:016x}", self.rng.next_u64(), self.rng.next_u64())
    }

    fn open(&mut self, member: MemberId) -> String {
        let token = self.random();
        self.sessions.insert(token.clone(), member);
        token
    }

    fn session(&self, request: &Request) -> Result<MemberId, Fault> {
        let token = request.token.as_ref().map(|token| token.as_str()).unwrap_or_default();
        self.sessions.get(token).copied().ok_or_else(|| fault(ProblemCode::SignInRequired))
    }

    fn challenge(&mut self, member: MemberId) -> Response {
        let mut challenge = [0; 32];
        self.rng.fill_bytes(&mut challenge);
        let attempt = self.random();
        self.attempts.insert(attempt.clone(), Attempt::Signature(member, challenge));
        json(&Challenge { attempt, challenge: Bytes(challenge.to_vec()) })
    }

    fn signature(&mut self, finish: FinishSignature) -> Result<(MemberId, [u8; 32], [u8; 64]), Fault> {
        let signature = finish.signature.0.try_into().map_err(|_| malformed("signature"))?;
        match self.attempts.remove(&finish.attempt) {
            Some(Attempt::Signature(member, challenge)) => Ok((member, challenge, signature)),
            _ => refuse(ProblemCode::SignInFailed),
        }
    }

    fn finish_device(&mut self, finish: FinishSignature) -> Answer {
        let (device, challenge, signature) = self.signature(finish)?;
        let Some(chain) = &self.chain else { return refuse(ProblemCode::SignInFailed) };
        let backup = chain.backup();
        let Some(member) = chain.member(device) else { return Err(Box::new(self.removal(device))) };
        let message = proof::device_auth_message(ORIGIN, backup, device, &challenge);
        if !proof::verify(&member.record.sign, &message, &signature) {
            return refuse(ProblemCode::SignInFailed);
        }
        let token = self.open(device);
        Ok(json(&Session { token, expires: u64::MAX, backup, slot: None }))
    }

    /// The run of control entries up to the device's removal.
    pub fn removal(&self, device: MemberId) -> Problem {
        let mut chain = Chain::begin(&self.log[0], None).expect("stored");
        let (mut run, mut was_member) = (vec![&self.log[0]], chain.member(device).is_some());
        for entry in &self.log[1..] {
            if chain.follow(entry, Timing::Client).expect("stored").is_some() {
                run.push(entry);
            }
            let is_member = chain.member(device).is_some();
            if was_member && !is_member {
                let entry = Some(Bytes(frame::write_all(run)));
                return Problem { entry, ..Problem::new(ProblemCode::MemberRemoved) };
            }
            was_member = is_member;
        }
        Problem::new(ProblemCode::SignInFailed)
    }

    fn finish_kit(&mut self, finish: FinishSignature) -> Answer {
        let (kit, challenge, signature) = self.signature(finish)?;
        let record = self.chain.as_ref().and_then(|chain| chain.member(kit)).map(|member| member.record);
        let Some(keys) = record.and_then(|record| record.kit) else {
            return refuse(ProblemCode::SignInFailed);
        };
        let message = proof::kit_auth_message(ORIGIN, NAME, &challenge);
        if proof::verify(&keys.auth, &message, &signature) {
            self.slot_session(kit, SlotKind::Kit)
        } else {
            refuse(ProblemCode::SignInFailed)
        }
    }

    fn start_passphrase(&mut self, wanted: &SignInByPassphrase) -> Answer {
        let slot = self.slots.values().find(|slot| slot.record.is_some());
        let slot = slot.filter(|_| wanted.account.as_str() == NAME);
        let (id, record) = slot.map_or((MemberId([1; 16]), None), |slot| (slot.id, slot.record.clone()));
        let request = &wanted.credential_request.0;
        let started = opaque::start(&self.setup, record, id, NAME, request, &mut self.rng);
        let (login, response) = started.ok_or_else(|| malformed("opaque"))?;
        let attempt = self.random();
        self.attempts.insert(attempt.clone(), Attempt::Passphrase(id, Box::new(login)));
        Ok(json(&PassphraseChallenge { attempt, credential_response: Bytes(response) }))
    }

    fn finish_passphrase(&mut self, finish: &FinishPassphrase) -> Answer {
        let Some(Attempt::Passphrase(slot, login)) = self.attempts.remove(&finish.attempt) else {
            return refuse(ProblemCode::SignInFailed);
        };
        if opaque::finish(*login, NAME, &finish.credential_finalization.0) {
            self.slot_session(slot, SlotKind::Passphrase)
        } else {
            refuse(ProblemCode::SignInFailed)
        }
    }

    fn slot_session(&mut self, id: MemberId, kind: SlotKind) -> Answer {
        let Some(slot) = self.slots.get(&id) else { return refuse(ProblemCode::SignInFailed) };
        let slot = Some(SessionSlot { id, kind, blob: Bytes(slot.blob.clone()) });
        let (backup, token) = (self.chain().backup(), self.open(id));
        Ok(json(&Session { token, expires: u64::MAX, backup, slot }))
    }

    fn append(
        &mut self,
        member: MemberId,
        expected: Head,
        entries: Vec<Entry>,
        beside: Option<&(Vec<u8>, Option<Vec<u8>>)>,
    ) -> Answer {
        let done = |entry: &Entry| Ok(json(&Appended { number: entry.header().number, hash: entry.hash() }));
        let last = entries.last().ok_or_else(|| malformed("no entries"))?.clone();
        let stored = |entry: &Entry| {
            self.log
                .iter()
                .any(|there| there.header().number == entry.header().number && there.hash() == entry.hash())
        };
        if entries.iter().all(stored) {
            return done(&last);
        }
        if expected != self.head() {
            return Ok(framed(409, &self.page_after(expected.number.min(self.head().number)), self.head()));
        }
        let mut chain = self.chain().clone();
        let mut said = Vec::new();
        for entry in &entries {
            if entry.header().author != member {
                return refuse(ProblemCode::NotAllowed);
            }
            let control = chain.follow(entry, Timing::Service { now: self.now }).map_err(|error| {
                if error.rule == Rule::Closed {
                    return fault(ProblemCode::AlreadyClosed);
                }
                let rule = Some(error.rule.name().into());
                Box::new(Problem { rule, ..Problem::new(ProblemCode::EntryRefused) })
            })?;
            said.extend(control.map(|control| (entry.hash(), control)));
        }
        for (hash, control) in said {
            self.take_effect(hash, &control, beside)?;
        }
        self.sessions.retain(|_, member| chain.member(*member).is_some());
        self.chain = Some(chain);
        self.log.extend(entries);
        done(&last)
    }

    fn take_effect(
        &mut self,
        hash: Hash,
        control: &Control,
        beside: Option<&(Vec<u8>, Option<Vec<u8>>)>,
    ) -> Result<(), Fault> {
        let made = |id: MemberId| {
            let (blob, upload) = beside.ok_or_else(|| malformed("blob"))?.clone();
            Ok::<_, Fault>(Slot { id, blob, record: upload.as_deref().and_then(opaque::record) })
        };
        match control {
            Control::SlotReplaced { old, new, proposal, .. } => {
                let slot = match proposal {
                    Some(proposal) => {
                        self.staged.remove(proposal).ok_or_else(|| malformed("nothing staged"))?
                    }
                    None => made(new.id)?,
                };
                if let Some(old) = old {
                    self.slots.remove(old);
                }
                self.slots.insert(new.id, slot);
            }
            Control::Proposed(Action::ReplaceSlot { new, .. }) => {
                self.staged.insert(hash, made(new.id)?);
            }
            _ => {}
        }
        Ok(())
    }
}
