//! The everyday run, and one round of staying in touch.

use std::rc::Rc;

use rand_core::OsRng;
use regain_protocol::{ProblemCode, path};
use regain_screen::message::Trouble;
use regain_screen::view::Contact;
use regain_sync::flow::status;
use regain_sync::{Checks, Input, Output, Report, Request, Sync, SyncError};

use crate::app::{App, env};
use crate::{net, platform, store};

/// The service sends a comment every 20 seconds: after twice that and a little the line is dead.
const SILENCE_MS: u32 = 45_000;
/// Between two looks at the service's clock: ten minutes.
const COMPARE_MS: u64 = 600_000;

/// Syncs now, alone. `consent`: the person agreed that many accounts go to the trash.
pub async fn now(app: &App, consent: bool) -> Result<Report, Trouble> {
    let _alone = app.line.lock().await;
    on_line(app, consent).await
}

/// The same for a flow that has the line already.
pub async fn on_line(app: &App, consent: bool) -> Result<Report, Trouble> {
    app.set_contact(Contact::Busy);
    let result = run(app, consent).await;
    let contact = match &result {
        Ok(_) => Contact::Good,
        Err(trouble) if net::passes(trouble) => Contact::Away,
        Err(trouble) => Contact::Stopped(trouble.clone()),
    };
    app.contact.replace(contact);
    app.tell_state();
    result
}

async fn run(app: &App, consent: bool) -> Result<Report, Trouble> {
    let service = service(app)?;
    let mut run = Sync::new(consent, Checks::default());
    // The first step decides and changes nothing, so there is nothing to store yet.
    let mut output = app.alter(|replica| run.step(replica, Input::Begin, &mut env(&mut OsRng)))?;
    loop {
        let request = match output {
            Output::Send(request) => request,
            Output::Done(done) => {
                if matches!(done, Err(SyncError::Removed)) {
                    // What was dropped must not stay beside the store.
                    store::persist(app, false).await?;
                }
                return done.map_err(|error| stopped(&error));
            }
        };
        let answer = net::send(&service, &request).await?;
        output = app.alter(|replica| run.step(replica, Input::Answer(answer), &mut env(&mut OsRng)))?;
        store::persist(app, true).await?;
    }
}

/// The service that keeps this device's backup.
pub fn service(app: &App) -> Result<String, Trouble> {
    let service = app.read(|replica| replica.membership.as_ref().map(|one| one.service.clone()))?;
    service.ok_or_else(|| Trouble::from(SyncError::NoBackup))
}

fn stopped(error: &SyncError) -> Trouble {
    let mut trouble = match error {
        // The engine has taken the membership out again: it never came to be.
        SyncError::Gone(_) => Trouble::new("unfinished", error.to_string()),
        // No wrong name or passphrase: it is the device that is signed in no more, without a proof why. Nothing was dropped.
        error if error.code() == Some(ProblemCode::SignInFailed) => {
            Trouble::new("not-known-there", error.to_string())
        }
        error => Trouble::from(error),
    };
    trouble.names.sort_by_key(|name| name.to_lowercase());
    trouble
}

/// Asks in the device's session, on the line; syncs first, so that the session is alive and the chain at its head.
pub async fn ask(
    app: &App,
    question: impl FnOnce(&regain_sync::Replica) -> Result<Request, SyncError>,
) -> Result<regain_sync::Response, Trouble> {
    on_line(app, false).await?;
    let request = app.read(question)??;
    net::send(&service(app)?, &request).await
}

/// Asks the service what it knows of the backup: devices last seen, proposals by its clock. What fails is left as it was.
pub async fn refresh_status(app: &App) {
    let _alone = app.line.lock().await;
    let Ok(Ok(request)) = app.read(status::start) else { return };
    let Ok(service) = service(app) else { return };
    if let Ok(answer) = net::send(&service, &request).await
        && let Ok(status) = status::answer(&answer)
    {
        app.status.replace(Some(status));
        app.tell_state();
    }
}

/// A clock that is wrong is the most frequent false alarm of all: it is compared now and then. What fails is left as it was.
async fn compare_clocks(app: &App) {
    if platform::now().abs_diff(app.clock_compared.get()) >= COMPARE_MS
        && let Ok(service) = service(app)
    {
        let _ = net::contact(app, &service).await;
    }
}

/// Syncs, then follows the stream until it ends. Whether the line was there.
pub async fn round(app: &Rc<App>) -> bool {
    let stopped = matches!(*app.contact.borrow(), Contact::Stopped(_));
    if stopped || now(app, false).await.is_err() {
        return false;
    }
    compare_clocks(app).await;
    refresh_status(app).await;
    let asked = app.read(|replica| {
        let membership = replica.membership.as_ref()?;
        let token = membership.token.as_ref()?;
        let path = path::of_backup(path::EVENTS, membership.backup());
        Some((format!("{}{path}", membership.service), format!("Bearer {}", token.as_str())))
    });
    let Ok(Some((url, bearer))) = asked else { return false };
    let heard = Rc::clone(app);
    let headers = [("authorization", bearer.as_str())];
    let ended = platform::listen(&url, &headers, SILENCE_MS, move |line| {
        let known = heard.read(|replica| {
            let membership = replica.membership.as_ref()?;
            Some((membership.chain.head().number, !membership.outbox.is_empty()))
        });
        let Ok(Some((known, waits))) = known else { return };
        let newer = read_number(&line).is_some_and(|number| number > known);
        if newer || (waits && line.starts_with(':')) {
            super::soon(&heard);
        }
    });
    ended.await.is_ok_and(|status| status == 200)
}

/// The number in an event of the stream (HTML Living Standard, section 9.2): `data: {"number":7}`.
fn read_number(line: &str) -> Option<u64> {
    let data: serde_json::Value = serde_json::from_str(line.strip_prefix("data:")?.trim()).ok()?;
    data.get("number")?.as_u64()
}

#[cfg(test)]
mod tests {
    use super::read_number;

    #[test]
    fn lines_are_told_apart() {
        assert_eq!(read_number("data: {\"number\":7}"), Some(7));
        assert_eq!(read_number(":"), None);
        assert_eq!(read_number("event: head"), None);
        assert_eq!(read_number("data: nonsense"), None);
    }
}
