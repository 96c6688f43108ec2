//! `regain backup verify`: reads the backup back, decrypts every entry, compares. By this device, and by a way back in.

use regain_log::{Hash, MemberId, MemberKind};
use regain_protocol::AccountName;
use regain_seal::Checkpoint;
use regain_seal::words::head_words;
use regain_sync::flow::read_back::{self, ReadBack};
use regain_sync::{Checks, Finding, Replica, SyncError};
use serde::Serialize;

use crate::args::BackupVerifyArgs;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::way_in::{self, Secret};
use crate::net::{self, Client, Damaged, Patience, sync};
use crate::output::counted;
use crate::store::{Store, Unlocked};

/// Other devices may write between reading and comparing; after so many times it is no accident.
const TRIES: u32 = 4;

#[derive(Serialize)]
struct Verified {
    recovery_account: String,
    accounts: usize,
    accounts_backed_up: usize,
    by_kit: bool,
    by_passphrase: bool,
    protected: bool,
    head: u64,
    words: String,
}

/// What a way back in gave when it was tried.
pub(in crate::command) struct Checked {
    /// What was read back.
    pub read: ReadBack,
    /// The slot.
    pub slot: MemberId,
    /// Kit or passphrase.
    pub kind: MemberKind,
    /// Hash of the genesis entry.
    pub genesis: Hash,
    /// What the slot has seen now.
    pub checkpoint: Checkpoint,
}

pub(super) fn run(context: &Context, args: &BackupVerifyArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    let mut read = by_device(context, &store)?;
    let mut tried = None;
    if args.way_in.is_given() {
        let secret = way_in::ask(context, &args.way_in)?;
        let (client, account) = place(context, &store.read()?)?;
        let checked = through(context, &store, &client, &account, &secret)?;
        checked.mark(&store)?;
        read = checked.read;
        tried = Some(checked.kind);
    }
    let replica = store.read()?;
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    let head = membership.chain.head();
    context.out.line(n_of_n(read));
    let way = match tried {
        Some(MemberKind::Kit) => "Read back by this device, and through the recovery kit.",
        Some(MemberKind::Passphrase) => "Read back by this device, and through the passphrase.",
        _ => {
            "Read back by this device. To try a way back in as well: --kit-file PATH or --passphrase-file PATH."
        }
    };
    context.out.line(way);
    context.out.json(&Verified {
        recovery_account: membership.account.to_string(),
        accounts: read.accounts,
        accounts_backed_up: read.backed_up,
        by_kit: tried == Some(MemberKind::Kit),
        by_passphrase: tried == Some(MemberKind::Passphrase),
        protected: membership.is_protected(),
        head: head.number,
        words: head_words(head.number, &head.hash).join(" "),
    });
    require_all(read)
}

/// `15 of 15 accounts`, and anything less loudly.
pub(super) fn n_of_n(read: ReadBack) -> String {
    let ReadBack { accounts, backed_up } = read;
    format!("The backup was read back and decrypted: {backed_up} of {}.", counted(accounts, "account"))
}

/// A backup that holds less than the device is no success.
pub(super) fn require_all(read: ReadBack) -> Result<()> {
    if read.backed_up == read.accounts {
        return Ok(());
    }
    let missing = read.accounts - read.backed_up;
    Err(Failure::new(
        Exit::Failure,
        "incomplete",
        format!("not in the backup yet: {}", counted(missing, "account")),
    )
    .next("run `regain sync`, then `regain backup verify`"))
}

fn by_device(context: &Context, store: &Unlocked) -> Result<ReadBack> {
    let mut tries = 0;
    loop {
        tries += 1;
        let answer = net::ask::in_session(context, store, read_back::start)?;
        match read_back::answer(&answer, &store.read()?, &Checks::default()) {
            Err(SyncError::Finding(Finding::ReadBack)) if tries < TRIES => {}
            read => return Ok(read?),
        }
    }
}

/// The client and the account of this device's backup.
pub(in crate::command) fn place(context: &Context, replica: &Replica) -> Result<(Client, AccountName)> {
    let client = net::client_of(context, replica, Patience::USUAL)?;
    let membership = replica.membership.as_ref().ok_or(SyncError::NoBackup)?;
    Ok((client, membership.account.clone()))
}

/// Opens the backup by the secret, as a person would who lost everything, compares it with this device, and seals what was
/// seen as the slot's new checkpoint.
pub(in crate::command) fn through(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    account: &AccountName,
    secret: &Secret,
) -> Result<Checked> {
    let mut opened =
        way_in::open(client, way_in::access(context, client, account, secret)?, Damaged::Refuse)?;
    let mut tries = 0;
    let read = loop {
        tries += 1;
        match read_back::through(&opened, &store.read()?) {
            Err(SyncError::Finding(Finding::ReadBack)) if tries < TRIES => {
                sync::now(context, store, Patience::USUAL, false)?;
                opened = way_in::refresh(client, opened, Damaged::Refuse)?;
            }
            read => break read?,
        }
    };
    let (checkpoint, request) = opened.refresh_checkpoint(&mut context.rng());
    client.send(&request)?.require_success()?;
    Ok(Checked {
        read,
        slot: opened.access.slot(),
        kind: opened.access.kind(),
        genesis: opened.access.genesis(),
        checkpoint,
    })
}

impl Checked {
    /// Notes that this way back in was seen to work.
    pub(in crate::command) fn mark(&self, store: &Unlocked) -> Result<()> {
        store.update(|replica| {
            if let Some(membership) = &mut replica.membership {
                match self.kind {
                    MemberKind::Kit => membership.verified.kit = Some(self.slot),
                    MemberKind::Passphrase => membership.verified.passphrase = Some(self.slot),
                    MemberKind::Device => {}
                }
            }
            Ok(())
        })
    }
}
