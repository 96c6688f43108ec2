//! A new passkey: what the browser sends after `navigator.credentials.create` (§7.1).

use data_encoding::BASE64URL_NOPAD;
use minicbor::Decoder;

use super::authenticator::AuthenticatorData;
use super::client_data::{self, Ceremony};
use super::transports::Transports;
use super::{Challenge, Credential, Refusal, RelyingParty, Use};
use crate::state::Portal;

/// As it came, each part in base64url.
#[derive(Debug, Clone, Copy)]
pub struct Registration<'a> {
    /// `clientDataJSON`.
    pub client_data: &'a str,
    /// `attestationObject`.
    pub attestation: &'a str,
    /// `getTransports()`, with commas.
    pub transports: &'a str,
}

/// The passkey, when it was made for this page and this use, and its authenticator verified the user. Its challenge is still to be used up.
pub fn register(
    portal: &Portal,
    party: RelyingParty<'_>,
    what: Use,
    sent: Registration<'_>,
) -> Result<(Credential, Challenge), Refusal> {
    let bytes = |text: &str| BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| Refusal::Malformed);
    let client_data = bytes(sent.client_data)?;
    let attestation = bytes(sent.attestation)?;
    let challenge = client_data::challenge(&client_data, Ceremony::Create, party)?;
    let challenge = Challenge::read(portal, what, &challenge)?;
    let data = authenticator_data(&attestation).ok_or(Refusal::Malformed)?;
    let data = AuthenticatorData::read(data, party)?;
    let attested = data.attested.ok_or(Refusal::Malformed)?;
    let credential = Credential {
        id: attested.id.to_vec(),
        count: data.count,
        transports: Transports::of_names(sent.transports),
        key: attested.key.to_vec(),
    };
    Ok((credential, challenge))
}

/// Out of the attestation object (§6.5.4). Its statement is not looked at: none was asked for, and no authenticator is better for who made it.
fn authenticator_data(bytes: &[u8]) -> Option<&[u8]> {
    let mut decoder = Decoder::new(bytes);
    let mut found = None;
    for _ in 0..decoder.map().ok()?? {
        match decoder.str().ok()? {
            "authData" if found.is_none() => found = Some(decoder.bytes().ok()?),
            "fmt" | "attStmt" => decoder.skip().ok()?,
            _ => return None,
        }
    }
    found.filter(|_| decoder.position() == bytes.len())
}
