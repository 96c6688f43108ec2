//! In by a slot: passphrase or recovery kit, on any device or none.
//!
//! `by_passphrase` or `by_kit` → session and blob → [`Access`] → restore → [`Opened`]: verified, decrypted, and nobody has become a
//! member yet.

use rand_core::{CryptoRng, RngCore};
use regain_log::{BackupId, Chain, Entry, Head, MemberId, MemberKind};
use regain_protocol::{
    AccountName, Bytes, Challenge, FinishPassphrase, FinishSignature, PassphraseChallenge, Session,
    SessionSlot, SignInByKit, SignInByPassphrase, SlotKind, UpdateBlob, limit, path,
};
use regain_seal::opaque::{ExportKey, SignIn};
use regain_seal::{
    Checkpoint, KitCard, MemberSecret, Passphrase, RecoveryKit, SlotContent, SlotKey, open_blob, seal_blob,
};
use zeroize::Zeroizing;

use crate::draft::Draft;
use crate::keyring::Opener;
use crate::restore::{self, Restored};
use crate::{Checks, Finding, Method, Request, Response, SyncError};

/// OPAQUE's first message is on its way.
pub struct ByPassphrase {
    state: SignIn,
    account: AccountName,
}

/// OPAQUE's last message is on its way.
pub struct FinishingPassphrase {
    export: ExportKey,
    account: AccountName,
}

/// The kit's challenge is asked for.
pub struct ByKit {
    account: AccountName,
}

/// The kit's proof is on its way.
pub struct FinishingKit {
    account: AccountName,
}

/// A slot's session: its private keys are open, its backup not yet read.
pub struct Access {
    account: AccountName,
    backup: BackupId,
    token: Zeroizing<String>,
    slot: MemberId,
    kind: MemberKind,
    key: SlotKey,
    content: SlotContent,
}

/// What is done with entries that a member signed and nobody can open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Damaged {
    /// They stop it.
    Refuse,
    /// They are left out: to remove the device that wrote them, or because their owner agreed to it.
    LeaveOut,
}

/// A backup read by a slot.
pub struct Opened {
    /// The slot's session and keys.
    pub access: Access,
    /// The verified state.
    pub restored: Restored,
    leaves_out: bool,
}

/// Starts by passphrase.
pub fn by_passphrase<R: RngCore + CryptoRng>(
    account: AccountName,
    passphrase: &Passphrase,
    rng: &mut R,
) -> Result<(ByPassphrase, Request), SyncError> {
    let (state, message) = SignIn::start(passphrase, rng).map_err(|_| SyncError::WrongSecret)?;
    let body = SignInByPassphrase { account: account.clone(), credential_request: Bytes(message) };
    Ok((ByPassphrase { state, account }, Request::json(Method::Post, path::PASSPHRASE, &body)))
}

impl ByPassphrase {
    /// Stretches the passphrase (slow) and proves it.
    pub fn answer<R: RngCore + CryptoRng>(
        self,
        response: &Response,
        passphrase: &Passphrase,
        rng: &mut R,
    ) -> Result<(FinishingPassphrase, Request), SyncError> {
        let Self { state, account } = self;
        let challenge: PassphraseChallenge = response.json()?;
        let signed = state
            .finish(passphrase, &challenge.credential_response.0, account.as_str(), rng)
            .map_err(|_| SyncError::WrongSecret)?;
        let body = FinishPassphrase {
            attempt: challenge.attempt,
            credential_finalization: Bytes(signed.finalization),
        };
        let request = Request::json(Method::Post, path::PASSPHRASE_FINISH, &body);
        Ok((FinishingPassphrase { export: signed.export, account }, request))
    }
}

impl FinishingPassphrase {
    /// Opens the slot.
    pub fn answer(self, response: &Response) -> Result<Access, SyncError> {
        let Self { export, account } = self;
        let key = |backup, slot| SlotKey::from_passphrase(&export, backup, slot);
        Access::open(account, response, SlotKind::Passphrase, key)
    }
}

/// Starts by recovery kit.
pub fn by_kit(account: AccountName) -> (ByKit, Request) {
    let request = Request::json(Method::Post, path::KIT, &SignInByKit { account: account.clone() });
    (ByKit { account }, request)
}

impl ByKit {
    /// Proves the kit. `service` is the origin as the client dials it.
    pub fn answer(
        self,
        response: &Response,
        kit: &RecoveryKit,
        service: &str,
    ) -> Result<(FinishingKit, Request), SyncError> {
        let Challenge { attempt, challenge } = response.json()?;
        let challenge =
            challenge.0.try_into().map_err(|_| SyncError::NotRegain { status: response.status })?;
        let signature = kit.prove(service, self.account.as_str(), &challenge);
        let body = FinishSignature { attempt, signature: Bytes(signature.to_vec()) };
        Ok((FinishingKit { account: self.account }, Request::json(Method::Post, path::KIT_FINISH, &body)))
    }
}

