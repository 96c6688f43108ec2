//! Something that is shown before it is kept: the key of a new authenticator app, new recovery codes.
//!
//! It is kept nowhere until a person has shown that it arrived: the page's address names a draft, and what is in it is a keyed hash over the
//! draft and the session. So a page that is loaded again shows the same, another session and the store know nothing of it, and what is in
//! use stays in use until its successor is.

use std::fmt;
use std::str::FromStr;

use data_encoding::BASE64URL_NOPAD;
use regain_storage::portal::MethodId;

use crate::state::Portal;
use crate::visit::Me;

/// How long a draft is good, ms: ten minutes, as an enrolment code.
pub const DRAFT_MS: u64 = 10 * 60 * 1000;
const TIME_LEN: usize = 8;
const FOR_LEN: usize = 4;
const LEN: usize = 24;

/// Names a draft: when it was made, what it takes the place of, and random bytes. No secret.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Draft([u8; LEN]);

impl Draft {
    /// A new one. `of`: what it takes the place of; once that is another, the draft is void.
    pub fn new(portal: &Portal, of: Option<MethodId>) -> Self {
        let mut bytes: [u8; LEN] = portal.random.bytes();
        bytes[..TIME_LEN].copy_from_slice(&portal.now().to_be_bytes());
        bytes[TIME_LEN..TIME_LEN + FOR_LEN].copy_from_slice(&mark(of));
        Self(bytes)
    }

    /// Whether it is still good.
    pub fn is_good(self, portal: &Portal) -> bool {
        let made = self.0.first_chunk::<TIME_LEN>().map_or(0, |bytes| u64::from_be_bytes(*bytes));
        portal.now().checked_sub(made).is_some_and(|age| age < DRAFT_MS)
    }

    /// Whether it takes the place of this one.
    pub fn is_for(self, of: Option<MethodId>) -> bool {
        self.0[TIME_LEN..TIME_LEN + FOR_LEN] == mark(of)
    }

    /// The id that a method made of it has: of one draft comes one method.
    pub fn method(self, portal: &Portal, me: &Me) -> MethodId {
        let mac = self.secret(portal, me, "method of a draft", 0);
        MethodId(*mac.first_chunk().expect("16 of 32 bytes"))
    }

    /// Secret bytes of this draft in this session.
    pub fn secret(self, portal: &Portal, me: &Me, label: &str, number: u8) -> zeroize::Zeroizing<[u8; 32]> {
        let person = me.standing.person.id;
        zeroize::Zeroizing::new(portal.secrets.keyed.mac(label, &[&person.0, &me.token, &self.0, &[number]]))
    }
}

fn mark(of: Option<MethodId>) -> [u8; FOR_LEN] {
    of.map_or([0; FOR_LEN], |id| *id.0.first_chunk().expect("4 of 16 bytes"))
}

impl fmt::Display for Draft {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE64URL_NOPAD.encode(&self.0))
    }
}

/// A text that names no draft.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("this names no draft")]
pub struct DraftError;

impl FromStr for Draft {
    type Err = DraftError;

    fn from_str(text: &str) -> Result<Self, DraftError> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| DraftError)?;
        bytes.try_into().map(Self).map_err(|_| DraftError)
    }
}
