//! A session of one enrolment: it reads what waits, and nothing else.

use std::time::Duration;

use regain_sync::flow::approve::{self, Session, Waiting};
use regain_sync::replica::Binding;
use regain_sync::{Env, PortalError};

use super::{Client, PATIENCE, client, explain, send, sign};
use crate::Context;
use crate::error::Result;
use crate::net::Patience;
use crate::net::events::Lines;
use crate::store::Unlocked;

/// The longest silence of a stream: a portal sends a comment every 20 seconds.
const SILENCE: Duration = Duration::from_secs(45);

/// A portal that was reached.
pub struct Line {
    client: Client,
    session: Session,
}

/// Opens a session. A portal that says that the key is over makes the account one that asks for a new enrolment, durably.
pub fn open(context: &Context, store: &Unlocked, binding: &Binding) -> Result<Line> {
    let client = client(context, &binding.portal, Patience::short(PATIENCE))?;
    let replica = store.read()?;
    let holding = replica.holdings.iter().find(|holding| holding.binding == *binding);
    let (calling, request) = approve::start(holding.ok_or_else(|| explain(&PortalError::NoKey))?);
    let reached = calling.answer(&send(&client, &request)?, context.now());
    let mut env = Env { now: context.now(), rng: &mut context.rng() };
    let unsigned = reached.map_err(|error| explain(&error))?.sign_in(&mut env);
    let (step, request) = sign(&replica, binding, unsigned)?;
    let answer = send(&client, &request)?;
    let session = store.update(|replica| Ok(step.answer(&answer, replica, context.now())))?;
    // Its time was for getting here; what follows may take as long as it is wanted.
    let client = super::client(context, &binding.portal, Patience::USUAL)?;
    Ok(Line { client, session: session.map_err(|error| explain(&error))? })
}

impl Line {
    /// What waits.
    pub fn look(&mut self, context: &Context) -> Result<Option<Waiting>> {
        let answer = send(&self.client, &self.session.look())?;
        self.session.looked(&answer, context.now()).map_err(|error| explain(&error))
    }

    /// The stream that says when to look; `None` where there is none.
    pub(super) fn listen(&self) -> Option<Lines> {
        Lines::open(&self.client, &self.session.listen().request, SILENCE).ok()
    }
}
