//! Passkeys: the relying party of WebAuthn, all of it on the server (ADR 0016). What a browser was asked for is no reason to believe it.
//!
//! The spec is [WebAuthn Level 3](https://www.w3.org/TR/webauthn-3/). A registration is checked by §7.1, a sign-in by §7.2. Which person it is
//! about, and that a challenge is used once, is decided in [`crate::verify`], where evidence is made. Attestation is neither asked for nor
//! looked at: any authenticator is good that verifies its user.

mod answer;
mod authenticator;
mod challenge;
mod client_data;
mod credential;
mod key;
mod known;
mod options;
mod refusal;
mod register;
mod transports;

pub use answer::{Answer, check};
pub use challenge::{CHALLENGE_MS, Challenge, Use};
pub use credential::Credential;
pub use known::known;
pub use options::{Asked, Offer, asked, offer};
pub use refusal::Refusal;
pub use register::{Registration, register};

use regain_protocol::portal::PortalAddress;

/// Who relies: the portal, by its own address.
#[derive(Debug, Clone, Copy)]
pub struct RelyingParty<'a> {
    /// The only origin that counts.
    pub origin: &'a str,
    /// The RP ID: the host without its port.
    pub id: &'a str,
}

impl<'a> RelyingParty<'a> {
    /// `None` where browsers make no passkeys: the RP ID is a name, never an IP address (§5.1.3 step 7, §5.1.4.1 step 6).
    pub fn of(address: &'a PortalAddress) -> Option<Self> {
        let host = address.host();
        let id = host.split_once(':').map_or(host, |(id, _)| id);
        let is_number = host.starts_with('[') || id.parse::<std::net::Ipv4Addr>().is_ok();
        (!is_number).then_some(Self { origin: address.as_str(), id })
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn a_name_relies_and_a_number_does_not() {
        for (address, id) in [
            ("https://portal.example", Some("portal.example")),
            ("https://portal.example:8443", Some("portal.example")),
            ("http://localhost:8422", Some("localhost")),
            ("http://127.0.0.1:8422", None),
            ("https://192.0.2.1", None),
            ("http://[::1]:8422", None),
        ] {
            let address = address.parse().unwrap();
            assert_eq!(RelyingParty::of(&address).map(|party| party.id), id, "{address:?}");
        }
    }
}
