//! The link "This wasn't me" in every mail about a change.
//!
//! What it does can be done twice without harm, and it makes nobody anybody: so it is no thing that is kept, but a word of the portal that
//! anybody who got the mail can show again, for a while.

use data_encoding::BASE64URL_NOPAD;
use regain_storage::portal::{MethodId, PersonId};
use subtle::ConstantTimeEq as _;

use crate::state::Portal;

/// How long the link is good, ms: three days, over a weekend.
const GOOD_MS: u64 = 3 * 24 * 60 * 60 * 1000;
const MAC_LEN: usize = 16;

/// What a person says they did not do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Disowned {
    /// Whose account.
    pub person: PersonId,
    /// The method that was added then.
    pub method: Option<MethodId>,
    /// When it happened, ms.
    pub at: u64,
}

impl Disowned {
    /// The link.
    pub fn link(&self, portal: &Portal) -> String {
        portal.link(&format!("/not-me/{}", self.token(portal)))
    }

    fn token(&self, portal: &Portal) -> String {
        let plain = self.bytes();
        let mac = mac(portal, &plain);
        BASE64URL_NOPAD.encode(&[plain.as_slice(), &mac].concat())
    }

    /// What a link says, if it is one of this portal and not too old.
    pub fn read(portal: &Portal, token: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(token.as_bytes()).ok()?;
        let (plain, given) = bytes.split_at_checked(bytes.len().checked_sub(MAC_LEN)?)?;
        if !bool::from(mac(portal, plain).as_slice().ct_eq(given)) {
            return None;
        }
        let (person, rest) = plain.split_first_chunk::<16>()?;
        let (at, method) = rest.split_first_chunk::<8>()?;
        let at = u64::from_be_bytes(*at);
        let method = method.first_chunk::<16>().map(|id| MethodId(*id));
        let fresh = portal.now().checked_sub(at).is_some_and(|age| age < GOOD_MS);
        fresh.then_some(Self { person: PersonId(*person), method, at })
    }

    fn bytes(&self) -> Vec<u8> {
        let method = self.method.map_or(Vec::new(), |method| method.0.to_vec());
        [self.person.0.as_slice(), &self.at.to_be_bytes(), &method].concat()
    }
}

fn mac(portal: &Portal, plain: &[u8]) -> [u8; MAC_LEN] {
    let mac = portal.secrets.keyed.mac("this wasn't me", &[plain]);
    mac[..MAC_LEN].try_into().expect("16 of 32 bytes")
}
