//! To those who help: somebody asks.

use regain_storage::NewMail;
use regain_storage::portal::{PersonRow, PersonState};

use super::language::words_of;
use super::{Letter, Link};
use crate::fault::Fault;
use crate::page::date;
use crate::state::Portal;

/// A mail to every confirmed address of everybody who helps, but not of the person it is about.
pub async fn to_helpers(portal: &Portal, about: &PersonRow, now: u64) -> Result<Vec<NewMail>, Fault> {
    let mut mails = Vec::new();
    for helper in portal.storage.privileged().await? {
        if helper.id == about.id || helper.state == PersonState::Disabled {
            continue;
        }
        let w = words_of(&helper);
        let letter = Letter {
            subject: w.mail_helper_subject(portal.settings.address.host(), &about.shown),
            title: w.mail_helper_title(&about.shown),
            facts: vec![
                (w.mail_account().to_owned(), about.name.clone()),
                (w.mail_when().to_owned(), date(now)),
            ],
            text: w.mail_helper_text().to_owned(),
            links: vec![Link {
                words: w.mail_helper_link().to_owned(),
                address: portal.link("/admin/recovery"),
            }],
        };
        for row in portal.storage.addresses(helper.id).await?.into_iter().filter(|row| row.confirmed) {
            mails.push(letter.to(portal, row.address, w)?);
        }
    }
    Ok(mails)
}
