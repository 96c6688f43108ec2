//! Verifiers with a check left out (several where one attack meets several). They exist so that the system tests can show
//! each attack succeed against a verifier that lacks its check, and fail against the real one. Nothing but those tests
//! may call this module; the architecture check refuses any other caller.

use crate::{Chain, ChainError, Entry, EntryError, Hash, Rule};

/// [`Entry::decode`] of a program that asks neither for format and suite nor whether the body is the one that was signed.
pub fn decode_unchecked(bytes: &[u8]) -> Result<Entry, EntryError> {
    Entry::decode_unchecked(bytes)
}

/// [`Chain::begin`], and every later check, without these rules.
pub fn begin_without(rules: &[Rule], entry: &Entry, expected: Option<Hash>) -> Result<Chain, ChainError> {
    Chain::begin_without(entry, expected, rules.iter().copied().collect())
}

/// The same chain without these rules from here on.
#[must_use]
pub fn without(rules: &[Rule], mut chain: Chain) -> Chain {
    chain.omitted = rules.iter().copied().collect();
    chain
}
