//! The limit that a recovery code leaves behind.

use regain_storage::portal::{Evidence, MethodKind};

use crate::Standing;

/// How long it lasts, ms: a day, in which its owner reads the mails about it.
pub const LIMITED_MS: u64 = 24 * 60 * 60 * 1000;

/// Until when a session with this evidence is limited, ms; `None` when it isn't now. A method added meanwhile is given the same, so that signing
/// in anew by it changes nothing.
pub fn limited_until(evidence: &[Evidence], standing: &Standing, now: u64) -> Option<u64> {
    let by_code = |evidence: &Evidence| {
        (evidence.kind == MethodKind::RecoveryCodes).then(|| evidence.at.saturating_add(LIMITED_MS))
    };
    let by_method = |evidence: &Evidence| standing.method(evidence.method)?.limited_until;
    let limits = evidence.iter().flat_map(|evidence| [by_code(evidence), by_method(evidence)]);
    limits.flatten().filter(|until| now < *until).max()
}
