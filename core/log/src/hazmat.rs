//! Verifiers with one check left out. They exist so that the system tests can show each attack succeed against a
//! verifier that lacks its check, and fail against the real one. Nothing but those tests may call this module; the
//! architecture check refuses any other caller.

use crate::{Chain, ChainError, Entry, Hash, Rule};

/// [`Chain::begin`], and every later check, without `rule`.
pub fn begin_without(rule: Rule, entry: &Entry, expected: Option<Hash>) -> Result<Chain, ChainError> {
    Chain::begin_without(entry, expected, Some(rule))
}

/// The same chain without `rule` from here on.
#[must_use]
pub fn without(rule: Rule, mut chain: Chain) -> Chain {
    chain.omitted = Some(rule);
    chain
}
