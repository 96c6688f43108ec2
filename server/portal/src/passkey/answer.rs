//! A passkey's answer: what the browser sends after `navigator.credentials.get` (§7.2).

use data_encoding::BASE64URL_NOPAD;
use regain_http::token;
use regain_storage::portal::PersonId;

use super::authenticator::AuthenticatorData;
use super::client_data::{self, Ceremony};
use super::{Challenge, Credential, Refusal, RelyingParty, Use};
use crate::state::Portal;

/// As it came.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Which passkey it says it is of.
    pub id: Vec<u8>,
    /// Whose it says it is: the handle that was given at registration. Always there when no name was typed.
    pub person: Option<PersonId>,
    client_data: Vec<u8>,
    authenticator_data: Vec<u8>,
    signature: Vec<u8>,
}

impl Answer {
    /// From its parts, each in base64url: `rawId`, `clientDataJSON`, `authenticatorData`, `signature`, `userHandle` or nothing.
    pub fn read(parts: [&str; 5]) -> Result<Self, Refusal> {
        let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| Refusal::Malformed);
        let [id, client_data, authenticator_data, signature, person] = parts;
        let person = match person {
            "" => None,
            text => Some(PersonId(bytes(text)?.try_into().map_err(|_| Refusal::Unknown)?)),
        };
        Ok(Self {
            id: bytes(id)?,
            person,
            client_data: bytes(client_data)?,
            authenticator_data: bytes(authenticator_data)?,
            signature: bytes(signature)?,
        })
    }
}

/// The authenticator's counter, when this is an answer of this passkey, made for this page and this use by a verified user. Its challenge is still
/// to be used up, and the counter to be compared with those before it.
pub fn check(
    portal: &Portal,
    party: RelyingParty<'_>,
    what: Use,
    credential: &Credential,
    answer: &Answer,
) -> Result<(u32, Challenge), Refusal> {
    let challenge = client_data::challenge(&answer.client_data, Ceremony::Get, party)?;
    let challenge = Challenge::read(portal, what, &challenge)?;
    let data = AuthenticatorData::read(&answer.authenticator_data, party)?;
    if data.attested.is_some() {
        return Err(Refusal::Malformed);
    }
    let signed = [&answer.authenticator_data[..], &token::hash(&answer.client_data)].concat();
    credential.verify(&signed, &answer.signature)?;
    Ok((data.count, challenge))
}
