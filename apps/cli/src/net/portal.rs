//! Organisations' portals: enrolments, and requests with their answers. The decisions are `regain-sync`'s; nothing goes to another address
//! than the one that an enrolment names, and no redirect is followed.
//!
//! | module | what |
//! |---|---|
//! | [`enrol`] | a key for a portal, from its link to the test |
//! | [`line`] | a session of one enrolment: what waits |
//! | [`ask`] | what waits at all portals, asked at once |
//! | [`watch`] | the same, for as long as it is wanted |
//! | [`answer`] | approved, denied, reported |

pub mod answer;
pub mod ask;
pub mod enrol;
mod failure;
pub mod line;
pub mod watch;

pub use failure::{explain, trouble};

use std::path::PathBuf;
use std::time::Duration;

use regain_protocol::portal::PortalAddress;
use regain_sync::replica::Binding;
use regain_sync::{PortalError, PortalRequest, Replica, Response, Unsigned};

use super::{Client, Origin, Patience};
use crate::Context;
use crate::error::{Exit, Failure, Result};

/// What a person waits for one portal, everything included: others may have an answer.
pub const PATIENCE: Duration = Duration::from_secs(10);

/// A client of one portal.
pub fn client(context: &Context, portal: &PortalAddress, patience: Patience) -> Result<Client> {
    if context.offline {
        return Err(Failure::new(
            Exit::Unreachable,
            "offline",
            "this needs the portal, and --offline was given",
        )
        .next("run it again without --offline"));
    }
    let origin = portal.as_str().parse::<Origin>().ok().filter(|origin| origin.as_str() == portal.as_str());
    let origin = origin.ok_or_else(|| {
        Failure::new(Exit::Finding, "portal-address", format!("{portal} can't be dialled as it is written"))
            .next("ask the portal for a new QR code")
    })?;
    let kept = own_roots(context, portal);
    let roots = context.ca_file.clone().or_else(|| kept.exists().then_some(kept));
    Client::new(origin, patience, roots.as_deref()).map_err(|error| failure::of_net(&error))
}

/// Keeps the certificates of `--ca-file` for this portal, so that every later contact trusts them too.
pub fn keep_ca_file(context: &Context, portal: &PortalAddress) -> Result<()> {
    context.ca_file.as_ref().map_or(Ok(()), |file| super::keep_roots(file, &own_roots(context, portal)))
}

/// The file in the home whose certificates alone are trusted for a portal.
fn own_roots(context: &Context, portal: &PortalAddress) -> PathBuf {
    context.home.join(format!("portal-ca-{}.pem", portal.host().replace(':', "_")))
}

fn send(client: &Client, request: &PortalRequest) -> Result<Response> {
    if request.portal.as_str() != client.origin().as_str() {
        return Err(explain(&PortalError::OtherRequest));
    }
    client.send(&request.request).map_err(|error| failure::of_net(&error))
}

/// Signs a message with the key of its enrolment.
fn sign<T>(replica: &Replica, binding: &Binding, unsigned: Unsigned<T>) -> Result<(T, PortalRequest)> {
    let signature = replica.key_of(binding).and_then(|key| key.sign(unsigned.message()));
    Ok(unsigned.signed(&signature.ok_or_else(|| explain(&PortalError::NoKey))?))
}
