//! The checks a client makes, so that one of them can be left out by a test that shows what it is for.

use regain_log::{Chain, ChainError, Entry, Hash, Header};
use regain_seal::{EpochKey, OpenError, open_body};
use zeroize::Zeroizing;

type Begin = Box<dyn Fn(&Entry, Option<Hash>) -> Result<Chain, ChainError> + Send + Sync>;
type OpenBody = fn(&EpochKey, &Header, &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError>;

/// Which checks are in force. [`Checks::default`] is all of them, and nothing outside [`crate::hazmat`] makes any other.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent check")]
pub struct Checks {
    /// Starts the chain, with every rule of the log.
    pub(crate) begin: Begin,
    /// Opens a body, commitment first.
    pub(crate) open_body: OpenBody,
    /// Everybody's seals are recomputed.
    pub(crate) seals: bool,
    /// The slot's checkpoint must be part of what is served.
    pub(crate) pin: bool,
    /// Nothing that holds records may be left out of a restore.
    pub(crate) complete: bool,
    /// The service may not show less than this device has seen.
    pub(crate) rollback: bool,
    /// A slot's private keys are those of the slot in the log.
    pub(crate) slot_keys: bool,
    /// A removal is believed only with its signed entry.
    pub(crate) removal_proof: bool,
}

impl Default for Checks {
    fn default() -> Self {
        Self {
            begin: Box::new(Chain::begin),
            open_body,
            seals: true,
            pin: true,
            complete: true,
            rollback: true,
            slot_keys: true,
            removal_proof: true,
        }
    }
}

/// Clients with one check left out. They exist so that the system tests can show each attack succeed against a client that
/// lacks its check; nothing else may call this.
pub mod hazmat {
    use super::{Begin, Checks, OpenBody};
    use crate::Membership;
    use regain_log::Chain;

    /// A check to leave out.
    pub enum Omit {
        /// A rule of the log, for chains that start here.
        Log(Begin),
        /// The key commitment.
        Commitment(OpenBody),
        /// The recomputed seals.
        Seals,
        /// The slot's checkpoint.
        Pin,
        /// The completeness of a restore.
        Complete,
        /// The device's own head.
        Rollback,
        /// The comparison of a slot's private keys with the log.
        SlotKeys,
        /// The proof of a removal.
        RemovalProof,
    }

    /// All checks but these: one, or exactly those that one attack meets.
    pub fn without(omit: impl IntoIterator<Item = Omit>) -> Checks {
        let mut checks = Checks::default();
        omit.into_iter().for_each(|omit| leave_out(&mut checks, omit));
        checks
    }

    fn leave_out(checks: &mut Checks, omit: Omit) {
        match omit {
            Omit::Log(begin) => checks.begin = begin,
            Omit::Commitment(open) => checks.open_body = open,
            Omit::Seals => checks.seals = false,
            Omit::Pin => checks.pin = false,
            Omit::Complete => checks.complete = false,
            Omit::Rollback => checks.rollback = false,
            Omit::SlotKeys => checks.slot_keys = false,
            Omit::RemovalProof => checks.removal_proof = false,
        }
    }

    /// Replaces a member's chain, by one that lacks a rule.
    pub fn replace_chain(membership: &mut Membership, change: impl FnOnce(Chain) -> Chain) {
        membership.chain = change(membership.chain.clone());
    }
}
