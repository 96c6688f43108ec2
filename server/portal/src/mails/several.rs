//! The same to several people, each in their own language.

use regain_storage::NewMail;
use regain_storage::portal::PersonRow;

use super::Letter;
use super::language::words_of;
use crate::fault::Fault;
use crate::state::Portal;
use crate::words::Words;

/// A mail to every confirmed address of these people.
pub async fn to_several(
    portal: &Portal,
    people: &[PersonRow],
    letter: impl Fn(Words) -> Letter,
) -> Result<Vec<NewMail>, Fault> {
    let mut mails = Vec::new();
    for person in people {
        let w = words_of(person);
        let letter = letter(w);
        for row in portal.storage.addresses(person.id).await?.into_iter().filter(|row| row.confirmed) {
            mails.push(letter.to(portal, row.address, w)?);
        }
    }
    Ok(mails)
}
