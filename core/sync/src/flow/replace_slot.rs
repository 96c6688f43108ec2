//! A way back in is replaced: a new passphrase or a new recovery kit.
//!
//! By a slot at once (the kit replaces both, the passphrase only itself); by a device alone as a proposal, whose slot is
//! staged at the service until the proposal counts.

use rand_core::{CryptoRng, RngCore};
use regain_log::{Action, Head, MemberId, MemberKind, MemberRecord};
use regain_protocol::{Bytes, RegistrationResponse, ReplaceSlot, SlotRegistration, path};
use regain_seal::opaque::Registration;
use regain_seal::{Checkpoint, MemberSecret, Passphrase, RecoveryKit, SlotContent, SlotKey, seal_blob};

use super::append::Appending;
use super::unlock::{Opened, draw_id};
use crate::draft::{Draft, Drafted};
use crate::replica::Replica;
use crate::{Env, Method, Request, Response, SyncError};

/// Who replaces.
pub enum By<'a> {
    /// A slot, at once.
    Slot(&'a Opened),
    /// A device alone, as a proposal. It must have synced just before.
    Device(&'a Replica),
}

/// The new passphrase's registration is on its way.
pub struct Registering {
    state: Registration,
    slot: MemberId,
}

impl By<'_> {
    fn token(&self) -> Option<&str> {
        match self {
            Self::Slot(opened) => Some(opened.access.token()),
            Self::Device(replica) => replica.membership.as_ref()?.token.as_ref().map(|token| token.as_str()),
        }
    }

    fn chain(&self) -> Result<&regain_log::Chain, SyncError> {
        match self {
            Self::Slot(opened) => Ok(&opened.restored.chain),
            Self::Device(replica) => {
                replica.membership.as_ref().map(|membership| &membership.chain).ok_or(SyncError::NoBackup)
            }
        }
    }

    fn draft(&self, now: u64) -> Result<Draft<'_>, SyncError> {
        match self {
            Self::Slot(opened) => Ok(opened.draft(now)),
            Self::Device(replica) => {
                let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
                Ok(Draft::new(&membership.chain, &membership.keys, membership.opener(replica.device), now))
            }
        }
    }

    fn in_session(&self, request: Request) -> Request {
        match self.token() {
            Some(token) => request.with_token(token),
            None => request,
        }
    }
}

/// Starts with a new passphrase.
pub fn passphrase<R: RngCore + CryptoRng>(
    by: &By<'_>,
    passphrase: &Passphrase,
    rng: &mut R,
) -> Result<(Registering, Request), SyncError> {
    let (state, message) = Registration::start(passphrase, rng).map_err(|_| SyncError::WrongSecret)?;
    let slot = MemberId(draw_id(rng));
    let path = path::of_backup(path::SLOT_REGISTRATION, by.chain()?.backup());
    let body = SlotRegistration { slot, registration_request: Bytes(message) };
    Ok((Registering { state, slot }, by.in_session(Request::json(Method::Post, path, &body))))
}

impl Registering {
    /// Stretches the passphrase (slow) and replaces, or proposes to.
    pub fn answer<R: RngCore + CryptoRng>(
        self,
        response: &Response,
        by: &By<'_>,
        passphrase: &Passphrase,
        account: &str,
        env: &mut Env<'_, R>,
    ) -> Result<(Appending, Request), SyncError> {
        let answer: RegistrationResponse = response.json()?;
        let registered = self
            .state
            .finish(passphrase, &answer.registration_response.0, account, env.rng)
            .map_err(|_| SyncError::NotRegain { status: response.status })?;
        let secret = MemberSecret::make(env.rng);
        let record = secret.passphrase_slot(self.slot);
        let key = SlotKey::from_passphrase(&registered.export, by.chain()?.backup(), self.slot);
        commit(by, record, secret, &key, Some(registered.upload), env)
    }
}

/// Replaces the kit by a new one, or proposes to. The kit's words are shown once; nobody stores them.
pub fn kit<R: RngCore + CryptoRng>(
    by: &By<'_>,
    kit: &RecoveryKit,
    env: &mut Env<'_, R>,
) -> Result<(Appending, Request), SyncError> {
    let (secret, slot) = (MemberSecret::make(env.rng), MemberId(draw_id(env.rng)));
    let record = secret.kit_slot(slot, kit);
    let key = SlotKey::from_kit(kit, by.chain()?.backup(), slot);
    commit(by, record, secret, &key, None, env)
}

/// Whether this device has asked for exactly this kit, and that is still open: an answer that was lost may have said so.
pub fn is_asked(replica: &Replica, kit: &RecoveryKit) -> bool {
    let keys = Some(kit.kit_keys());
    replica.membership.as_ref().is_some_and(|membership| {
        membership.chain.proposals().any(|(_, open)| {
            let same = matches!(&open.action, Action::ReplaceSlot { new, .. } if new.kit == keys);
            same && open.author == replica.device
        })
    })
}

fn commit<R: RngCore + CryptoRng>(
    by: &By<'_>,
    new: MemberRecord,
    secret: MemberSecret,
    key: &SlotKey,
    upload: Option<Vec<u8>>,
    env: &mut Env<'_, R>,
) -> Result<(Appending, Request), SyncError> {
    let chain = by.chain()?;
    let old = chain.slot(new.kind).map(|slot| slot.id);
    let mut draft = by.draft(env.now)?;
    match (by, old) {
        (By::Slot(opened), old) => {
            if new.kind == MemberKind::Kit && opened.access.kind() != MemberKind::Kit {
                return Err(SyncError::NotAtOnce(
                    "only the recovery kit itself replaces the recovery kit at once",
                ));
            }
            draft.replace_slot(old, new, None, env.rng)?;
        }
        (By::Device(_), Some(old)) => {
            draft.propose(Action::ReplaceSlot { old, new })?;
        }
        (By::Device(_), None) => {
            return Err(SyncError::NotAtOnce("there is no passphrase yet: the recovery kit adds one"));
        }
    }
    let drafted = draft.finish();
    let genesis = chain.genesis();
    let blob = seal_blob(key, &SlotContent { secret, genesis, checkpoint: at(&drafted) }, env.rng);
    let entry = drafted.entries.first().ok_or(SyncError::Gone("the entry"))?;
    let Head { number, hash } = drafted.expected;
    let body = ReplaceSlot {
        expected_number: number,
        expected_hash: hash,
        entry: Bytes(entry.to_bytes()),
        registration_upload: upload.map(Bytes),
        blob: Some(Bytes(blob)),
    };
    let path = path::of_backup(path::SLOTS, drafted.chain.backup());
    let request = by.in_session(Request::json(Method::Post, path, &body));
    Ok((Appending::of(drafted), request))
}

/// The entry that makes or proposes the slot is the newest thing it knows, and is a control entry itself.
fn at(drafted: &Drafted) -> Checkpoint {
    super::unlock::checkpoint_of(&drafted.chain)
}
