//! The store as a whole.

use std::path::PathBuf;

use crate::Pending;

/// The store as a whole.
pub trait Maintenance {
    /// Whether it reads and writes at this moment.
    fn health(&self) -> Pending<'_, ()>;

    /// Bytes it takes on disk.
    fn size(&self) -> Pending<'_, u64>;

    /// Writes a consistent copy of everything into a new file while others go on; fails where the file exists.
    fn backup_to(&self, path: PathBuf) -> Pending<'_, ()>;
}
