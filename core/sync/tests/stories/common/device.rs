//! A driver as small as one can be: it persists before it sends, and what it persists is bytes.

use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use regain_log::{Hash, MemberId};
use regain_sync::replica::Intent;
use regain_sync::{Checks, Env, Input, Membership, Output, Replica, Report, Request, Sync, SyncError};
use regain_vault::account::{self, Edit, NewAccount};
use regain_vault::{RecordId, Vault};

use super::World;

pub struct Device {
    /// What survives a crash.
    disk: Vec<u8>,
    rng: ChaCha20Rng,
    /// Steps until the next crash.
    pub crash_in: Option<usize>,
    pub clock_ahead: i64,
}

/// How a run ended.
#[derive(Debug)]
pub enum Ended {
    Done(Report),
    Failed(SyncError),
    Crashed,
}

impl Ended {
    #[track_caller]
    pub fn report(self) -> Report {
        match self {
            Self::Done(report) => report,
            other => panic!("{other:?}"),
        }
    }

    #[track_caller]
    pub fn error(self) -> SyncError {
        match self {
            Self::Failed(error) => error,
            other => panic!("{other:?}"),
        }
    }
}

impl Device {
    pub fn of(replica: &Replica, seed: u8) -> Self {
        let rng = ChaCha20Rng::from_seed([seed; 32]);
        Self { disk: replica.encode().to_vec(), rng, crash_in: None, clock_ahead: 0 }
    }

    pub fn replica(&self, now: u64) -> Replica {
        Replica::decode(&self.disk, now).unwrap_or_else(|error| panic!("{error}"))
    }

    pub fn look<T>(&self, look: impl FnOnce(&Replica) -> T) -> T {
        look(&self.replica(super::START))
    }

    pub fn member<T>(&self, look: impl FnOnce(&Membership) -> T) -> T {
        self.look(|replica| look(replica.membership.as_ref().expect("a member")))
    }

    pub fn vault(&self) -> Vault {
        self.look(|replica| replica.vault.duplicate())
    }

    pub fn id(&self) -> MemberId {
        self.look(|replica| replica.device)
    }

    /// One transaction: the change is durable when it returns.
    pub fn change<T>(&mut self, world: &World, change: impl FnOnce(&mut Replica, u64) -> T) -> T {
        let now = self.now(world);
        let mut replica = self.replica(now);
        let result = change(&mut replica, now);
        self.disk = replica.encode().to_vec();
        result
    }

    fn now(&self, world: &World) -> u64 {
        world.now.saturating_add_signed(self.clock_ahead)
    }

    pub fn intend(&mut self, world: &World, intent: Intent) {
        self.change(world, |replica, _| {
            replica.membership.as_mut().expect("a member").outbox.intents.push(intent);
        });
    }

    pub fn add(&mut self, world: &World, id: u8, label: &str) {
        self.change(world, |replica, now| {
            let uri = format!("otpauth://totp/Site:{label}?secret=GEZDGNBVGY3TQOJQ&issuer=Site");
            let uri = regain_otp::uri::parse(&uri).expect("valid");
            let new = NewAccount::from_otpauth(RecordId([id; 16]), uri);
            let change = account::add(&mut replica.vault, &mut replica.clock, now, &new).expect("new");
            replica.enqueue(change);
        });
    }

    pub fn rename(&mut self, world: &World, id: u8, label: &str) {
        self.change(world, |replica, now| {
            let edit = Edit { label: Some(label.to_owned()), ..Edit::default() };
            let id = RecordId([id; 16]);
            if let Ok(change) = account::edit(&mut replica.vault, &mut replica.clock, now, id, &edit) {
                replica.enqueue(change);
            }
        });
    }

    pub fn remove(&mut self, world: &World, ids: &[u8]) {
        self.change(world, |replica, now| {
            let ids: Vec<_> = ids.iter().map(|id| RecordId([*id; 16])).collect();
            if let Ok(change) = account::remove(&mut replica.vault, &mut replica.clock, now, &ids) {
                replica.enqueue(change);
            }
        });
    }

    pub fn labels(&self) -> Vec<String> {
        let vault = self.vault();
        let mut labels: Vec<_> =
            account::list(&vault).into_iter().map(|account| account.expect("readable").label).collect();
        labels.sort();
        labels
    }

    fn crashes(&mut self) -> bool {
        match &mut self.crash_in {
            Some(0) => {
                self.crash_in = None;
                true
            }
            Some(left) => {
                *left -= 1;
                false
            }
            None => false,
        }
    }

    pub fn sync(&mut self, world: &mut World) -> Ended {
        self.sync_with(world, Sync::default())
    }

    pub fn sync_checks(&mut self, world: &mut World, checks: Checks) -> Ended {
        self.sync_with(world, Sync::new(false, checks))
    }

    /// The driver's loop. Between any two of its acts it may crash.
    pub fn sync_with(&mut self, world: &mut World, mut sync: Sync) -> Ended {
        let mut input = Input::Begin;
        for _ in 0..1000 {
            match self.step(world, &mut sync, input) {
                Ok(request) => {
                    if self.crashes() {
                        return Ended::Crashed;
                    }
                    let answer = world.handle(&request);
                    if self.crashes() {
                        return Ended::Crashed;
                    }
                    input = Input::Answer(answer);
                }
                Err(ended) => return ended,
            }
        }
        panic!("a run that never ends")
    }

    /// One step of one process: read what is stored, step, store.
    pub fn step(&mut self, world: &mut World, sync: &mut Sync, input: Input) -> Result<Request, Ended> {
        let now = self.now(world);
        let mut replica = self.replica(now);
        let output = sync.step(&mut replica, input, &mut Env { now, rng: &mut self.rng });
        if self.crashes() {
            return Err(Ended::Crashed);
        }
        self.disk = replica.encode().to_vec();
        match output {
            Output::Send(request) => Ok(request),
            Output::Done(Ok(report)) => Err(Ended::Done(report)),
            Output::Done(Err(error)) => Err(Ended::Failed(error)),
        }
    }

    pub fn proposal(&self) -> Hash {
        self.member(|member| *member.chain.proposals().next().expect("a proposal").0)
    }
}
