//! The answer to a request.

use regain_sync::Env;
use regain_sync::flow::approve::Waiting;

use super::{PATIENCE, client, explain, send, sign};
use crate::Context;
use crate::error::Result;
use crate::net::Patience;
use crate::store::Unlocked;

/// What a person decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decided {
    /// Yes, with the number in the browser, as typed.
    Approve(String),
    /// No.
    Deny,
    /// "It wasn't me."
    Report,
}

/// Signs and sends it. What can't be the number costs nothing.
pub fn send_it(context: &Context, store: &Unlocked, waiting: &Waiting, decided: &Decided) -> Result<()> {
    let binding = waiting.binding();
    let client = client(context, &binding.portal, Patience::short(PATIENCE))?;
    let mut env = Env { now: context.now(), rng: &mut context.rng() };
    let unsigned = match decided {
        Decided::Approve(number) => waiting.approve(number, &mut env),
        Decided::Deny => waiting.deny(&mut env),
        Decided::Report => Ok(waiting.report(&mut env)),
    };
    let unsigned = unsigned.map_err(|error| explain(&error))?;
    let (answering, request) = sign(&store.read()?, binding, unsigned)?;
    let answer = send(&client, &request)?;
    let taken = store.update(|replica| Ok(answering.answer(&answer, replica, context.now())))?;
    taken.map_err(|error| explain(&error))
}
