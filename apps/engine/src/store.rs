//! The store: sealed bytes in the browser's database, in the format of `docs/FORMAT-store.md`.

mod change;
mod create;
mod open;
mod relock;
mod unlock;

pub use change::{change, persist};
pub use create::require;
pub use open::{look, unlock_by_key, use_previous};
pub use relock::relock;
pub use unlock::unlock;

use regain_log::MemberId;
use regain_seal::lock::LockKind;

/// What a key kept by the browser is filed under: the salt, spelled as every id is.
fn key_name(kind: LockKind) -> String {
    match kind {
        LockKind::External { id } => MemberId(id).to_string(),
        LockKind::Passphrase(_) => String::new(),
    }
}
