//! A temporary access pass.

use regain_storage::portal::{MethodId, MethodKind, MethodState, NewMethod, NewOneTime, PersonId, Purpose};
use zeroize::Zeroizing;

use crate::spoken;
use crate::state::Portal;

/// The shortest a pass lasts, ms: ten minutes.
pub const PASS_SHORTEST_MS: u64 = 10 * 60 * 1000;
/// The longest that a policy may allow, ms: 30 days.
pub const PASS_LONGEST_MS: u64 = 30 * 24 * 60 * 60 * 1000;

/// A pass to be kept.
pub struct NewPass {
    /// As it is shown, once.
    pub text: Zeroizing<String>,
    /// The method. It takes the place of the pass the person had.
    pub method: NewMethod,
    /// What is kept of the text.
    pub thing: NewOneTime,
}

/// A pass that was issued: shown once, and nowhere else.
pub struct Issued {
    /// As it is shown.
    pub text: Zeroizing<String>,
    /// From when on it is no good, ms.
    pub ends: u64,
    /// Whether it is good once only.
    pub once: bool,
}

impl NewPass {
    /// Good until then, and so often; `None`: as often as one likes.
    pub fn make(portal: &Portal, person: PersonId, ends: u64, uses: Option<u32>) -> Self {
        let (text, bytes) = spoken::make(&portal.random);
        let id = MethodId(portal.random.bytes());
        let thing = NewOneTime {
            hash: spoken::kept(person, &bytes),
            person,
            purpose: Purpose::Pass,
            method: Some(id),
            expires: Some(ends),
            uses,
        };
        let method = NewMethod {
            id,
            kind: MethodKind::Pass,
            state: MethodState::Live,
            name: String::new(),
            secret: Vec::new(),
            ends: Some(ends),
            limited_until: None,
        };
        Self { text, method, thing }
    }
}
