//! A session of one enrolment: it reads what waits, and nothing else.

use std::rc::Rc;

use rand_core::OsRng;
use regain_protocol::ProblemCode;
use regain_screen::message::Trouble;
use regain_sync::flow::approve;
use regain_sync::replica::Binding;
use regain_sync::{PortalError, PortalRequest};

use super::{env, send, sign, state, take};
use crate::app::App;
use crate::platform;

/// Opens a session. A portal that says that the key is over makes the account one that asks for a new enrolment, durably.
pub async fn open(app: &Rc<App>, binding: &Binding) -> Result<(), Trouble> {
    let started = app.read(|replica| {
        replica.holdings.iter().find(|holding| holding.binding == *binding).map(approve::start)
    })?;
    let (calling, request) = started.ok_or(PortalError::NoKey)?;
    let reached = calling.answer(&send(&request).await?, platform::now())?;
    let unsigned = reached.sign_in(&mut env(&mut OsRng));
    let (step, request) = sign(app, binding, unsigned)?;
    let answer = send(&request).await?;
    let session = take(app, |replica| step.answer(&answer, replica, platform::now())).await?;
    app.portals(|portals| {
        portals.lines.retain(|(other, _)| other != binding);
        portals.lines.push((binding.clone(), session));
    });
    Ok(())
}

/// Asks what waits, in the session there is, or in a new one.
pub async fn look(app: &Rc<App>, binding: &Binding) -> Result<(), Trouble> {
    // Removed while its stream was followed.
    if !app.read(|replica| replica.key_of(binding).is_some())? {
        return Err(PortalError::NoKey.into());
    }
    if !has(app, binding) {
        open(app, binding).await?;
    }
    match asked(app, binding).await {
        // It has ended: the next one is asked.
        Err(trouble) if trouble.code == ProblemCode::SignInRequired.code() => {
            open(app, binding).await?;
            asked(app, binding).await
        }
        asked => asked,
    }
}

/// The question for the stream that says when to look.
pub fn listen(app: &App, binding: &Binding) -> Option<PortalRequest> {
    app.portals(|portals| {
        let (_, session) = portals.lines.iter().find(|(other, _)| other == binding)?;
        Some(session.listen())
    })
}

fn has(app: &App, binding: &Binding) -> bool {
    app.portals(|portals| portals.lines.iter().any(|(other, _)| other == binding))
}

async fn asked(app: &Rc<App>, binding: &Binding) -> Result<(), Trouble> {
    let question = app.portals(|portals| {
        let (_, session) = portals.lines.iter().find(|(other, _)| other == binding)?;
        Some(session.look())
    });
    let answer = send(&question.ok_or(PortalError::NoKey)?).await?;
    let found = app.portals(|portals| {
        let (_, session) = portals.lines.iter_mut().find(|(other, _)| other == binding)?;
        Some(session.looked(&answer, platform::now()))
    });
    // The app was locked meanwhile.
    let found = found.ok_or(PortalError::NoKey)?;
    if found.as_ref().is_err_and(|error| error.code() == Some(ProblemCode::SignInRequired)) {
        app.portals(|portals| portals.lines.retain(|(other, _)| other != binding));
    }
    state::note(app, binding, found?);
    Ok(())
}
