//! A person: a recovery kit, devices, and the chain as they know it. Only what a real client would send.

use rand_chacha::ChaCha20Rng;
use rand_core::{RngCore as _, SeedableRng as _};
use regain_http::{Clock, Steering};
use regain_log::{
    Action, BackupId, Chain, Control, Entry, Hash, Kind, MemberId, MemberKind, MemberRecord, Timing,
    UnsignedHeader, frame,
};
use regain_protocol::{
    Appended, Bytes, Challenge, CreateAccount, CreatedAccount, DeviceSignIn, FinishSignature, ReplaceSlot,
    Session, SignInByKit, SlotBlob, path,
};
use regain_seal::{Checkpoint, EpochKey, MemberSecret, RecoveryKit, SlotContent, SlotKey, seal_blob};

use crate::support::{Answer, House, NOW, ORIGIN};

pub struct Person {
    pub name: String,
    pub backup: BackupId,
    pub kit: RecoveryKit,
    pub slot: Member,
    pub device: Member,
    pub token: String,
    pub chain: Chain,
    pub epoch: EpochKey,
    pub rng: ChaCha20Rng,
    pub clock: Steering,
}

pub struct Member {
    pub id: MemberId,
    pub secret: MemberSecret,
}

impl Member {
    pub fn make(rng: &mut ChaCha20Rng) -> Self {
        Self { id: MemberId(random(rng)), secret: MemberSecret::make(rng) }
    }

    pub fn device(&self) -> MemberRecord {
        self.secret.device(self.id)
    }
}

pub fn random<const N: usize>(rng: &mut ChaCha20Rng) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// A genesis with a kit and a device, and what to send with it.
pub fn found(seed: u64, name: &str) -> (Person, CreateAccount) {
    found_with(seed, name, None)
}

/// The same with a passphrase's slot, if there is one.
pub fn found_with(seed: u64, name: &str, passphrase: Option<&Member>) -> (Person, CreateAccount) {
    let mut rng = ChaCha20Rng::seed_from_u64(seed);
    let backup = BackupId(random(&mut rng));
    let (kit, slot, device) = (RecoveryKit::make(&mut rng), Member::make(&mut rng), Member::make(&mut rng));
    let epoch = EpochKey::make(backup, &mut rng);
    let mut members = vec![slot.secret.kit_slot(slot.id, &kit)];
    members.extend(passphrase.map(|member| member.secret.passphrase_slot(member.id)));
    members.push(device.device());
    let mut sorted = members.clone();
    sorted.sort_by_key(|member| member.id);
    let seals = epoch.seal_to_all(&sorted).unwrap();
    let genesis = UnsignedHeader {
        backup,
        number: 0,
        previous: Hash::ZERO,
        control: Hash::ZERO,
        epoch: 1,
        kind: Kind::Genesis,
        author: slot.id,
        commitment: epoch.commitment(),
        time: 1,
    }
    .sign(Control::Genesis { members, seals }.encode(), &slot.secret);
    let chain = Chain::begin(&genesis, None).unwrap();
    let blob = kit_blob(&kit, &slot, &chain, &mut rng);
    let create = CreateAccount {
        account: name.parse().unwrap(),
        backup,
        genesis: genesis.to_bytes().into(),
        registration_upload: None,
        blobs: vec![SlotBlob { slot: slot.id, blob: blob.into() }],
    };
    let (_, clock) = Clock::steered(NOW);
    let person = Person {
        name: name.into(),
        backup,
        kit,
        slot,
        device,
        token: String::new(),
        chain,
        epoch,
        rng,
        clock,
    };
    (person, create)
}

pub fn kit_blob(kit: &RecoveryKit, slot: &Member, chain: &Chain, rng: &mut ChaCha20Rng) -> Vec<u8> {
    let key = SlotKey::from_kit(kit, chain.backup(), slot.id);
    let head = chain.head();
    let content = SlotContent {
        secret: MemberSecret::from_bytes(&slot.secret.expose_bytes()),
        genesis: chain.genesis(),
        checkpoint: Checkpoint { number: head.number, hash: head.hash, control: chain.control().hash },
    };
    seal_blob(&key, &content, rng)
}

impl Person {
    /// An account without a passphrase: stretching takes a second, and most stories need none.
    pub async fn join(house: &House, seed: u64, name: &str) -> Self {
        let (mut person, create) = found(seed, name);
        let created: CreatedAccount = house.post(path::ACCOUNTS, &create).await.json(201);
        person.token = created.token;
        person.clock = house.clock.clone();
        person
    }

    pub fn path(&self, template: &str) -> String {
        path::of_backup(template, self.backup)
    }

    pub fn head(&self) -> String {
        let head = self.chain.head();
        format!("{}.{}", head.number, head.hash)
    }

    /// The next entry by this author, not yet followed.
    pub fn entry(&self, author: &Member, kind: Kind, body: Vec<u8>) -> Entry {
        self.entry_in(author, kind, body, self.chain.epoch(), *self.chain.commitment())
    }

