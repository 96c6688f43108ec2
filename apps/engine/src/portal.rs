//! Organisations' portals: enrolments, and requests with their answers. A part of its own, fetched by whom it is for. The decisions are
//! `regain-sync`'s; nothing goes to another address than the one that an enrolment names, and no redirect is followed.
//!
//! | module | what |
//! |---|---|
//! | [`enrol`] | a key for a portal, from its link to the test |
//! | [`line`] | a session of one enrolment: what waits |
//! | [`ask`] | what waits at all portals |
//! | [`watch`] | the same, for as long as somebody looks |
//! | [`answer`] | approved, denied, reported |
//! | [`state`] | what is known of all this while the app is open |

mod answer;
mod ask;
mod enrol;
mod line;
mod state;
mod watch;

pub use state::Portals;
pub use watch::watch;

use std::rc::Rc;

use rand_core::OsRng;
use regain_screen::message::portal::{Ask, Packed};
use regain_screen::message::{Answer, Trouble};
use regain_sync::replica::Binding;
use regain_sync::{Env, PortalError, PortalRequest, Replica, Response, Unsigned};

use crate::app::{self, App};
use crate::{net, store, sync};

/// What a person waits for one portal: others may have an answer.
const PATIENCE_MS: u32 = 10_000;

/// Does one thing.
pub async fn run(app: &Rc<App>, asked: &Packed) -> Result<Answer, Trouble> {
    let asked = asked.ask().ok_or_else(|| Trouble::new("unknown", "a question of another build"))?;
    let reply = match asked {
        Ask::Look(text) => enrol::look(app, text.expose()).await?,
        Ask::Enrol { device_name } => enrol::offer(app, &device_name).await?,
        Ask::Confirm(number) => enrol::confirm(app, &number).await?,
        Ask::Stop => return enrol::stop(app).await.map(|()| Answer::Done),
        Ask::Requests => ask::all(app).await?,
        Ask::Approve { request, number } => {
            return answer::approve(app, &request, &number).await.map(|()| Answer::Done);
        }
        Ask::Deny(request) => return answer::deny(app, &request).await.map(|()| Answer::Done),
        Ask::Report(request) => return answer::report(app, &request).await.map(|()| Answer::Done),
    };
    Ok(Answer::Portal(reply.pack()))
}

/// Time and randomness of this moment.
fn env(rng: &mut OsRng) -> Env<'_, OsRng> {
    app::env(rng)
}

async fn send(request: &PortalRequest) -> Result<Response, Trouble> {
    net::send_within(request.portal.as_str(), &request.request, PATIENCE_MS).await
}

/// Signs a message with the key of its enrolment.
fn sign<T>(app: &App, binding: &Binding, unsigned: Unsigned<T>) -> Result<(T, PortalRequest), Trouble> {
    let signature =
        app.read(|replica| replica.key_of(binding).and_then(|key| key.sign(unsigned.message())))?;
    Ok(unsigned.signed(&signature.ok_or(PortalError::NoKey)?))
}

/// Lets an answer of a portal change the state. A refusal changes it, too: a key that is over is noted. What changed is durable when this
/// returns, and uploaded soon.
async fn take<T>(
    app: &Rc<App>,
    read: impl FnOnce(&mut Replica) -> Result<T, PortalError>,
) -> Result<T, Trouble> {
    let (result, is_changed) = app.alter(|replica| {
        let before = replica.encode();
        let result = read(replica);
        (result, before != replica.encode())
    })?;
    if is_changed {
        store::persist(app, true).await?;
        app.tell_state();
        sync::soon(app);
    }
    result.map_err(Trouble::from)
}
