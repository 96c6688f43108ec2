//! The link that confirms an address.

use data_encoding::BASE64URL_NOPAD;
use regain_http::token;
use regain_storage::portal::{NewOneTime, PersonId, Purpose, ThingHash};

use crate::fault::Fault;
use crate::mails::{Letter, Link};
use crate::state::Portal;
use crate::words::Words;

/// How long it is good, ms: a day.
const LINK_MS: u64 = 24 * 60 * 60 * 1000;

/// Makes the link for this address of this person, and the mail that brings it there.
pub async fn mail(
    portal: &Portal,
    person: PersonId,
    name: &str,
    address: &str,
    w: Words,
) -> Result<regain_storage::NewMail, Fault> {
    let bytes: [u8; 32] = portal.random.bytes();
    let thing = NewOneTime {
        hash: bound(&bytes, address),
        person,
        purpose: Purpose::ConfirmAddress,
        method: None,
        expires: Some(portal.now() + LINK_MS),
        uses: Some(1),
    };
    if !portal.storage.put_one_time(thing).await? {
        return Err(Fault::Moved);
    }
    let text = format!("{}.{}", BASE64URL_NOPAD.encode(&bytes), BASE64URL_NOPAD.encode(address.as_bytes()));
    let letter = Letter {
        subject: w.address_mail_subject(portal.settings.address.host()),
        title: w.address_mail_title().to_owned(),
        facts: vec![(w.mail_account().to_owned(), name.to_owned())],
        text: w.address_mail_text().to_owned(),
        links: vec![Link {
            words: w.address_mail_link().to_owned(),
            address: portal.link(&format!("/confirm-address/{text}")),
        }],
    };
    letter.to(portal, address.to_owned(), w)
}

/// What a link says: its hash, and the address it was sent to.
pub fn read(text: &str) -> Option<(ThingHash, String)> {
    let (bytes, address) = text.split_once('.')?;
    let bytes: [u8; 32] = BASE64URL_NOPAD.decode(bytes.as_bytes()).ok()?.try_into().ok()?;
    let address = String::from_utf8(BASE64URL_NOPAD.decode(address.as_bytes()).ok()?).ok()?;
    Some((bound(&bytes, &address), address))
}

/// Bound to the address: a link that was sent to one confirms no other.
fn bound(bytes: &[u8; 32], address: &str) -> ThingHash {
    token::hash(&[b"regain address 1".as_slice(), bytes, address.as_bytes()].concat())
}
