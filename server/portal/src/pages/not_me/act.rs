//! Ends all sessions, suspends the method that was added, and tells those who help.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regain_storage::portal::{
    Change, ChangeMethod, MethodChange, MethodRow, MethodState, NewRecovery, PersonRow, RecoveryId,
};

use crate::acts::Act;
use crate::fault::Fault;
use crate::mails::{self, Disowned};
use crate::notes::Note;
use crate::page::{Frame, date, show as page};
use crate::state::{Portal, Shared};
use crate::visit::Visitor;

#[derive(Template)]
#[template(path = "not_me/act.html")]
struct NotMePage {
    frame: Frame,
    link: String,
    when: String,
    method: Option<String>,
    done: bool,
}

/// Shows what would be done.
pub async fn show(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    let (disowned, _, method) = read(&portal, &link).await?;
    let method = method.map(|method| method.name);
    page(&NotMePage { frame: Frame::of(&visitor), link, when: date(disowned.at), method, done: false })
}

/// Does it. A second time finds nothing left to do.
pub async fn act(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    let (disowned, person, method) = read(&portal, &link).await?;
    let now = portal.now();
    let note = |act| Note::by_nobody(act, Some(person.id));
    if let Some(method) = &method {
        let notes =
            note(Act::MethodDisowned).with("name", method.name.as_str()).told(&portal, &visitor, now).await?;
        let change = ChangeMethod {
            person: person.id,
            revision: person.revision,
            method: method.id,
            change: MethodChange::Suspend,
            taking: None,
            now,
            notes,
        };
        match portal.storage.change_method(change).await? {
            Change::Changed => {}
            // Somebody is at it this very moment: nothing else is done before this is.
            Change::Moved | Change::LastAdministrator => return Err(Fault::Moved),
        }
    }
    let notes = note(Act::Disowned).told(&portal, &visitor, now).await?;
    portal.storage.end_portal_sessions(person.id, None, notes).await?;
    tell_helpers(&portal, &visitor, &person, &disowned, now).await?;
    portal.mail_waits.notify_one();
    let method = method.map(|method| method.name);
    page(&NotMePage { frame: Frame::of(&visitor), link, when: date(disowned.at), method, done: true })
}

/// As a request for help: an account was used by somebody else, and its owner may have no way in.
async fn tell_helpers(
    portal: &Portal,
    visitor: &Visitor,
    person: &PersonRow,
    disowned: &Disowned,
    now: u64,
) -> Result<(), Fault> {
    let mut notes = Note::by_nobody(Act::RecoveryAsked, Some(person.id)).quiet(visitor, now);
    notes.mails = mails::to_helpers(portal, person, now).await?;
    let request = NewRecovery {
        id: RecoveryId(portal.random.bytes()),
        person: person.id,
        made: now,
        origin: visitor.origin(),
        note: format!("\u{201c}This wasn't me\u{201d}: {}", date(disowned.at)),
        notes,
    };
    portal.storage.ask_recovery(request).await?;
    Ok(())
}

/// What the link says, the person, and the method that was added then and is in use.
async fn read(portal: &Portal, link: &str) -> Result<(Disowned, PersonRow, Option<MethodRow>), Fault> {
    let disowned = Disowned::read(portal, link).ok_or(Fault::NotFound)?;
    let found = portal.storage.person(disowned.person, portal.now()).await?;
    let (person, methods) = found.ok_or(Fault::NotFound)?;
    let added = |method: &MethodRow| Some(method.id) == disowned.method && method.state == MethodState::Live;
    Ok((disowned, person, methods.into_iter().find(added)))
}
