//! The backup service: who it is, what it is asked, and what a broken way there means.
//!
//! The decisions are `regain-sync`'s. This module owns the network and the order: the store is written after every step of
//! the engine and before what the step returned is sent.
//!
//! | module | what |
//! |---|---|
//! | `client`, `origin`, `error` | one request, one answer, causes told apart |
//! | [`contact`] | is this a Regain service, and whose clock is wrong |
//! | [`sync`] | one run of the everyday sync; after a change; before a reading |
//! | [`ask`] | one question in the device's session |
//! | [`way_in`], [`slot`] | in by passphrase or kit; what a slot signs |
//! | `damaged` | entries that nobody can open: who wrote them |
//! | [`events`], [`follow`] | something new; staying in touch |
//! | [`portal`] | organisations' portals, which are no part of the backup service |
//!
//! Adding a question to the service: its flow in `regain-sync`, then [`ask::in_session`] or [`slot::append`] from the command.

pub mod ask;
mod away;
mod client;
pub mod contact;
mod damaged;
mod error;
pub mod events;
mod failure;
pub mod follow;
mod origin;
pub mod portal;
pub mod slot;
pub mod sync;
mod told;
pub mod way_in;

pub use client::{Client, Patience};
pub use damaged::{LeftOut, left_out, left_out_text};
pub use error::NetError;
pub use failure::of_sync;
pub use origin::{Origin, OriginError};
pub use regain_sync::flow::unlock::Damaged;
pub use told::{asked, events_text, short, who};

use std::path::Path;

use crate::Context;
use crate::error::{Exit, Failure, Result};

/// The file in the home whose certificates alone are trusted: for a service with a certificate of its own.
const OWN_ROOTS: &str = "service-ca.pem";

/// A client of a service, by its address as typed or stored.
pub fn client(context: &Context, service: &str, patience: Patience) -> Result<Client> {
    if context.offline {
        return Err(Failure::new(
            Exit::Unreachable,
            "offline",
            "this needs the backup service, and --offline was given",
        )
        .next("run it again without --offline"));
    }
    let origin = service.parse::<Origin>().map_err(|error| {
        Failure::of(Exit::Usage, "service-address", &error)
            .next("give the service's address with --service URL")
    })?;
    let kept = context.home.join(OWN_ROOTS);
    let roots = context.ca_file.clone().or_else(|| kept.exists().then_some(kept));
    Ok(Client::new(origin, patience, roots.as_deref())?)
}

/// Keeps the certificates of `--ca-file` in the home, so that every later contact trusts them too.
pub fn keep_ca_file(context: &Context) -> Result<()> {
    let Some(file) = &context.ca_file else { return Ok(()) };
    keep_roots(file, &context.home.join(OWN_ROOTS))
}

fn keep_roots(file: &Path, kept: &Path) -> Result<()> {
    std::fs::copy(file, kept).map(drop).map_err(|error| {
        Failure::new(
            Exit::Failure,
            "ca-file",
            format!("{} could not be copied to {}: {error}", file.display(), kept.display()),
        )
        .next("copy it there yourself, or give --ca-file with every command")
    })
}

/// The client of the service this device's backup lies at.
pub fn client_of(context: &Context, replica: &regain_sync::Replica, patience: Patience) -> Result<Client> {
    let membership = replica.membership.as_ref().ok_or(regain_sync::SyncError::NoBackup)?;
    client(context, &membership.service, patience)
}
