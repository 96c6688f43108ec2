//! Browsers that completed a sign-in before.

use data_encoding::BASE64URL_NOPAD;
use regain_storage::portal::{MethodId, MethodKind, PersonId};

use super::{Visitor, cookies};
use crate::Standing;
use crate::state::Portal;

/// Most people that one browser is known for; the one longest ago makes way.
const MOST: usize = 4;
const ID_LEN: usize = 16;
const MAC_LEN: usize = 16;

/// What a browser's cookie says: for each person that signed in with it, an id and the portal's word for it. It is good for one
/// person only, and ends when the password changes.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Known(Vec<String>);

impl Known {
    /// From the cookie.
    pub fn of(visitor: &Visitor) -> Self {
        let text = visitor.cookie(cookies::KNOWN).unwrap_or_default();
        Self(text.split('.').filter(|entry| !entry.is_empty()).take(MOST).map(str::to_owned).collect())
    }

    /// The id by which this browser is known for this person.
    pub fn id(&self, portal: &Portal, standing: &Standing) -> Option<[u8; ID_LEN]> {
        let bound = binding(standing)?;
        self.0.iter().find_map(|entry| checked(portal, bound, entry))
    }

    /// The cookie's text, with this person and browser in front; an entry of that person that stands already is replaced.
    pub fn with(&self, portal: &Portal, standing: &Standing) -> Option<String> {
        let bound = binding(standing)?;
        let id: [u8; ID_LEN] = self.id(portal, standing).unwrap_or_else(|| portal.random.bytes());
        let entry = BASE64URL_NOPAD.encode(&[id, mac(portal, bound, &id)].concat());
        let others = self.0.iter().filter(|old| checked(portal, bound, old).is_none());
        let all: Vec<&str> = std::iter::once(&entry).chain(others).take(MOST).map(String::as_str).collect();
        Some(all.join("."))
    }

    /// The cookie's text without this person.
    pub fn without(&self, portal: &Portal, standing: &Standing) -> String {
        let Some(bound) = binding(standing) else { return self.0.join(".") };
        let others: Vec<&str> =
            self.0.iter().filter(|old| checked(portal, bound, old).is_none()).map(String::as_str).collect();
        others.join(".")
    }
}

/// Whom it is good for: the person, and the password that was in use.
fn binding(standing: &Standing) -> Option<(PersonId, MethodId)> {
    let password = standing.methods.iter().find(|method| method.kind == MethodKind::Password)?;
    Some((standing.person.id, password.id))
}

fn checked(portal: &Portal, bound: (PersonId, MethodId), entry: &str) -> Option<[u8; ID_LEN]> {
    use subtle::ConstantTimeEq as _;
    let bytes = BASE64URL_NOPAD.decode(entry.as_bytes()).ok()?;
    let (id, given) = bytes.split_at_checked(ID_LEN)?;
    let id: [u8; ID_LEN] = id.try_into().ok()?;
    bool::from(mac(portal, bound, &id).as_slice().ct_eq(given)).then_some(id)
}

fn mac(portal: &Portal, (person, password): (PersonId, MethodId), id: &[u8]) -> [u8; MAC_LEN] {
    let mac = portal.secrets.keyed.mac("known browser", &[&person.0, &password.0, id]);
    mac[..MAC_LEN].try_into().expect("16 of 32 bytes")
}
