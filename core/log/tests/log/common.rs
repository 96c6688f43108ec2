//! A log with fixed keys, followed by a service's chain and a client's at once.

use ed25519_dalek::{Signer as _, SigningKey};
use regain_log::{
    Action, BackupId, Chain, Control, Entry, Hash, Head, Kind, KitKeys, MemberId, MemberKind, MemberRecord,
    PREVIOUS_LEN, PROPOSAL_WAIT_MS, Rule, SEAL_LEN, SIGNATURE_LEN, Seal, Signer, Timing, UnsignedHeader,
};

pub const BACKUP: BackupId = BackupId([0xb0; 16]);
pub const START: u64 = 1_750_000_000_000;
pub const WAIT: u64 = PROPOSAL_WAIT_MS;

/// Someone with a key, member or not.
#[derive(Clone)]
pub struct Person {
    pub record: MemberRecord,
    key: SigningKey,
}

impl Person {
    /// Everything follows from the seed.
    pub fn new(seed: u8, kind: MemberKind) -> Self {
        let key = SigningKey::from_bytes(&[seed; 32]);
        let kit =
            (kind == MemberKind::Kit).then_some(KitKeys { auth: [seed ^ 0x40; 32], age: [seed ^ 0x60; 32] });
        let record = MemberRecord {
            id: MemberId([seed; 16]),
            kind,
            sign: key.verifying_key().to_bytes(),
            open: [seed ^ 0x80; 32],
            kit,
        };
        Self { record, key }
    }

    pub fn id(&self) -> MemberId {
        self.record.id
    }
}

impl Signer for Person {
    fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_LEN] {
        self.key.sign(message).to_bytes()
    }
}

pub fn kit() -> Person {
    Person::new(1, MemberKind::Kit)
}
pub fn passphrase() -> Person {
    Person::new(2, MemberKind::Passphrase)
}
pub fn phone() -> Person {
    Person::new(3, MemberKind::Device)
}
pub fn laptop() -> Person {
    Person::new(4, MemberKind::Device)
}
pub fn tablet() -> Person {
    Person::new(5, MemberKind::Device)
}
pub fn new_kit() -> Person {
    Person::new(6, MemberKind::Kit)
}
pub fn new_passphrase() -> Person {
    Person::new(7, MemberKind::Passphrase)
}
pub fn stranger() -> Person {
    Person::new(8, MemberKind::Device)
}

/// A commitment per epoch; its bytes mean nothing to the log.
pub fn commitment(epoch: u32) -> [u8; 32] {
    let mut out = [0xc0; 32];
    out[..4].copy_from_slice(&epoch.to_be_bytes());
    out
}

pub fn seal(member: MemberId) -> Seal {
    Seal { member, bytes: [0x5e; SEAL_LEN] }
}

pub fn seals<'a>(members: impl IntoIterator<Item = &'a MemberRecord>) -> Vec<Seal> {
    members.into_iter().map(|member| seal(member.id)).collect()
}

pub fn genesis_of(members: &[&Person], author: &Person) -> Entry {
    let records: Vec<_> = members.iter().map(|person| person.record).collect();
    let mut sorted = records.clone();
    sorted.sort_by_key(|record| record.id);
    let body = Control::Genesis { members: records, seals: seals(&sorted) }.encode();
    genesis_header(author).sign(body, author)
}

pub fn genesis_header(author: &Person) -> UnsignedHeader {
    UnsignedHeader {
        backup: BACKUP,
        number: 0,
        previous: Hash::ZERO,
        control: Hash::ZERO,
        epoch: 1,
        kind: Kind::Genesis,
        author: author.id(),
        commitment: commitment(1),
        time: START,
    }
}

#[derive(Clone)]
pub struct Log {
    pub service: Chain,
    pub client: Chain,
    pub entries: Vec<Entry>,
    pub now: u64,
}

impl Log {
    /// Kit, passphrase, phone.
    pub fn begin() -> Self {
        Self::of(genesis_of(&[&kit(), &passphrase(), &phone()], &kit()))
    }

    pub fn of(genesis: Entry) -> Self {
        let chain = Chain::begin(&genesis, Some(genesis.hash())).unwrap();
        Self { service: chain.clone(), client: chain, entries: vec![genesis], now: START }
    }

