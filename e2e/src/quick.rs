//! Accounts without a passphrase, made as the format allows it: no key is stretched, so that tests of many clients start at once.

use rand_chacha::ChaCha20Rng;
use regain_log::{BackupId, Chain, MemberId};
use regain_protocol::{AccountName, Bytes, CreateAccount, CreatedAccount, SlotBlob, path};
use regain_seal::{Checkpoint, EpochKey, MemberSecret, RecoveryKit, SlotContent, SlotKey, seal_blob};
use regain_sync::flow::unlock::draw_id;
use regain_sync::{Keyring, Method, Request, draft};

use crate::http::Http;

/// A member of a backup that has a kit and one device, and nothing around it: no store, no outbox.
pub struct Writer {
    /// The device.
    pub device: MemberId,
    /// Its keys.
    pub secret: MemberSecret,
    /// The log as far as it was acknowledged.
    pub chain: Chain,
    /// Epoch keys.
    pub keys: Keyring,
    /// Its session.
    pub token: String,
    /// Its randomness.
    pub rng: ChaCha20Rng,
}

impl Writer {
    /// Creates an account.
    pub fn create(http: &Http, account: &str, mut rng: ChaCha20Rng, now: u64) -> Self {
        let account: AccountName = account.parse().unwrap();
        let backup = BackupId(draw_id(&mut rng));
        let kit = RecoveryKit::make(&mut rng);
        let (kit_secret, secret) = (MemberSecret::make(&mut rng), MemberSecret::make(&mut rng));
        let (kit_id, device) = (MemberId(draw_id(&mut rng)), MemberId(draw_id(&mut rng)));
        let key = EpochKey::make(backup, &mut rng);
        let members = vec![kit_secret.kit_slot(kit_id, &kit), secret.device(device)];
        let genesis = draft::genesis(&key, members, (kit_id, &kit_secret), now).unwrap();
        let chain = Chain::begin(&genesis, None).unwrap();
        let hash = genesis.hash();
        let checkpoint = Checkpoint { number: 0, hash, control: hash };
        let content = SlotContent { secret: kit_secret, genesis: hash, checkpoint };
        let blob = seal_blob(&SlotKey::from_kit(&kit, backup, kit_id), &content, &mut rng);
        let body = CreateAccount {
            account,
            backup,
            genesis: Bytes(genesis.to_bytes()),
            registration_upload: None,
            blobs: vec![SlotBlob { slot: kit_id, blob: Bytes(blob) }],
        };
        let answer = http.send(&Request::json(Method::Post, path::ACCOUNTS, &body)).unwrap();
        let created: CreatedAccount = answer.json().unwrap();
        Self { device, secret, chain, keys: Keyring::with(key), token: created.token, rng }
    }
}