impl FinishingKit {
    /// Opens the slot.
    pub fn answer(self, response: &Response, kit: &RecoveryKit) -> Result<Access, SyncError> {
        let key = |backup, slot| SlotKey::from_kit(kit, backup, slot);
        Access::open(self.account, response, SlotKind::Kit, key)
    }
}

impl Access {
    fn open(
        account: AccountName,
        response: &Response,
        kind: SlotKind,
        key: impl Fn(BackupId, MemberId) -> SlotKey,
    ) -> Result<Self, SyncError> {
        if response.problem().is_some_and(|p| p.code == regain_protocol::ProblemCode::SignInFailed) {
            return Err(SyncError::WrongSecret);
        }
        let Session { token, backup, slot, .. } = response.json()?;
        let SessionSlot { id, blob, kind: served, .. } = slot.ok_or(Finding::Slot)?;
        if served != kind {
            return Err(Finding::Slot.into());
        }
        let key = key(backup, id);
        let content = open_blob(&key, &blob.0).map_err(|_| Finding::Slot)?;
        let kind = match kind {
            SlotKind::Kit => MemberKind::Kit,
            SlotKind::Passphrase => MemberKind::Passphrase,
        };
        Ok(Self { account, backup, token: Zeroizing::new(token), slot: id, kind, key, content })
    }

    /// The recovery account.
    pub fn account(&self) -> &AccountName {
        &self.account
    }

    /// Which slot this is.
    pub fn slot(&self) -> MemberId {
        self.slot
    }

    /// Kit or passphrase.
    pub fn kind(&self) -> MemberKind {
        self.kind
    }

    /// The slot's session.
    pub fn token(&self) -> &str {
        &self.token
    }

    /// The slot's private keys.
    pub fn secret(&self) -> &MemberSecret {
        &self.content.secret
    }

    /// What the slot has seen: the newest entry when its blob was sealed.
    pub fn checkpoint(&self) -> Checkpoint {
        self.content.checkpoint
    }

    /// Hash of the backup's genesis entry.
    pub fn genesis(&self) -> regain_log::Hash {
        self.content.genesis
    }

    /// A printed QR has seen at least as much as its slot was sealed with; a service that hands out an older slot is caught here.
    pub fn require_card(&self, card: &KitCard) -> Result<(), SyncError> {
        if card.genesis != self.genesis() {
            return Err(Finding::Slot.into());
        }
        let (printed, sealed) = (card.checkpoint.number, self.checkpoint().number);
        if sealed < printed {
            return Err(Finding::OlderThanSlot { known: printed, served: sealed }.into());
        }
        Ok(())
    }

    /// The slot as one who opens seals and signs.
    pub fn opener(&self) -> Opener<'_> {
        Opener { id: self.slot, secret: &self.content.secret }
    }

    /// Asks for the backup. May be repeated when another device was faster.
    pub fn read(&self) -> Request {
        Request::get(path::of_backup(path::RESTORE, self.backup)).with_token(&self.token)
    }

    /// Verifies and decrypts it.
    pub fn opened(self, response: &Response, checks: &Checks) -> Result<Opened, SyncError> {
        let restored = self.verify(response, checks)?;
        restored.require_opened()?;
        Ok(Opened { access: self, restored, leaves_out: false })
    }

    /// The same, but entries that don't open are left out and named in `restored.unopened`: for removing the device that wrote
    /// them, and for a restore whose owner agreed to it.
    pub fn opened_leaving_out(self, response: &Response, checks: &Checks) -> Result<Opened, SyncError> {
        let restored = self.verify(response, checks)?;
        Ok(Opened { access: self, restored, leaves_out: true })
    }

    fn verify(&self, response: &Response, checks: &Checks) -> Result<Restored, SyncError> {
        let (entries, served) = response.entries()?;
        let pin = self.content.checkpoint;
        let restored =
            restore::verify(self.content.genesis, self.opener(), &entries, Some(served), Some(&pin), checks)?;
        let own = restored.chain.member(self.slot).ok_or(Finding::Slot)?;
        let same_keys = self.content.secret.matches(&own.record) || !checks.slot_keys;
        if own.record.kind != self.kind || !same_keys {
            return Err(Finding::Slot.into());
        }
        Ok(restored)
    }
}

