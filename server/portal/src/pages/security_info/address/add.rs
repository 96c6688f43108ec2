//! An address is added, and counts from when a link that was sent there is used.

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use regain_storage::Spend;
use serde::Deserialize;

use super::{link, typed::address};
use crate::acts::Act;
use crate::fault::Fault;
use crate::notes::Note;
use crate::page::{Done, Frame, Tab, redirect, show as page};
use crate::session::Action;
use crate::state::{Portal, Shared};
use crate::visit::{Me, Sent};

const PATH: &str = "/security-info/addresses";
/// Most addresses of a person.
const MOST: usize = 5;
/// Most links in a day: nobody's mailbox is flooded from here.
const LINKS_A_DAY: u64 = 10;
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

#[derive(Template)]
#[template(path = "security_info/address.html")]
struct AddressPage {
    frame: Frame,
    address: String,
    error: Option<String>,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    address: String,
}

/// Shows the form.
pub async fn show(me: Me) -> Result<Response, Fault> {
    me.permit(Action::ChangeAddress, PATH)?;
    page(&AddressPage { frame: Frame::of_me(&me, Tab::SecurityInfo), address: String::new(), error: None })
}

/// Adds it, or sends another link to one that waits.
pub async fn act(State(portal): State<Shared>, me: Me, Sent(typed): Sent<Typed>) -> Result<Response, Fault> {
    let permit = me.permit(Action::ChangeAddress, PATH)?;
    let w = me.visitor.words();
    let again = |error: String| {
        let frame = Frame::of_me(&me, Tab::SecurityInfo);
        let shown = page(&AddressPage { frame, address: typed.address.clone(), error: Some(error) })?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, shown).into_response())
    };
    let Some(address) = address(&typed.address) else { return again(w.address_wrong().to_owned()) };
    let rows = portal.storage.addresses(permit.person()).await?;
    let there = rows.iter().find(|row| row.address == address);
    if there.is_some_and(|row| row.confirmed) {
        return again(w.address_there().to_owned());
    }
    if there.is_none() && rows.len() >= MOST {
        return again(w.address_many(&MOST.to_string()));
    }
    spend(&portal, &me).await?;
    let (person, now) = (permit.person(), me.now);
    let mail = link::mail(&portal, person, &me.standing.person.name, address, w).await?;
    if there.is_some() {
        // A mail leaves with a change, and with nothing else: what waits is added anew.
        let notes = Note::mine(Act::AddressRemoved, &me).quiet(&me.visitor, now);
        portal.storage.remove_address(person, address, notes).await?;
    }
    let note = Note::mine(Act::AddressAdded, &me).with("name", address);
    let mut notes = note.told(&portal, &me.visitor, now).await?;
    notes.mails.push(mail);
    if !portal.storage.add_address(person, address, notes).await? {
        return Err(Fault::Moved);
    }
    portal.mail_waits.notify_one();
    Ok(redirect(&Done::AddressAsked.on("/security-info")))
}

async fn spend(portal: &Portal, me: &Me) -> Result<(), Fault> {
    let key = portal.secrets.keyed.mac("address links of a person", &[&me.standing.person.id.0]).to_vec();
    let spend = Spend { key, now: me.now, window_ms: DAY_MS, limit: LINKS_A_DAY };
    portal.storage.spend(spend).await?.retry_after_ms.map_or(Ok(()), |wait| Err(Fault::Slow(wait)))
}
