//! A backup that grows as a test tells it.

use regain_log::{BackupId, Hash, Kind, MemberId, MemberKind, SIGNATURE_LEN, Signer, UnsignedHeader};
use regain_storage::{
    Append, AppendOutcome, CreateAccount, CreateAccountOutcome, Effect, NewEntry, NewSession, Position,
    SlotRow,
};

use crate::Store;

/// An hour, ms.
pub const HOUR: u64 = 60 * 60 * 1000;
/// A day, ms.
pub const DAY: u64 = 24 * HOUR;
/// 2026-01-15T08:00Z, when every story begins unless it says otherwise, ms.
pub const START: u64 = 1_768_464_000_000;

/// The device that writes.
pub const DEVICE: MemberId = MemberId([1; 16]);
/// The kit's slot.
pub const KIT: MemberId = MemberId([2; 16]);
/// The passphrase's slot.
pub const PASSPHRASE: MemberId = MemberId([3; 16]);

/// A backup and what its writer knows of it.
#[derive(Clone)]
pub struct Story {
    /// Where it is kept.
    pub store: Store,
    /// Its id.
    pub backup: BackupId,
    /// The newest entry.
    pub head: Position,
    /// The newest control entry.
    pub control: Hash,
}

/// Storage verifies no signature, so any bytes do.
struct AnySigner;

impl Signer for AnySigner {
    fn sign(&self, message: &[u8]) -> [u8; SIGNATURE_LEN] {
        let hash = Hash::of(&[message]);
        std::array::from_fn(|at| hash.0[at % 32])
    }
}

/// An entry at a position of one's choosing.
pub fn entry(
    backup: BackupId,
    previous: Option<Position>,
    control: Hash,
    kind: Kind,
    body: &[u8],
    time: u64,
) -> NewEntry {
    let header = UnsignedHeader {
        backup,
        number: previous.map_or(0, |position| position.number + 1),
        previous: previous.map_or(Hash::ZERO, |position| position.hash),
        control,
        epoch: 1,
        kind,
        author: DEVICE,
        commitment: [9; 32],
        time,
    };
    NewEntry::of(&header.sign(body.to_vec(), &AnySigner)).unwrap()
}

/// A slot of this id.
pub fn slot(id: MemberId, kind: MemberKind, blob: &[u8]) -> SlotRow {
    let kit = kind == MemberKind::Kit;
    SlotRow {
        id,
        kind,
        blob: blob.to_vec(),
        auth_key: kit.then_some([4; 32]),
        opaque_record: (!kit).then(|| b"record".to_vec()),
    }
}

/// A session whose token is this byte.
pub fn session(token: u8, member: MemberId, kind: MemberKind, expires: u64) -> NewSession {
    NewSession { token: [token; 32], member, kind, expires }
}

/// The request that makes an account: kit, passphrase, and a device with the session `[seed; 32]`.
pub fn account(name: &str, seed: u8, now: u64) -> CreateAccount {
    let backup = BackupId([seed; 16]);
    CreateAccount {
        name: name.to_owned(),
        backup,
        genesis: entry(backup, None, Hash::ZERO, Kind::Genesis, b"genesis", now),
        chain: b"chain 0".to_vec(),
        slots: vec![
            slot(PASSPHRASE, MemberKind::Passphrase, b"passphrase"),
            slot(KIT, MemberKind::Kit, b"kit"),
        ],
        session: Some(session(seed, DEVICE, MemberKind::Device, now + 30 * DAY)),
        now,
    }
}

impl Story {
    /// Makes the account `name` with the backup id `[seed; 16]`.
    pub async fn begin(store: &Store, name: &str, seed: u8, now: u64) -> Self {
        let request = account(name, seed, now);
        let (backup, head) = (request.backup, request.genesis.position());
        assert_eq!(store.create_account(request).await.unwrap(), CreateAccountOutcome::Created);
        Self { store: store.clone(), backup, head, control: head.hash }
    }

    /// The entry that would come next.
    pub fn next(&self, kind: Kind, body: &[u8], time: u64) -> NewEntry {
        entry(self.backup, Some(self.head), self.control, kind, body, time)
    }

    /// The request that appends these entries at the head.
    pub fn request(&self, entries: Vec<NewEntry>, now: u64) -> Append {
        let control = entries.iter().any(|entry| !entry.kind.is_data());
        Append {
            backup: self.backup,
            expected: self.head,
            entries,
            chain: control.then(|| b"chain".to_vec()),
            effects: vec![],
            notices: vec![],
            session: None,
            now,
        }
    }

    /// Appends one entry.
    pub async fn push(&mut self, kind: Kind, body: &[u8], now: u64) -> NewEntry {
        self.push_with(kind, body, now, vec![]).await
    }

    /// Appends one entry with its effects.
    pub async fn push_with(&mut self, kind: Kind, body: &[u8], now: u64, effects: Vec<Effect>) -> NewEntry {
        let entry = self.next(kind, body, now);
        let mut request = self.request(vec![entry.clone()], now);
        request.effects = effects;
        let outcome = self.store.append(request).await.unwrap();
        assert_eq!(outcome, AppendOutcome::Appended(entry.position()));
        self.went(&entry);
        entry
    }

    /// Takes an appended entry as the head.
    pub fn went(&mut self, entry: &NewEntry) {
        self.head = entry.position();
        if !entry.kind.is_data() {
            self.control = entry.hash;
        }
    }

    /// The numbers of the restore set at `at`, and of those among them that came without a body.
    pub async fn restored(&self, at: Option<u64>) -> (Vec<u64>, Vec<u64>) {
        let set = self.store.restore_set(self.backup, at).await.unwrap().unwrap();
        assert_eq!(set.head, self.head);
        let number = |bytes: &[u8]| u64::from_be_bytes(bytes[18..26].try_into().unwrap());
        let absent =
            set.entries.iter().filter(|entry| entry.body_absent).map(|entry| number(&entry.bytes)).collect();
        (set.entries.iter().map(|entry| number(&entry.bytes)).collect(), absent)
    }
}
