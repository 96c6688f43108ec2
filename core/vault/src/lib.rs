//! What a backup is: accounts, tags, trash, devices, exposure marks and their merge. Pure: time is an argument
//! (milliseconds since the Unix epoch), ids and randomness come from the caller.
//!
//! Everything is a [`Record`] of fields that merge; [`Account`], [`device::Device`] and the others are views that are read
//! from records, each on its own, so one broken record never blanks a list. Every operation takes the [`Vault`], the
//! [`Clock`] and the time, applies itself, and returns the [`Change`] it made, ready to be sealed and sent.
//!
//! To add a field: name it in [`keys`], write it in the operation, read it in the view. Older versions keep it unread.
//! To add a kind of record: number it in [`RecordKind`], give it a view. Never change what a name or number means.

pub mod account;
pub mod bound;
mod change;
mod clock;
pub mod device;
pub mod duplicates;
pub mod exposure;
mod field;
pub mod finding;
pub mod fraction;
mod gather;
pub mod history;
mod ids;
pub mod keys;
pub mod limits;
mod opaque;
pub mod query;
pub mod record;
pub mod removal;
pub mod settings;
mod stamp;
pub mod trash;
mod vault;

pub use account::Account;
pub use change::{Change, DecodeError, NAMESPACE};
pub use clock::{Clock, MAX_AHEAD_MS};
pub use field::{Field, FieldError, FieldKey, Value};
pub use finding::{Finding, RecordError};
pub use ids::{Author, IdError, RecordId};
pub use opaque::Opaque;
pub use record::{Deletion, Record, RecordKind};
pub use stamp::{MAX_MILLIS, Stamp};
pub use vault::{MergeReport, Vault};
