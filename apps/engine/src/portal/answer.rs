//! The answer to a request.

use std::rc::Rc;

use rand_core::OsRng;
use regain_protocol::ProblemCode;
use regain_screen::message::Trouble;
use regain_screen::view::key_of;
use regain_sync::flow::approve::{Answering, Waiting};
use regain_sync::{Env, PortalError, Unsigned};

use super::{env, send, sign, state, take};
use crate::app::App;
use crate::platform;

/// Yes, with the number in the browser, as typed. What can't be the number costs nothing.
pub async fn approve(app: &Rc<App>, request: &str, number: &str) -> Result<(), Trouble> {
    decide(app, request, |waiting, env| waiting.approve(number, env)).await
}

/// No.
pub async fn deny(app: &Rc<App>, request: &str) -> Result<(), Trouble> {
    decide(app, request, Waiting::deny).await
}

/// "It wasn't me", also when it has ended.
pub async fn report(app: &Rc<App>, request: &str) -> Result<(), Trouble> {
    decide(app, request, |waiting, env| Ok(waiting.report(env))).await
}

async fn decide(
    app: &Rc<App>,
    request: &str,
    decide: impl FnOnce(&Waiting, &mut Env<'_, OsRng>) -> Result<Unsigned<Answering>, PortalError>,
) -> Result<(), Trouble> {
    let decided = app.portals(|portals| {
        let waiting = portals.find(|waiting| key_of(waiting) == request)?;
        Some((waiting.binding().clone(), decide(waiting, &mut env(&mut OsRng))))
    });
    let (binding, unsigned) = decided.ok_or(PortalError::Ended)?;
    let (answering, question) = sign(app, &binding, unsigned?)?;
    let answer = send(&question).await?;
    let taken = take(app, |replica| answering.answer(&answer, replica, platform::now())).await;
    if taken.as_ref().err().is_none_or(ends) {
        state::over(app, |waiting| key_of(waiting) == request);
    }
    taken
}

/// Whether a refusal leaves nothing to answer.
fn ends(trouble: &Trouble) -> bool {
    let ends = [ProblemCode::WrongNumber, ProblemCode::RequestEnded, ProblemCode::MethodEnded];
    ends.iter().any(|code| code.code() == trouble.code)
}