    /// Kit, passphrase and three devices, all members for longer than 72 hours.
    pub fn with_devices() -> Self {
        let mut log = Self::begin();
        for device in [laptop(), tablet()] {
            let entry = log.adds(&kit(), &device);
            log.take(&entry);
        }
        log.now += WAIT;
        log
    }

    pub fn head(&self) -> Head {
        self.client.head()
    }

    pub fn header(&self, author: &Person, kind: Kind) -> UnsignedHeader {
        let epoch = self.client.epoch() + u32::from(kind.starts_epoch());
        UnsignedHeader {
            backup: BACKUP,
            number: self.head().number + 1,
            previous: self.head().hash,
            control: self.client.control().hash,
            epoch,
            kind,
            author: author.id(),
            commitment: commitment(epoch),
            time: self.now,
        }
    }

    pub fn says(&self, author: &Person, control: &Control) -> Entry {
        self.header(author, control.kind()).sign(control.encode(), author)
    }

    pub fn data(&self, author: &Person, kind: Kind) -> Entry {
        self.header(author, kind).sign(vec![0xda; 296], author)
    }

    pub fn adds(&self, author: &Person, device: &Person) -> Entry {
        self.says(author, &Control::MemberAdded { member: device.record, seal: seal(device.id()) })
    }

    pub fn removal(&self, target: &Person, proposal: Option<Hash>) -> Control {
        Control::MemberRemoved {
            member: target.id(),
            seals: seals(&self.client.members_after(Some(target.id()), None)),
            previous: [0x9e; PREVIOUS_LEN],
            proposal,
        }
    }

    pub fn removes(&self, author: &Person, target: &Person, proposal: Option<Hash>) -> Entry {
        self.says(author, &self.removal(target, proposal))
    }

    pub fn replaces(
        &self,
        author: &Person,
        old: Option<&Person>,
        new: &Person,
        proposal: Option<Hash>,
    ) -> Entry {
        let old = old.map(Person::id);
        let control = Control::SlotReplaced {
            old,
            new: new.record,
            seals: seals(&self.client.members_after(old, Some(new.record))),
            previous: [0x9e; PREVIOUS_LEN],
            proposal,
        };
        self.says(author, &control)
    }

    pub fn proposes_removal(&self, author: &Person, target: &Person) -> Entry {
        self.says(author, &Control::Proposed(Action::Remove(target.id())))
    }

    pub fn proposes_slot(&self, author: &Person, old: &Person, new: &Person) -> Entry {
        self.says(author, &Control::Proposed(Action::ReplaceSlot { old: old.id(), new: new.record }))
    }

    pub fn confirms(&self, author: &Person, proposal: Hash) -> Entry {
        self.says(author, &Control::Confirmed(proposal))
    }

    pub fn cancels(&self, author: &Person, proposal: Hash) -> Entry {
        self.says(author, &Control::Cancelled(proposal))
    }

    /// Both chains follow, or both refuse by the same rule and stay as they were.
    pub fn follow(&mut self, entry: &Entry) -> Result<(), Rule> {
        let before = (self.service.clone(), self.client.clone());
        let stored = self.service.follow(entry, Timing::Service { now: self.now }).map(drop);
        let seen = self.client.follow(entry, Timing::Client).map(drop);
        assert_eq!(stored, seen, "service and client must judge alike");
        if let Err(error) = seen {
            assert_eq!(error.number, entry.header().number);
            assert!(before == (self.service.clone(), self.client.clone()), "a refused entry left a trace");
            return Err(error.rule);
        }
        for chain in [&self.service, &self.client] {
            let again = Chain::from_snapshot(&chain.to_snapshot()).expect("the snapshot reads");
            assert!(again == *chain, "the snapshot lost something");
        }
        self.entries.push(entry.clone());
        Ok(())
    }

    /// Follows what must be valid; gives its hash, which names a proposal.
    #[track_caller]
    pub fn take(&mut self, entry: &Entry) -> Hash {
        assert_eq!(self.follow(entry), Ok(()), "entry {} must be accepted", entry.header().number);
        entry.hash()
    }

    #[track_caller]
    pub fn refuses(&mut self, entry: &Entry, rule: Rule) {
        assert_eq!(self.follow(entry), Err(rule));
    }
}
