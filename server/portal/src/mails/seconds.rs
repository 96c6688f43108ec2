//! To administrators: something waits for a second one.

use regain_storage::NewMail;
use regain_storage::portal::PersonRow;

use super::several::to_several;
use super::{Letter, Link};
use crate::fault::Fault;
use crate::page::date;
use crate::state::Portal;
use crate::words::Words;

/// A mail to these, who may approve.
pub async fn to_seconds(
    portal: &Portal,
    seconds: &[PersonRow],
    by: &PersonRow,
    about: &PersonRow,
    now: u64,
) -> Result<Vec<NewMail>, Fault> {
    let letter = |w: Words| Letter {
        subject: w.mail_second_subject(portal.settings.address.host(), &by.shown, &about.shown),
        title: w.mail_second_title(&by.shown, &about.shown),
        facts: vec![
            (w.mail_account().to_owned(), about.name.clone()),
            (w.mail_by().to_owned(), by.shown.clone()),
            (w.mail_when().to_owned(), date(now)),
        ],
        text: w.mail_second_text().to_owned(),
        links: vec![Link { words: w.admin_proposals().to_owned(), address: portal.link("/admin/proposals") }],
    };
    to_several(portal, seconds, letter).await
}
