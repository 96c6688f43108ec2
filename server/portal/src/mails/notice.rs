//! "This happened to your account."

use regain_storage::NewMail;
use regain_storage::portal::PersonId;

use crate::acts::Act;
use crate::fault::Fault;
use crate::page::date;
use crate::state::Portal;
use crate::words::{Language, Words};

/// What happened.
#[derive(Debug, Clone)]
pub struct Notice {
    /// What.
    pub act: Act,
    /// The name of the method, role or address it is about.
    pub about: Option<String>,
    /// Whether somebody else did it.
    pub by_another: bool,
    /// From where: address and browser.
    pub origin: String,
    /// When, ms.
    pub now: u64,
}

/// The mail, once for every confirmed address of the person.
pub async fn to_all_addresses(
    portal: &Portal,
    person: PersonId,
    language: Language,
    notice: &Notice,
) -> Result<Vec<NewMail>, Fault> {
    let w = Words::of(language);
    let rows = portal.storage.addresses(person).await?;
    let confirmed = rows.into_iter().filter(|row| row.confirmed);
    Ok(confirmed.map(|row| mail(portal, row.address, notice, w)).collect())
}

fn mail(portal: &Portal, to: String, notice: &Notice, w: Words) -> NewMail {
    let host = portal.settings.address.host();
    let said = notice.act.said(w);
    let about = notice.about.as_ref().map_or_else(String::new, |about| format!("{about}\n"));
    let text = format!(
        "{said}\n{about}\n{}\n{}\n\n{}\n{}\n\n{}\n",
        w.mail_when(&date(notice.now)),
        w.mail_from(&notice.origin),
        w.mail_not_me(),
        portal.link("/security-info"),
        w.mail_only_tells(),
    );
    NewMail { to, subject: w.mail_subject(host, said), text }
}
