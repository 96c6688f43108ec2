//! What the browser is asked for. The script of the page hands it over (§5.4, §5.5); nothing of it is believed when the answer comes.

use data_encoding::BASE64URL_NOPAD;
use serde::Serialize;

use super::key::ALGORITHMS;
use super::{CHALLENGE_MS, Challenge, Credential, RelyingParty};
use crate::Standing;

/// A sign-in by a passkey. User verification is required, which the script adds.
#[derive(Debug, Serialize)]
pub struct Asked {
    challenge: String,
    rp: String,
    timeout: u64,
    /// The passkeys that would do; none: any.
    known: Vec<Known>,
}

/// A new passkey.
#[derive(Debug, Serialize)]
pub struct Offer {
    #[serde(flatten)]
    asked: Asked,
    user: User,
    algorithms: [i64; 2],
}

#[derive(Debug, Serialize)]
struct User {
    id: String,
    name: String,
    shown: String,
}

#[derive(Debug, Serialize)]
struct Known {
    id: String,
    transports: Vec<&'static str>,
}

/// Asks for one of these passkeys, or for any.
pub fn asked(party: RelyingParty<'_>, challenge: &Challenge, known: &[Credential]) -> Asked {
    let known = known.iter().map(|credential| Known {
        id: BASE64URL_NOPAD.encode(&credential.id),
        transports: credential.transports.names(),
    });
    Asked {
        challenge: challenge.text(),
        rp: party.id.to_owned(),
        // The dialogue ends before the challenge does.
        timeout: CHALLENGE_MS - 30_000,
        known: known.collect(),
    }
}

/// Asks for a new passkey, in no authenticator that holds one of these (`excludeCredentials`).
pub fn offer(
    party: RelyingParty<'_>,
    challenge: &Challenge,
    known: &[Credential],
    standing: &Standing,
) -> Offer {
    let person = &standing.person;
    let user = User {
        id: BASE64URL_NOPAD.encode(&person.id.0),
        name: person.name.clone(),
        shown: person.shown.clone(),
    };
    Offer { asked: asked(party, challenge, known), user, algorithms: ALGORITHMS }
}
