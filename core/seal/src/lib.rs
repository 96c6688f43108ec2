//! Keys, key stretching, envelopes, the recovery kit and OPAQUE's client half.
//!
//! Everything here is a pure function of its arguments: randomness comes in as a generator, nothing reads a clock, nothing
//! touches a file. The bytes are frozen in `docs/FORMAT.md` (sections 3, 4, 5, 7, 8) and `docs/FORMAT-store.md`, and compared with
//! `tests/vectors/`. Two stated exceptions: `age` draws its own randomness ([`export`]), and `zxcvbn` times itself
//! ([`Passphrase::choose`]).
//!
//! | module | what |
//! |---|---|
//! | [`kit`] | twelve words, what follows from them, the printed QR |
//! | [`member`] | private keys of a device or slot |
//! | [`epoch`] | epoch keys, their commitment, their seals |
//! | [`body`] | sealed entry bodies |
//! | [`slot`] | what a way back in opens |
//! | [`opaque`], [`passphrase`], [`stretch`] | the passphrase |
//! | [`lock`] | the envelope of what a device stores |
//! | [`export`] | files the stock `age` tool opens |
//! | [`words`] | words of a head |
//! | [`approval`] | the key of an account bound to this device |
//!
//! Adding a derived key: give it a label of its own in FORMAT, call the private `derive` with it, freeze it in a vector.

mod aead;
pub mod approval;
pub mod body;
mod derive;
pub mod epoch;
pub mod export;
pub mod hazmat;
pub mod kit;
pub mod lock;
pub mod member;
pub mod opaque;
pub mod passphrase;
pub mod slot;
pub mod stretch;
pub mod words;

pub use approval::ApprovalKey;
pub use body::{SealBodyError, open_body, seal_body};
pub use epoch::{EpochKey, NextEpoch, SealError};
pub use kit::{AgeIdentity, KitCard, KitError, RecoveryKit};
pub use member::MemberSecret;
pub use passphrase::{Passphrase, WeakPassphrase};
pub use slot::{Checkpoint, SlotContent, SlotKey, open_blob, seal_blob};
pub use stretch::Suite;

/// Something did not open. One error for every reason (wrong key, changed bytes, wrong length, wrong place), so that nothing can be
/// learned from which one it was.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the sealed data does not open: it was changed, or it was sealed for something else")]
pub struct OpenError;
