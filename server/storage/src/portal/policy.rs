//! What the organisation decided.

use super::{MethodKind, Notes};
use crate::Pending;

/// The organisation's decisions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Policy {
    /// Its name, if it is another than the configured one.
    pub organisation: Option<String>,
    /// Kinds of methods that may be added. What is there stays.
    pub kinds: Vec<MethodKind>,
    /// Digits of the number that is typed.
    pub digits: u8,
    /// How long a temporary access pass lasts where nobody chose, ms.
    pub pass_ms: u64,
    /// How long it lasts at most, ms.
    pub longest_pass_ms: u64,
}

impl Default for Policy {
    fn default() -> Self {
        const HOUR: u64 = 60 * 60 * 1000;
        Self {
            organisation: None,
            kinds: MethodKind::ALL.to_vec(),
            digits: 6,
            pass_ms: HOUR,
            longest_pass_ms: 30 * 24 * HOUR,
        }
    }
}

/// Decide anew.
#[derive(Clone)]
pub struct ChangePolicy {
    /// The revision it was decided on; 0: nothing was ever decided.
    pub revision: u64,
    /// The decisions.
    pub policy: Policy,
    /// What is written with it.
    pub notes: Notes,
}

/// The organisation's policy.
pub trait Policies {
    /// The policy and its revision; the default and 0 while nothing was decided.
    fn policy(&self) -> Pending<'_, (u64, Policy)>;

    /// Changes it. `false`: somebody else did meanwhile.
    fn change_policy(&self, request: ChangePolicy) -> Pending<'_, bool>;
}
