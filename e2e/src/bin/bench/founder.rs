//! Backups for measuring: founded with a recovery kit alone, so that no key is stretched.

use rand_core::{OsRng, RngCore};
use regain_e2e::http::Http;
use regain_log::{BackupId, Chain, Kind, MemberId};
use regain_protocol::{AccountName, Bytes, CreateAccount, CreatedAccount, SlotBlob, path};
use regain_seal::{Checkpoint, EpochKey, MemberSecret, RecoveryKit, SlotContent, SlotKey, seal_blob};
use regain_sync::draft::{self, Draft};
use regain_sync::{Keyring, Method, Opener, Request};
use regain_vault::{Author, Clock, Vault, account};

/// A backup with one device.
pub struct Founded {
    pub token: String,
    pub account: AccountName,
    pub kit: RecoveryKit,
    pub device: MemberId,
    pub secret: MemberSecret,
    pub chain: Chain,
    pub keys: Keyring,
}

/// Makes a recovery account at the service.
pub fn found(http: &Http) -> Founded {
    let rng = &mut OsRng;
    let kit = RecoveryKit::make(rng);
    let (kit_secret, secret) = (MemberSecret::make(rng), MemberSecret::make(rng));
    let (backup, kit_id, device) = (BackupId(id()), MemberId(id()), MemberId(id()));
    let key = EpochKey::make(backup, rng);
    let members = vec![kit_secret.kit_slot(kit_id, &kit), secret.device(device)];
    let genesis = draft::genesis(&key, members, (kit_id, &kit_secret), now()).unwrap();
    let chain = Chain::begin(&genesis, None).unwrap();
    let checkpoint = Checkpoint { number: 0, hash: genesis.hash(), control: genesis.hash() };
    let content = SlotContent { secret: kit_secret, genesis: genesis.hash(), checkpoint };
    let blob = seal_blob(&SlotKey::from_kit(&kit, backup, kit_id), &content, rng);
    let account: AccountName = format!("bench-{}", &backup.to_string()[..20]).parse().unwrap();
    let body = CreateAccount {
        account: account.clone(),
        backup,
        genesis: Bytes(genesis.to_bytes()),
        registration_upload: None,
        blobs: vec![SlotBlob { slot: kit_id, blob: Bytes(blob) }],
    };
    let answer = http.send(&Request::json(Method::Post, path::ACCOUNTS, &body)).unwrap();
    let created: CreatedAccount = answer.json().unwrap();
    Founded { token: created.token, account, kit, device, secret, chain, keys: Keyring::with(key) }
}

impl Founded {
    /// Appends `count` small entries one after another: complete HTTP requests as bytes.
    pub fn append_requests(&self, host: &str, count: usize) -> Vec<Vec<u8>> {
        let mut vault = Vault::new();
        let mut clock = Clock::new(Author(self.device.0));
        let mut draft = Draft::new(&self.chain, &self.keys, self.opener(), now());
        for number in 0..count {
            let change = regain_vault::device::add(
                &mut vault,
                &mut clock,
                now(),
                Author(id()),
                &format!("bench {number}"),
                "bench",
            )
            .unwrap();
            draft.data(Kind::Change, &change, &mut OsRng).unwrap();
        }
        let drafted = draft.finish();
        let mut expected = drafted.expected;
        let path = path::of_backup(path::ENTRIES, self.chain.backup());
        let mut requests = Vec::with_capacity(count);
        for entry in &drafted.entries {
            let mut body = Vec::new();
            regain_log::frame::write(&mut body, entry);
            let head = format!(
                "POST {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {}\r\n\
                 content-type: {}\r\nregain-expected-head: {}.{}\r\ncontent-length: {}\r\n\r\n",
                self.token,
                regain_protocol::ENTRIES_TYPE,
                expected.number,
                expected.hash,
                body.len(),
            );
            requests.push([head.into_bytes(), body].concat());
            expected = regain_log::Head { number: entry.header().number, hash: entry.hash() };
        }
        requests
    }

    /// Uploads a checkpoint with this many accounts; gives its size in bytes.
    pub fn upload_accounts(&mut self, http: &Http, count: usize) -> usize {
        let vault = vault_of(self.device, count);
        let mut draft = Draft::new(&self.chain, &self.keys, self.opener(), now());
        draft.data(Kind::Checkpoint, &vault.checkpoint(), &mut OsRng).unwrap();
        let drafted = draft.finish();
        let frames = drafted.frames();
        let size = frames.len();
        let path = path::of_backup(path::ENTRIES, self.chain.backup());
        let request = Request::append(path, drafted.expected, frames).with_token(&self.token);
        let answer = http.send(&request).unwrap();
        assert!(answer.is_success(), "the checkpoint was refused: {:?}", answer.problem());
        self.chain = drafted.chain;
        size
    }

    fn opener(&self) -> Opener<'_> {
        Opener { id: self.device, secret: &self.secret }
    }
}

/// A vault with this many ordinary accounts.
pub fn vault_of(device: MemberId, count: usize) -> Vault {
    let mut vault = Vault::new();
    let mut clock = Clock::new(Author(device.0));
    let accounts: Vec<_> = (0..count)
        .map(|number| {
            let mut secret = [0; 20];
            OsRng.fill_bytes(&mut secret);
            let secret = data_encoding::BASE32_NOPAD.encode(&secret);
            let uri = format!(
                "otpauth://totp/Issuer%20{number}:person{number}@example.org?secret={secret}&issuer=Issuer%20{number}"
            );
            let auth = regain_otp::uri::parse(&uri).ok().unwrap();
            account::NewAccount::from_otpauth(regain_vault::RecordId(id()), auth)
        })
        .collect();
    account::add_all(&mut vault, &mut clock, now(), &accounts).unwrap();
    vault
}

/// 16 random bytes.
pub fn id() -> [u8; 16] {
    regain_sync::flow::unlock::draw_id(&mut OsRng)
}

/// Ms since the Unix epoch.
pub fn now() -> u64 {
    regain_http::Clock::system().now()
}
