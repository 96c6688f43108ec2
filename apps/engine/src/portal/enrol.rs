//! A key for a portal: from its link to the test.

use std::rc::Rc;

use rand_core::OsRng;
use regain_protocol::portal::EnrolmentLink;
use regain_screen::message::Trouble;
use regain_screen::message::portal::Reply;
use regain_screen::suggest;
use regain_screen::view::{EnrolmentView, RequestView};
use regain_seal::ApprovalKey;
use regain_sync::PortalError;
use regain_sync::flow::enrol;
use regain_sync::replica::{Binding, HeldKey};
use regain_vault::{RecordId, bound};

use super::state::Enrolment;
use super::{env, line, send, sign, take, watch};
use crate::app::App;
use crate::{platform, store};

/// Asks the portal of a link what it is. Nothing else is sent to it.
pub async fn look(app: &Rc<App>, text: &str) -> Result<Reply, Trouble> {
    let (step, request) = enrol::start(text.parse::<EnrolmentLink>()?);
    let answer = send(&request).await?;
    let known = step.answer(&answer, platform::now())?;
    let view = EnrolmentView::of(&known);
    app.portals(|portals| portals.enrolment = Some(Enrolment::Known(known)));
    Ok(Reply::Found(view))
}

/// The person agreed: a key is made, its public half is sent, and the portal asks for a test. The key is durable when this returns, so that
/// a crash from here on loses nothing.
pub async fn offer(app: &Rc<App>, name: &str) -> Result<Reply, Trouble> {
    store::require(app).await?;
    let Some(Enrolment::Known(known)) = app.portals(|portals| portals.enrolment.take()) else {
        return Err(none());
    };
    let system = suggest::device_name(&platform::agent());
    let own = app.read(|replica| replica.device_name.trim().to_owned())?;
    let name = [name.trim(), &own, &system].into_iter().find(|name| !name.is_empty()).unwrap_or_default();
    let key = HeldKey::Here(ApprovalKey::make(&mut OsRng));
    let unsigned = known.with_key(key, name, &system, &mut env(&mut OsRng));
    let signature = unsigned.then().key().sign(unsigned.message()).ok_or(PortalError::NoKey)?;
    let (sent, request) = unsigned.signed(&signature);
    let answer = send(&request).await?;
    let testing = take(app, |replica| sent.answer(&answer, replica, &mut env(&mut OsRng))).await?;
    let view = app.read(|replica| RequestView::of(testing.waiting(), replica))?;
    app.portals(|portals| portals.enrolment = Some(Enrolment::Testing(testing)));
    Ok(Reply::Test(view.ok_or(PortalError::NoKey)?))
}

/// The number of the test was typed.
pub async fn confirm(app: &Rc<App>, number: &str) -> Result<Reply, Trouble> {
    let typed = app.portals(|portals| match &portals.enrolment {
        Some(Enrolment::Testing(testing)) => {
            Some((testing.binding().clone(), testing.typed(number, &mut env(&mut OsRng))))
        }
        _ => None,
    });
    let (binding, unsigned) = typed.ok_or_else(none)?;
    let is_back = entry(app, &binding)?.is_some();
    let (confirming, request) = sign(app, &binding, unsigned?)?;
    let id = match send(&request).await {
        Ok(answer) => {
            let taken = take(app, |replica| confirming.answer(&answer, replica, platform::now())).await;
            // A refusal that forgets the key ends the test; after any other the number can be typed again.
            if taken.is_ok() || app.read(|replica| replica.key_of(&binding).is_none())? {
                app.portals(|portals| portals.enrolment = None);
            }
            taken?
        }
        // The answer may be lost, not the number: a session says that the key counts.
        Err(trouble) => {
            line::open(app, &binding).await.map_err(|_| trouble)?;
            app.portals(|portals| portals.enrolment = None);
            entry(app, &binding)?
        }
    };
    let id = id.ok_or(PortalError::NoKey)?.to_string();
    watch(app);
    Ok(Reply::Usable { id, is_back })
}

/// The person gave up: the key is forgotten here, and the portal is told, if it can be.
pub async fn stop(app: &Rc<App>) -> Result<(), Trouble> {
    let Some(Enrolment::Testing(testing)) = app.portals(|portals| portals.enrolment.take()) else {
        return Ok(());
    };
    let binding = testing.binding().clone();
    if let Ok(unsigned) = testing.cancel(&mut env(&mut OsRng))
        && let Ok((confirming, request)) = sign(app, &binding, unsigned)
        && let Ok(answer) = send(&request).await
    {
        // Refused or not, the key is forgotten.
        let _ = take(app, |replica| confirming.answer(&answer, replica, platform::now())).await;
    }
    take(app, |replica| {
        replica.holdings.retain(|holding| holding.binding != binding || holding.is_usable);
        Ok(())
    })
    .await
}

/// The account's entry, as far as there is one.
fn entry(app: &App, binding: &Binding) -> Result<Option<RecordId>, Trouble> {
    app.read(|replica| {
        let holding = replica.holdings.iter().find(|holding| holding.binding == *binding)?;
        bound::same(&replica.vault, holding.binding.portal.as_str(), holding.person.as_str())
    })
}

/// The app was locked meanwhile, or another window has begun another.
fn none() -> Trouble {
    PortalError::NoKey.into()
}
