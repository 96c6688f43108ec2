//! The device becomes a member, and uploads what it already held.

use regain_seal::words::head_words;
use regain_sync::flow::MAX_RACES;
use regain_sync::flow::join::{self, JoinEnd};
use regain_sync::flow::unlock::Opened;
use regain_sync::{Env, SyncError};
use regain_vault::{account, bound};

use super::super::platform;
use crate::context::Context;
use crate::error::Result;
use crate::net::{self, Client, Damaged, Patience, sync, way_in};
use crate::store::Unlocked;

/// What is on the device now.
pub(super) struct Joined {
    pub accounts: usize,
    pub action_required: usize,
    pub head: u64,
    pub words: String,
}

pub(super) fn run(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    opened: Opened,
    name: &str,
    damaged: Damaged,
) -> Result<Joined> {
    let opened = become_member(context, store, client, opened, name, damaged)?;
    net::keep_ca_file(context)?;
    // The slot has seen today's head: a later restore by it refuses anything older. Without it nothing is lost.
    let (_, request) = opened.refresh_checkpoint(&mut context.rng());
    let _ = client.send(&request);
    // The device is a member and holds everything; if this fails, the next command goes on.
    match sync::now(context, store, Patience::USUAL, false) {
        Ok(report) => sync::say_events(context, store, &report),
        Err(stop) => {
            let failure = crate::error::Failure::from(stop);
            context.out.warn(format!("warning: not synced yet: {}", failure.message));
        }
    }
    let replica = store.read()?;
    let head = replica.membership.as_ref().ok_or(SyncError::NoBackup)?.chain.head();
    Ok(Joined {
        accounts: account::count(&replica.vault),
        action_required: bound::list(&replica.vault).len(),
        head: head.number,
        words: head_words(head.number, &head.hash).join(" "),
    })
}

fn become_member(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    mut opened: Opened,
    name: &str,
    damaged: Damaged,
) -> Result<Opened> {
    for _ in 0..MAX_RACES {
        let mut env = Env { now: context.now(), rng: &mut context.rng() };
        let (joining, request) = join::start(&opened, name, platform(), &mut env)?;
        let answer = client.send(&request)?;
        let service = client.origin().as_str();
        let end = store.update(|replica| {
            let mut env = Env { now: context.now(), rng: &mut context.rng() };
            name.clone_into(&mut replica.device_name);
            Ok(joining.answer(&answer, &opened, service, replica, &mut env)?)
        })?;
        match end {
            JoinEnd::Done => return Ok(opened),
            JoinEnd::Again => opened = way_in::refresh(client, opened, damaged)?,
        }
    }
    Err(SyncError::Contended.into())
}
