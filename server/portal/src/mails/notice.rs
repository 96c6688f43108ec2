//! "This happened to your account."

use regain_storage::NewMail;
use regain_storage::portal::{MethodId, PersonId};

use super::language::words_of;
use super::{Disowned, Letter, Link};
use crate::acts::Act;
use crate::fault::Fault;
use crate::page::date;
use crate::state::Portal;

/// What happened.
#[derive(Debug, Clone)]
pub struct Notice {
    /// What.
    pub act: Act,
    /// The name of the method, role or address it is about.
    pub about: Option<String>,
    /// The method that was added: "This wasn't me" suspends it.
    pub added: Option<MethodId>,
    /// Who did it, when it was somebody else.
    pub by: Option<String>,
    /// Where a method that was suspended comes back.
    pub way_back: Option<String>,
    /// From where: address and browser.
    pub origin: String,
    /// When, ms.
    pub now: u64,
}

/// The mail, once for every confirmed address of the person, in the person's language.
pub async fn to_all_addresses(
    portal: &Portal,
    person: PersonId,
    notice: &Notice,
) -> Result<Vec<NewMail>, Fault> {
    let Some((row, _)) = portal.storage.person(person, notice.now).await? else { return Ok(Vec::new()) };
    let w = words_of(&row);
    let host = portal.settings.address.host();
    let said = notice.act.said(w);
    let mut facts = vec![(w.mail_account().to_owned(), row.name)];
    facts.extend(notice.about.iter().map(|about| (w.mail_about().to_owned(), about.clone())));
    facts.extend(notice.by.iter().map(|by| (w.mail_by().to_owned(), by.clone())));
    facts.push((w.mail_when().to_owned(), date(notice.now)));
    facts.push((w.mail_from().to_owned(), notice.origin.clone()));
    let disowned = Disowned { person, method: notice.added, at: notice.now };
    let way_back = notice.way_back.clone();
    let mut links: Vec<Link> =
        way_back.map(|address| Link { words: w.mail_way_back().to_owned(), address }).into_iter().collect();
    links.extend([
        Link { words: w.mail_not_me_link().to_owned(), address: disowned.link(portal) },
        Link { words: w.tab_security_info().to_owned(), address: portal.link("/security-info") },
    ]);
    let letter = Letter {
        subject: w.mail_subject(host, said),
        title: said.to_owned(),
        facts,
        text: w.mail_not_me().to_owned(),
        links,
    };
    let rows = portal.storage.addresses(person).await?;
    let confirmed = rows.into_iter().filter(|row| row.confirmed);
    confirmed.map(|row| letter.to(portal, row.address, w)).collect()
}
