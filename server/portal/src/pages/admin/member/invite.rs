//! The link of an invitation: single-use, good for some days, in the place of the one before.

use askama::Template;
use axum::extract::{Path, State};
use axum::response::Response;
use regain_http::token;
use regain_storage::NewMail;
use regain_storage::portal::{NewOneTime, PersonRow, PersonState, Purpose};
use serde::Deserialize;

use crate::Standing;
use crate::acts::Act;
use crate::deeds::ruling;
use crate::fault::Fault;
use crate::mails::{Letter, Link};
use crate::notes::Note;
use crate::page::{Frame, Tab, When, show as page};
use crate::pages::admin::confirm::{Confirm, member_path};
use crate::pages::admin::span::{Choice, span};
use crate::pages::admin::who::{Helper, target};
use crate::people::Deed;
use crate::session::Action;
use crate::state::{Portal, Shared};
use crate::visit::{Me, Sent};
use crate::words::Words;

/// How many days a link may be good.
pub const DAYS: [u64; 4] = [1, 3, 7, 14];
const DAY_MS: u64 = 24 * 60 * 60 * 1000;

#[derive(Template)]
#[template(path = "admin/invited.html")]
struct InvitedPage {
    frame: Frame,
    shown: String,
    name: String,
    link: String,
    ends: When,
    mailed: Vec<String>,
    back: String,
}

/// The form.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Typed {
    days: u64,
}

/// Asks for how long.
pub async fn show(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
) -> Result<Response, Fault> {
    let target = invited(&portal, &me, &id).await?.person;
    me.permit(Action::Administer, &format!("{}/invitation", member_path(&target)))?;
    let w = me.visitor.words();
    let (title, text) = (w.invite_again_title(&target.shown), w.invite_again_text().to_owned());
    let page = Confirm::of(&me, &target, "invitation", title, text, w.invite_again_do());
    page.with_days(days(w, 7)).show()
}

/// Makes the link, shows it once, and mails it to the addresses of the person.
pub async fn act(
    State(portal): State<Shared>,
    Helper(me): Helper,
    Path(id): Path<String>,
    Sent(typed): Sent<Typed>,
) -> Result<Response, Fault> {
    let target = invited(&portal, &me, &id).await?.person;
    me.permit(Action::Administer, &format!("{}/invitation", member_path(&target)))?;
    if !DAYS.contains(&typed.days) {
        return Err(Fault::Malformed);
    }
    invite(&portal, &me, &target, None, typed.days).await
}

/// The choice of days.
pub fn days(w: Words, chosen: u64) -> Vec<Choice> {
    let choice =
        |days: u64| Choice { value: days.to_string(), said: span(days * DAY_MS, w), chosen: days == chosen };
    DAYS.into_iter().map(choice).collect()
}

/// Makes the link. `new`: an address to keep, and to mail it to.
pub async fn invite(
    portal: &Portal,
    me: &Me,
    person: &PersonRow,
    new: Option<String>,
    days: u64,
) -> Result<Response, Fault> {
    let now = portal.now();
    let ends = now + days * DAY_MS;
    let (text, hash) = token::make(&portal.random);
    let thing = NewOneTime {
        hash,
        person: person.id,
        purpose: Purpose::Invitation,
        method: None,
        expires: Some(ends),
        uses: Some(1),
    };
    portal.storage.forget_one_times(person.id, Purpose::Invitation).await?;
    if !portal.storage.put_one_time(thing).await? {
        return Err(Fault::Moved);
    }
    let link = portal.link(&format!("/invitation/{text}"));
    let note = Note::to(Act::Invited, me, person.id).with("days", days);
    let mut notes = note.quiet(&me.visitor, now);
    let mailed = match &new {
        Some(address) => vec![address.clone()],
        None => portal.storage.addresses(person.id).await?.into_iter().map(|row| row.address).collect(),
    };
    for address in &mailed {
        notes.mails.push(mail(portal, me, person, &link, ends, address.clone())?);
    }
    match new {
        Some(address) => {
            portal.storage.add_address(person.id, &address, notes).await?;
        }
        None => portal.storage.append_notes(notes).await?,
    }
    portal.mail_waits.notify_one();
    page(&InvitedPage {
        frame: Frame::of_me(me, Tab::Administration),
        shown: person.shown.clone(),
        name: person.name.clone(),
        link,
        ends: When::at(ends),
        mailed,
        back: member_path(person),
    })
}

/// In the language of whoever invites: nobody knows the other's yet.
fn mail(
    portal: &Portal,
    me: &Me,
    person: &PersonRow,
    link: &str,
    ends: u64,
    address: String,
) -> Result<NewMail, Fault> {
    let w = me.visitor.words();
    let host = portal.settings.address.host();
    let letter = Letter {
        subject: w.mail_invited_subject(host),
        title: w.mail_invited_title(&me.standing.person.shown, host),
        facts: vec![
            (w.mail_account().to_owned(), person.name.clone()),
            (w.mail_invited_until().to_owned(), When::at(ends).text),
        ],
        text: w.mail_invited_text().to_owned(),
        links: vec![Link { words: w.mail_invited_link().to_owned(), address: link.to_owned() }],
    };
    letter.to(portal, address, w)
}

/// Somebody who never had a second factor, whom this one may invite.
pub async fn invited(portal: &Portal, me: &Me, id: &str) -> Result<Standing, Fault> {
    let target = target(portal, me, id).await?;
    ruling(portal, &me.standing.person, Deed::Invite, &target.person).await?.map_err(Fault::Refused)?;
    if target.person.state == PersonState::Invited { Ok(target) } else { Err(Fault::Moved) }
}
