//! The link that was sent to a new address. Opening it shows what it does; the button does it.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regain_storage::portal::{PersonRow, Purpose, ThingHash};

use super::link;
use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, Frame, redirect, show as page};
use crate::state::{Portal, Shared};
use crate::visit::Visitor;

#[derive(Template)]
#[template(path = "security_info/confirm_address.html")]
struct ConfirmPage {
    frame: Frame,
    link: String,
    address: String,
    account: String,
    host: String,
}

/// Shows it.
pub async fn show(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    let (_, address, person) = read(&portal, &link).await?;
    page(&ConfirmPage {
        frame: Frame::of(&visitor),
        link,
        address,
        account: person.name,
        host: portal.settings.address.host().to_owned(),
    })
}

/// Confirms.
pub async fn act(
    State(portal): State<Shared>,
    visitor: Visitor,
    Path(link): Path<String>,
) -> Result<Response, Fault> {
    let (hash, address, person) = read(&portal, &link).await?;
    let now = portal.now();
    let note = Note::by_nobody(Act::AddressConfirmed, Some(person.id)).with("name", address.as_str());
    let notes = note.told(&portal, &visitor, now).await?;
    if !portal.storage.confirm_address(hash, &address, now, notes).await? {
        return Err(Fault::NotFound);
    }
    portal.mail_waits.notify_one();
    Ok(redirect(&Done::AddressConfirmed.on("/sign-in")))
}

async fn read(portal: &Portal, link: &str) -> Result<(ThingHash, String, PersonRow), Fault> {
    let now = portal.now();
    let (hash, address) = link::read(link).ok_or(Fault::NotFound)?;
    let row = portal.storage.one_time(hash, Purpose::ConfirmAddress, now).await?.ok_or(Fault::NotFound)?;
    let (person, _) = portal.storage.person(row.person, now).await?.ok_or(Fault::NotFound)?;
    Ok((hash, address, person))
}