    fn entry_in(
        &self,
        author: &Member,
        kind: Kind,
        body: Vec<u8>,
        epoch: u32,
        commitment: [u8; 32],
    ) -> Entry {
        let head = self.chain.head();
        UnsignedHeader {
            backup: self.backup,
            number: head.number + 1,
            previous: head.hash,
            control: self.chain.control().hash,
            epoch,
            kind,
            author: author.id,
            commitment,
            time: self.clock.now(),
        }
        .sign(body, &author.secret)
    }

    pub fn control(&self, author: &Member, control: &Control) -> Entry {
        self.entry(author, control.kind(), control.encode())
    }

    pub fn change(&self) -> Entry {
        self.entry(&self.device, Kind::Change, b"sealed".to_vec())
    }

    /// Appends as the owner of the token and follows when it was taken.
    pub async fn append(&mut self, house: &House, token: &str, entry: &Entry) -> Answer {
        let frames = frame::write_all([entry]);
        let answer = house.append(&self.path(path::ENTRIES), token, &self.head(), frames).await;
        if answer.status == 200 {
            self.follow(house, entry);
        }
        answer
    }

    pub fn follow(&mut self, house: &House, entry: &Entry) {
        self.chain.follow(entry, Timing::Service { now: house.clock.now() }).unwrap();
    }

    /// A second device, added with the kit, signed in.
    pub async fn add_device(&mut self, house: &House) -> (Member, String) {
        let device = Member::make(&mut self.rng);
        let token = self.sign_in_by_kit(house).await.token;
        let seal = self.epoch.seal_to(&device.device()).unwrap();
        let entry = self.control(&self.slot, &Control::MemberAdded { member: device.device(), seal });
        self.append(house, &token, &entry).await.json::<Appended>(200);
        let session: Session = self.sign_in_device(house, &device).await.json(200);
        (device, session.token)
    }

    /// A removal by this author, with the next epoch it starts.
    pub fn removal(&mut self, author: &Member, target: MemberId, proposal: Option<Hash>) -> Entry {
        let next = self.epoch.next(&mut self.rng);
        let seals = next.key.seal_to_all(&self.chain.members_after(Some(target), None)).unwrap();
        let control = Control::MemberRemoved { member: target, seals, previous: next.previous, proposal };
        let (epoch, commitment) = (next.key.epoch(), next.key.commitment());
        self.entry_in(author, Kind::MemberRemoved, control.encode(), epoch, commitment)
    }

    /// A replacement of the kit's slot.
    pub fn replacement(&mut self, author: &Member, new: MemberRecord, proposal: Option<Hash>) -> Entry {
        let old = self.chain.slot(new.kind).map(|slot| slot.id);
        let next = self.epoch.next(&mut self.rng);
        let seals = next.key.seal_to_all(&self.chain.members_after(old, Some(new))).unwrap();
        let control = Control::SlotReplaced { old, new, seals, previous: next.previous, proposal };
        let (epoch, commitment) = (next.key.epoch(), next.key.commitment());
        self.entry_in(author, Kind::SlotReplaced, control.encode(), epoch, commitment)
    }

    pub fn propose(&self, author: &Member, action: Action) -> Entry {
        self.control(author, &Control::Proposed(action))
    }

    pub async fn replace(
        &mut self,
        house: &House,
        token: &str,
        entry: &Entry,
        blob: Option<Vec<u8>>,
        upload: Option<Vec<u8>>,
    ) -> Answer {
        let head = self.chain.head();
        let body = ReplaceSlot {
            expected_number: head.number,
            expected_hash: head.hash,
            entry: entry.to_bytes().into(),
            registration_upload: upload.map(Bytes),
            blob: blob.map(Bytes),
        };
        let answer = house.json(axum::http::Method::POST, &self.path(path::SLOTS), token, &body).await;
        if answer.status == 200 {
            self.follow(house, entry);
        }
        answer
    }

    pub async fn sign_in_by_kit(&self, house: &House) -> Session {
        kit_answer(house, &self.name, &self.kit, ORIGIN).await.json(200)
    }

    pub async fn sign_in_device(&self, house: &House, device: &Member) -> Answer {
        let start = DeviceSignIn { backup: self.backup, device: device.id };
        let challenge: Challenge = house.post(path::DEVICE, &start).await.json(200);
        let bytes = challenge.challenge.0.try_into().unwrap();
        let signature = device.secret.prove(ORIGIN, &self.backup, &device.id, &bytes).to_vec();
        let finish = FinishSignature { attempt: challenge.attempt, signature: signature.into() };
        house.post(path::DEVICE_FINISH, &finish).await
    }
}

pub async fn kit_answer(house: &House, name: &str, kit: &RecoveryKit, origin: &str) -> Answer {
    let start = SignInByKit { account: name.parse().unwrap() };
    let challenge: Challenge = house.post(path::KIT, &start).await.json(200);
    let bytes = challenge.challenge.0.try_into().unwrap();
    let signature = kit.prove(origin, name, &bytes).to_vec();
    house
        .post(path::KIT_FINISH, &FinishSignature { attempt: challenge.attempt, signature: signature.into() })
        .await
}

/// The kind of slot most stories replace.
pub const KIT: MemberKind = MemberKind::Kit;
