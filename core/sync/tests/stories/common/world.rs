//! The service, whatever stands between it and the devices, and the ways back in.

use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use regain_log::{BackupId, Chain, MemberId};
use regain_protocol::{Bytes, CreateAccount, CreatedAccount, SlotBlob, path};
use regain_seal::{
    Checkpoint, EpochKey, MemberSecret, Passphrase, RecoveryKit, SlotContent, SlotKey, seal_blob,
};
use regain_sync::flow::unlock::{self, Access, Opened};
use regain_sync::flow::{AppendEnd, Appending, join};
use regain_sync::replica::Verified;
use regain_sync::{
    Checks, Env, Keyring, Membership, Method, Outbox, Replica, Request, Response, SyncError, Tail,
};
use regain_vault::device;
use zeroize::Zeroizing;

use super::service::Service;
use super::{Device, NAME, ORIGIN, START};

type Tamper = Box<dyn FnMut(&Request, Response) -> Response>;

pub struct World {
    pub service: Service,
    /// Changes answers on their way.
    pub tamper: Option<Tamper>,
    pub rng: ChaCha20Rng,
    pub now: u64,
}

impl World {
    pub fn new() -> Self {
        let rng = ChaCha20Rng::from_seed([7; 32]);
        Self { service: Service::new(START), tamper: None, rng, now: START }
    }

    /// A backup with a kit and one device, without a passphrase: no key stretching, so it is quick.
    pub fn founded() -> (Self, RecoveryKit, Device) {
        Self::founded_from(7)
    }

    /// Another seed, another backup.
    pub fn founded_from(seed: u8) -> (Self, RecoveryKit, Device) {
        let mut world = Self { rng: ChaCha20Rng::from_seed([seed; 32]), ..Self::new() };
        let (kit, replica) = world.found();
        let device = Device::of(&replica, 1);
        (world, kit, device)
    }

    fn found(&mut self) -> (RecoveryKit, Replica) {
        let rng = &mut self.rng;
        let (kit, backup) = (RecoveryKit::make(rng), BackupId(unlock::draw_id(rng)));
        let (kit_secret, secret) = (MemberSecret::make(rng), MemberSecret::make(rng));
        let (kit_id, device_id) = (MemberId(unlock::draw_id(rng)), MemberId(unlock::draw_id(rng)));
        let key = EpochKey::make(backup, rng);
        let members = vec![kit_secret.kit_slot(kit_id, &kit), secret.device(device_id)];
        let genesis =
            regain_sync::draft::genesis(&key, members, (kit_id, &kit_secret), START).expect("valid");
        let chain = Chain::begin(&genesis, None).expect("valid");
        let hash = genesis.hash();
        let checkpoint = Checkpoint { number: 0, hash, control: hash };
        let content = SlotContent { secret: kit_secret, genesis: hash, checkpoint };
        let blob = seal_blob(&SlotKey::from_kit(&kit, backup, kit_id), &content, rng);
        let body = CreateAccount {
            account: NAME.parse().expect("a name"),
            backup,
            genesis: Bytes(genesis.to_bytes()),
            registration_upload: None,
            blobs: vec![SlotBlob { slot: kit_id, blob: Bytes(blob) }],
        };
        let answer = self.handle(&Request::json(Method::Post, path::ACCOUNTS, &body));
        let created: CreatedAccount = answer.json().expect("created");
        let mut replica = Replica::new(device_id, "Pixel 8");
        let author = replica.author();
        let Replica { vault, clock, .. } = &mut replica;
        device::add(vault, clock, START, author, "Pixel 8", "Android").expect("a name");
        replica.membership = Some(Membership {
            service: ORIGIN.into(),
            account: NAME.parse().expect("a name"),
            secret,
            chain,
            keys: Keyring::with(key),
            outbox: Outbox::default(),
            tail: Tail::default(),
            token: Some(Zeroizing::new(created.token)),
            last_backup: None,
            last_written: START,
            last_contact: START,
            finding: None,
            verified: Verified::default(),
            gap: false,
            created: true,
        });
        (kit, replica)
    }

    pub fn handle(&mut self, request: &Request) -> Response {
        self.service.now = self.now;
        let answer = self.service.handle(request);
        match &mut self.tamper {
            Some(tamper) => tamper(request, answer),
            None => answer,
        }
    }

    pub fn env(&mut self) -> Env<'_, ChaCha20Rng> {
        Env { now: self.now, rng: &mut self.rng }
    }

    pub fn access_by_kit(&mut self, kit: &RecoveryKit) -> Result<Access, SyncError> {
        let (step, request) = unlock::by_kit(NAME.parse().expect("a name"));
        let (step, request) = step.answer(&self.handle(&request), kit, ORIGIN)?;
        step.answer(&self.handle(&request), kit)
    }

    pub fn access_by_passphrase(&mut self, passphrase: &Passphrase) -> Result<Access, SyncError> {
        let name = NAME.parse().expect("a name");
        let (step, request) = unlock::by_passphrase(name, passphrase, &mut self.rng)?;
        let answer = self.handle(&request);
        let (step, request) = step.answer(&answer, passphrase, &mut self.rng)?;
        step.answer(&self.handle(&request))
    }

    pub fn open_with(&mut self, access: Access, checks: &Checks) -> Result<Opened, SyncError> {
        let answer = self.handle(&access.read());
        access.opened(&answer, checks)
    }

    pub fn open(&mut self, kit: &RecoveryKit) -> Result<Opened, SyncError> {
        let access = self.access_by_kit(kit)?;
        let opened = self.open_with(access, &Checks::default())?;
        self.check_links(&opened)?;
        Ok(opened)
    }

    pub fn check_links(&mut self, opened: &Opened) -> Result<(), SyncError> {
        let mut next = opened.links();
        while let Some((links, request)) = next {
            next = links.answer(&self.handle(&request), opened)?;
        }
        Ok(())
    }

    /// The opened backup becomes this replica's.
    pub fn join(&mut self, opened: &Opened, replica: &mut Replica) -> Result<(), SyncError> {
        let name = replica.device_name.clone();
        let (joining, request) = join::start(opened, &name, "Linux", &mut self.env())?;
        let answer = self.handle(&request);
        match joining.answer(&answer, opened, ORIGIN, replica, &mut self.env())? {
            join::JoinEnd::Done => Ok(()),
            join::JoinEnd::Again => panic!("nobody else writes"),
        }
    }

    /// A new device, recovered by the kit.
    pub fn recovered(&mut self, kit: &RecoveryKit, name: &str, seed: u8) -> Device {
        let opened = self.open(kit).expect("the kit opens it");
        let mut replica = Replica::new(MemberId([seed; 16]), name);
        self.join(&opened, &mut replica).expect("joins");
        Device::of(&replica, seed)
    }

    /// A slot's append, sent and answered.
    pub fn finish(&mut self, (appending, request): (Appending, Request)) -> Result<(), SyncError> {
        match appending.answer(&self.handle(&request))? {
            AppendEnd::Done { .. } => Ok(()),
            AppendEnd::Again => panic!("nobody else writes"),
        }
    }
}
