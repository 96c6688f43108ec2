//! To those who help: somebody asks.

use regain_storage::NewMail;
use regain_storage::portal::{PersonRow, PersonState};

use super::several::to_several;
use super::{Letter, Link};
use crate::fault::Fault;
use crate::page::date;
use crate::state::Portal;
use crate::words::Words;

/// A mail to everybody who helps, but not to the person it is about.
pub async fn to_helpers(portal: &Portal, about: &PersonRow, now: u64) -> Result<Vec<NewMail>, Fault> {
    let mut helpers = portal.storage.privileged().await?;
    helpers.retain(|helper| helper.id != about.id && helper.state != PersonState::Disabled);
    let letter = |w: Words| Letter {
        subject: w.mail_helper_subject(portal.settings.address.host(), &about.shown),
        title: w.mail_helper_title(&about.shown),
        facts: vec![(w.mail_account().to_owned(), about.name.clone()), (w.mail_when().to_owned(), date(now))],
        text: w.mail_helper_text().to_owned(),
        links: vec![Link { words: w.mail_helper_link().to_owned(), address: portal.link("/admin/recovery") }],
    };
    to_several(portal, &helpers, letter).await
}