impl Opened {
    /// Reads the backup again, after another device was faster.
    pub fn refreshed(self, response: &Response, checks: &Checks) -> Result<Self, SyncError> {
        if self.leaves_out {
            return self.access.opened_leaving_out(response, checks);
        }
        self.access.opened(response, checks)
    }

    /// Where the checkpoint that the state starts from was left out: asks for the state before it. Repeat until `None`.
    pub fn ask_under(&self) -> Option<Request> {
        let before = self.restored.missing_base()?.number.checked_sub(1)?;
        let path = path::of_backup(path::RESTORE, self.access.backup);
        Some(Request::get(format!("{path}?at={before}")).with_token(&self.access.token))
    }

    /// Whether it goes on when the state asked for by [`Opened::ask_under`] does not come. Removing a device must not hang on what the
    /// service no longer has; joining asks again. Where the checkpoint's author is a member still, what is refused needs that state only for
    /// the author's name. Otherwise there is nobody left to remove, and without it nothing is known to be whole.
    pub fn may_lack_base(&self, damaged: Damaged) -> bool {
        let author = self.restored.missing_base().map(|base| base.author);
        damaged == Damaged::LeaveOut
            || author.is_none_or(|author| self.restored.chain.member(author).is_some())
    }

    /// Refuses what nobody agreed to leave out.
    pub fn require(&self, damaged: Damaged) -> Result<(), Finding> {
        if damaged == Damaged::LeaveOut { Ok(()) } else { self.restored.require_opened() }
    }

    /// Puts that state under this one.
    pub fn put_under(&mut self, response: &Response, checks: &Checks) -> Result<(), SyncError> {
        let (entries, _) = response.entries()?;
        Ok(self.restored.put_under(&entries, checks)?)
    }

    /// Entries signed by the slot, on the verified head.
    pub fn draft(&self, now: u64) -> Draft<'_> {
        Draft::new(&self.restored.chain, &self.restored.keys, self.access.opener(), now)
    }

    /// Before the first write: the way from the slot's checkpoint to the head, by headers alone. `None` when there is none
    /// to go; otherwise the answer goes to [`Links::answer`].
    pub fn links(&self) -> Option<(Links, Request)> {
        let pin = self.access.checkpoint();
        Links::go(self, Head { number: pin.number, hash: pin.hash })
    }

    /// Seals the slot's blob anew with today's head as its checkpoint, under the same secret.
    pub fn refresh_checkpoint<R: RngCore + CryptoRng>(&self, rng: &mut R) -> (Checkpoint, Request) {
        let checkpoint = checkpoint_of(&self.restored.chain);
        let content = SlotContent {
            secret: MemberSecret::from_bytes(&self.access.secret().expose_bytes()),
            genesis: self.access.genesis(),
            checkpoint,
        };
        let blob = seal_blob(&self.access.key, &content, rng);
        let path = path::of_blob(self.access.backup, self.access.slot);
        let request = Request::json(Method::Put, path, &UpdateBlob { blob: Bytes(blob) });
        (checkpoint, request.with_token(&self.access.token))
    }
}

/// The head of a chain as a slot's checkpoint.
pub fn checkpoint_of(chain: &Chain) -> Checkpoint {
    Checkpoint { number: chain.head().number, hash: chain.head().hash, control: chain.control().hash }
}

/// Headers are being checked.
pub struct Links {
    from: Head,
}

impl Links {
    fn go(opened: &Opened, from: Head) -> Option<(Self, Request)> {
        let head = opened.restored.chain.head();
        if from == head {
            return None;
        }
        let to = head.number.min(from.number + limit::HEADERS);
        let path = path::of_backup(path::HEADERS, opened.access.backup);
        let request = Request::get(format!("{path}?from={}&to={to}", from.number + 1));
        Some((Self { from }, request.with_token(&opened.access.token)))
    }

    /// Checks a stretch of headers; gives the next one, or `None` at the head.
    pub fn answer(self, response: &Response, opened: &Opened) -> Result<Option<(Self, Request)>, SyncError> {
        let (fronts, _) = response.entries()?;
        let head = opened.restored.chain.head();
        let last: &Entry = fronts.last().ok_or(Finding::Incomplete { after: self.from.number })?;
        let reached = Head { number: last.header().number, hash: last.hash() };
        Chain::verify_links(self.from, &fronts, reached).map_err(Finding::from)?;
        if reached.number > head.number || (reached.number == head.number && reached != head) {
            return Err(Finding::Fork { number: head.number }.into());
        }
        Ok(Self::go(opened, reached))
    }
}

/// 16 random bytes: an id.
pub fn draw_id(rng: &mut (impl RngCore + CryptoRng)) -> [u8; 16] {
    let mut id = [0; 16];
    rng.fill_bytes(&mut id);
    id
}
