//! The backup's log: entry codec, hash chain, signatures, and who may sign what.
//!
//! One chain of numbered, signed entries is all that a backup service stores. This crate is what service and
//! clients share of it: it parses ([`Header`], [`Entry`], [`frame`]), names what a control entry says ([`Control`]), and
//! decides whether an entry may follow ([`Chain`]). It holds no secret key and opens no body, so the service can link
//! it without being able to read a backup. The byte layout is `docs/FORMAT.md`, sections 1, 2, 5 and 6.
//!
//! Adding a kind of entry: give it a number in [`Kind`], a body in [`Control`], a rule in `chain/`, a row in FORMAT section 6,
//! and a test that shows the rule refuse.

pub mod cbor;
mod chain;
mod control;
mod entry;
pub mod frame;
pub mod hazmat;
mod id;
pub mod proof;
mod snapshot;

pub use chain::{Chain, ChainError, Head, MAX_MEMBERS, Member, PROPOSAL_WAIT_MS, Proposal, Rule, Timing};
pub use control::{
    Action, Control, ControlError, KitKeys, MemberKind, MemberRecord, PREVIOUS_LEN, SEAL_LEN, Seal,
};
pub use entry::{
    Entry, EntryError, HEADER_LEN, Header, Kind, KindError, MAX_BODY_LEN, SIGNATURE_LEN, Signer,
    UnsignedHeader,
};
pub use id::{BackupId, Hash, IdError, MemberId};
pub use snapshot::SnapshotError;
