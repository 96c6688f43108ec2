//! Cloud backup is switched on with a new recovery account.

use rand_core::{CryptoRng, RngCore};
use regain_log::{BackupId, Chain, Hash, MemberId};
use regain_protocol::{
    AccountName, Bytes, CreateAccount, CreatedAccount, RegistrationRequest, RegistrationResponse, SlotBlob,
    path,
};
use regain_seal::opaque::Registration;
use regain_seal::{
    Checkpoint, EpochKey, MemberSecret, Passphrase, RecoveryKit, SlotContent, SlotKey, seal_blob,
};
use regain_vault::device;
use zeroize::Zeroizing;

use super::unlock::draw_id;
use crate::replica::{Membership, Outbox, Replica, Tail, Verified};
use crate::{Env, Keyring, Method, Request, Response, SyncError, draft};

/// OPAQUE's first message is on its way.
pub struct Registering {
    state: Registration,
    account: AccountName,
    slot: MemberId,
}

/// The account with its genesis entry is on its way. The replica already holds the membership, so that a crash between
/// sending and answering is mended by the next sync.
pub struct Creating {
    kit: RecoveryKit,
}

/// Starts with name and passphrase.
pub fn start<R: RngCore + CryptoRng>(
    account: AccountName,
    passphrase: &Passphrase,
    rng: &mut R,
) -> Result<(Registering, Request), SyncError> {
    let (state, message) = Registration::start(passphrase, rng).map_err(|_| SyncError::WrongSecret)?;
    let slot = MemberId(draw_id(rng));
    let body = RegistrationRequest { account: account.clone(), slot, registration_request: Bytes(message) };
    Ok((Registering { state, account, slot }, Request::json(Method::Post, path::REGISTRATION, &body)))
}

impl Registering {
    /// Stretches the passphrase (slow), makes all keys and the genesis entry, and puts the membership into the replica.
    ///
    /// `service` is the origin as the client dials it; `platform` describes the device to its owner.
    pub fn answer<R: RngCore + CryptoRng>(
        self,
        response: &Response,
        passphrase: &Passphrase,
        service: &str,
        platform: &str,
        replica: &mut Replica,
        env: &mut Env<'_, R>,
    ) -> Result<(Creating, Request), SyncError> {
        let Self { state, account, slot } = self;
        let answer: RegistrationResponse = response.json()?;
        let registered = state
            .finish(passphrase, &answer.registration_response.0, account.as_str(), env.rng)
            .map_err(|_| SyncError::NotRegain { status: response.status })?;
        let backup = BackupId(draw_id(env.rng));
        let kit = RecoveryKit::make(env.rng);
        let (kit_secret, passphrase_secret) = (MemberSecret::make(env.rng), MemberSecret::make(env.rng));
        let (kit_id, device_id) = (MemberId(draw_id(env.rng)), MemberId(draw_id(env.rng)));
        let secret = MemberSecret::make(env.rng);
        let members = vec![
            kit_secret.kit_slot(kit_id, &kit),
            passphrase_secret.passphrase_slot(slot),
            secret.device(device_id),
        ];
        let key = EpochKey::make(backup, env.rng);
        let genesis = draft::genesis(&key, members, (kit_id, &kit_secret), env.now)?;
        let chain = Chain::begin(&genesis, None).map_err(crate::Finding::from)?;
        let here = |secret| SlotContent { secret, genesis: chain.genesis(), checkpoint: at(genesis.hash()) };
        let by_kit = seal_blob(&SlotKey::from_kit(&kit, backup, kit_id), &here(kit_secret), env.rng);
        let by_passphrase = SlotKey::from_passphrase(&registered.export, backup, slot);
        let by_passphrase = seal_blob(&by_passphrase, &here(passphrase_secret), env.rng);
        let body = CreateAccount {
            account: account.clone(),
            backup,
            genesis: Bytes(genesis.to_bytes()),
            registration_upload: Some(Bytes(registered.upload)),
            blobs: vec![
                SlotBlob { slot: kit_id, blob: Bytes(by_kit) },
                SlotBlob { slot, blob: Bytes(by_passphrase) },
            ],
        };
        replica.rename_device_id(device_id, env.now);
        let author = replica.author();
        let Replica { vault, clock, device_name, .. } = replica;
        device::add(vault, clock, env.now, author, device_name, platform)
            .map_err(|_| SyncError::Gone("the device's name"))?;
        // All of it waits until the service has acknowledged it: another device may recover, and write, before this one does.
        let mut outbox = Outbox::default();
        outbox.push(replica.vault.checkpoint());
        replica.removed_from = None;
        replica.membership = Some(Membership {
            service: service.to_owned(),
            account,
            secret,
            chain,
            keys: Keyring::with(key),
            outbox,
            tail: Tail::default(),
            token: None,
            last_backup: None,
            last_written: env.now,
            last_contact: env.now,
            finding: None,
            verified: Verified::default(),
            gap: false,
            created: false,
        });
        Ok((Creating { kit }, Request::json(Method::Post, path::ACCOUNTS, &body)))
    }
}

fn at(genesis: Hash) -> Checkpoint {
    Checkpoint { number: 0, hash: genesis, control: genesis }
}

impl Creating {
    /// The account exists. Gives the kit, which nobody stores: its words are shown once. A refusal takes the membership
    /// out of the replica again.
    pub fn answer(self, response: &Response, replica: &mut Replica) -> Result<RecoveryKit, SyncError> {
        match response.json::<CreatedAccount>() {
            Ok(created) => {
                if let Some(membership) = &mut replica.membership {
                    membership.token = Some(Zeroizing::new(created.token));
                    membership.created = true;
                }
                Ok(self.kit)
            }
            Err(error) => {
                replica.membership = None;
                Err(error)
            }
        }
    }
}
