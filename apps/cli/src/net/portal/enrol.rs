//! A key for a portal: from its link to the test.

use regain_protocol::portal::{EnrolmentLink, NumberError};
use regain_seal::ApprovalKey;
use regain_sync::flow::enrol::{self, Known, Testing};
use regain_sync::replica::HeldKey;
use regain_sync::{Env, PortalError};
use regain_vault::{RecordId, bound};

use super::{Client, client, explain, line, send, sign};
use crate::Context;
use crate::error::{Failure, Result};
use crate::net::Patience;
use crate::store::Unlocked;

/// An account that works on this device from now on.
pub struct Enrolled {
    /// Its entry.
    pub id: RecordId,
    /// It was in the list before, and this device had no key for it.
    pub is_back: bool,
}

/// Asks the portal of a link what it is. Nothing else is sent to it.
pub fn look(context: &Context, link: EnrolmentLink) -> Result<(Client, Known)> {
    let client = client(context, &link.portal, Patience::USUAL)?;
    let (step, request) = enrol::start(link);
    let answer = send(&client, &request)?;
    let known = step.answer(&answer, context.now()).map_err(|error| explain(&error))?;
    Ok((client, known))
}

/// The person agreed: a key is made, its public half is sent, and the portal asks for a test. The key is durable when this returns, so that
/// a crash from here on loses nothing.
pub fn offer(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    known: Known,
    (device_name, platform): (&str, &str),
) -> Result<Testing> {
    let key = HeldKey::Here(ApprovalKey::make(&mut context.rng()));
    let mut env = Env { now: context.now(), rng: &mut context.rng() };
    let unsigned = known.with_key(key, device_name, platform, &mut env);
    let signature = unsigned.then().key().sign(unsigned.message());
    let (sent, request) = unsigned.signed(&signature.ok_or_else(|| explain(&PortalError::NoKey))?);
    let answer = send(client, &request)?;
    let taken = store.update(|replica| {
        let mut env = Env { now: context.now(), rng: &mut context.rng() };
        Ok(sent.answer(&answer, replica, &mut env))
    })?;
    taken.map_err(|error| explain(&error))
}

/// What was typed can't be the number: nothing was sent, and it can be typed again.
pub fn check(context: &Context, testing: &Testing, number: &str) -> Result<(), NumberError> {
    let mut env = Env { now: context.now(), rng: &mut context.rng() };
    match testing.typed(number, &mut env) {
        Err(PortalError::Number(error)) => Err(error),
        _ => Ok(()),
    }
}

/// The number of the test was typed.
pub fn confirm(
    context: &Context,
    store: &Unlocked,
    client: &Client,
    testing: &Testing,
    number: &str,
) -> Result<Enrolled> {
    let mut env = Env { now: context.now(), rng: &mut context.rng() };
    let unsigned = testing.typed(number, &mut env).map_err(|error| explain(&error))?;
    let binding = testing.binding();
    let before = store.read()?;
    let is_back = entry(&before, testing).is_some();
    let (confirming, request) = sign(&before, binding, unsigned)?;
    let id = match send(client, &request) {
        Ok(answer) => store.update(|replica| Ok(confirming.answer(&answer, replica, context.now())))?,
        // The answer may be lost, not the number: a session says that the key counts.
        Err(failure) => {
            line::open(context, store, binding).map_err(|_| failure)?;
            Ok(entry(&store.read()?, testing))
        }
    };
    let id = id.map_err(|error| explain(&error))?.ok_or_else(|| explain(&PortalError::NoKey))?;
    Ok(Enrolled { id, is_back })
}

/// The person gave up: the key is forgotten here, and the portal is told, if it can be.
pub fn stop(context: &Context, store: &Unlocked, client: &Client, testing: &Testing) -> Result<()> {
    let binding = testing.binding().clone();
    let mut env = Env { now: context.now(), rng: &mut context.rng() };
    let told = testing.cancel(&mut env).map_err(|error| explain(&error)).and_then(|unsigned| {
        let (confirming, request) = sign(&store.read()?, &binding, unsigned)?;
        Ok((confirming, send(client, &request)?))
    });
    store.update(|replica| {
        if let Ok((confirming, answer)) = told {
            // Refused or not, the key is forgotten.
            let _ = confirming.answer(&answer, replica, context.now());
        }
        replica.holdings.retain(|holding| holding.binding != binding || holding.is_usable);
        Ok::<_, Failure>(())
    })
}

fn entry(replica: &regain_sync::Replica, testing: &Testing) -> Option<RecordId> {
    let holding = replica.holdings.iter().find(|holding| holding.binding == *testing.binding())?;
    bound::same(&replica.vault, holding.binding.portal.as_str(), holding.person.as_str())
}
