//! What the browser says about the page (§5.8.1): it is part of what the authenticator signs.

use serde::Deserialize;

use super::{Refusal, RelyingParty};

/// The two ceremonies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ceremony {
    /// A new passkey.
    Create,
    /// Signing in by one.
    Get,
}

impl Ceremony {
    fn name(self) -> &'static str {
        match self {
            Self::Create => "webauthn.create",
            Self::Get => "webauthn.get",
        }
    }
}

/// `CollectedClientData`. Fields that we don't know are allowed (§5.8.1: more may come); one that is there twice is not.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ClientData {
    r#type: String,
    challenge: String,
    origin: String,
    #[serde(default)]
    cross_origin: Option<bool>,
    #[serde(default)]
    top_origin: Option<String>,
}

/// Its challenge, as text, when it was collected in this ceremony by a page of the portal, and not inside of another page.
pub fn challenge(bytes: &[u8], ceremony: Ceremony, party: RelyingParty<'_>) -> Result<String, Refusal> {
    let data: ClientData = serde_json::from_slice(bytes).map_err(|_| Refusal::Malformed)?;
    if data.r#type != ceremony.name() {
        return Err(Refusal::Ceremony);
    }
    // Exactly: neither a sub-domain nor another port is the portal.
    if data.origin != party.origin || data.cross_origin == Some(true) || data.top_origin.is_some() {
        return Err(Refusal::Origin);
    }
    Ok(data.challenge)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    const PARTY: RelyingParty<'_> = RelyingParty { origin: "https://portal.example", id: "portal.example" };

    fn read(text: &str) -> Result<String, Refusal> {
        challenge(text.as_bytes(), Ceremony::Get, PARTY)
    }

    #[test]
    fn the_page_is_ours_and_stands_alone() {
        let good = r#"{"type":"webauthn.get","challenge":"abc","origin":"https://portal.example","crossOrigin":false,"new":[1]}"#;
        assert_eq!(read(good).unwrap(), "abc");
        for (from, to, refusal) in [
            ("webauthn.get", "webauthn.create", Refusal::Ceremony),
            ("https://portal", "http://portal", Refusal::Origin),
            ("portal.example", "portal.example:8443", Refusal::Origin),
            ("portal.example", "portal.example.evil.example", Refusal::Origin),
            ("https://portal", "https://x.portal", Refusal::Origin),
            ("portal.example\"", "portal.example/\"", Refusal::Origin),
            ("false", "true", Refusal::Origin),
            (r#""new":[1]"#, r#""topOrigin":"https://portal.example""#, Refusal::Origin),
            (r#""new":[1]"#, r#""origin":"https://portal.example""#, Refusal::Malformed),
            (r#""challenge":"abc","#, "", Refusal::Malformed),
            (r#""abc""#, "7", Refusal::Malformed),
            ("}", "", Refusal::Malformed),
        ] {
            assert_eq!(read(&good.replacen(from, to, 1)), Err(refusal), "{to}");
        }
    }
}
