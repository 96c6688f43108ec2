//! To administrators: something waits for a second one.

use regain_storage::NewMail;
use regain_storage::portal::PersonRow;

use super::language::words_of;
use super::{Letter, Link};
use crate::fault::Fault;
use crate::page::date;
use crate::state::Portal;

/// A mail to every confirmed address of these, who may approve.
pub async fn to_seconds(
    portal: &Portal,
    seconds: &[PersonRow],
    by: &PersonRow,
    about: &PersonRow,
    now: u64,
) -> Result<Vec<NewMail>, Fault> {
    let mut mails = Vec::new();
    for second in seconds {
        let w = words_of(second);
        let letter = Letter {
            subject: w.mail_second_subject(portal.settings.address.host(), &by.shown, &about.shown),
            title: w.mail_second_title(&by.shown, &about.shown),
            facts: vec![
                (w.mail_account().to_owned(), about.name.clone()),
                (w.mail_by().to_owned(), by.shown.clone()),
                (w.mail_when().to_owned(), date(now)),
            ],
            text: w.mail_second_text().to_owned(),
            links: vec![Link {
                words: w.admin_proposals().to_owned(),
                address: portal.link("/admin/proposals"),
            }],
        };
        for row in portal.storage.addresses(second.id).await?.into_iter().filter(|row| row.confirmed) {
            mails.push(letter.to(portal, row.address, w)?);
        }
    }
    Ok(mails)
}
