//! Devices as the vault names them. What a device may do is in the log, not here.

mod add;
mod list;
mod removed;
mod rename;

pub use add::add;
pub use list::list;
pub use removed::removed;
pub use rename::rename;

use crate::record::RecordKind;
use crate::{Author, Record, RecordId, Value, Vault, keys};

/// A device of the person, present or past.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Device {
    /// Its member id.
    pub id: Author,
    /// Its name; the id in hexadecimal if it has none.
    pub name: String,
    /// What it runs on; may be empty.
    pub platform: String,
    /// When it was added, in milliseconds since the Unix epoch.
    pub added_ms: Option<u64>,
    /// When and how it left.
    pub removed: Option<Removed>,
}

/// How a device left.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Removed {
    /// When, in milliseconds since the Unix epoch.
    pub at_ms: u64,
    /// Lost or stolen; else retired: wiped, or still the person's.
    pub lost: bool,
}

/// The name of a device, or its id if it is unknown.
pub fn name(vault: &Vault, device: Author) -> String {
    let known = vault.record(record_id(device)).filter(|record| record.kind() == RecordKind::DEVICE);
    known.map_or_else(|| device.to_string(), |record| read(record).name)
}

pub(crate) fn record_id(device: Author) -> RecordId {
    RecordId(device.0)
}

fn read(record: &Record) -> Device {
    let id = Author(record.id().0);
    let text = |key| record.value(key).and_then(Value::as_text).unwrap_or_default();
    let number = |key| record.value(key).and_then(Value::as_uint);
    let name = if text(keys::NAME).is_empty() { id.to_string() } else { text(keys::NAME).to_owned() };
    let lost = record.value(keys::LOST).and_then(Value::as_bool).unwrap_or(false);
    let removed = number(keys::REMOVED).map(|at_ms| Removed { at_ms, lost });
    Device { id, name, platform: text(keys::PLATFORM).to_owned(), added_ms: number(keys::CREATED), removed }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::Clock;

    #[test]
    fn a_device_is_added_renamed_and_leaves() {
        let (mut vault, mut clock) = (Vault::new(), Clock::new(Author([1; 16])));
        let phone = Author([2; 16]);
        add(&mut vault, &mut clock, 10, phone, "Pixel", "Android").unwrap();
        rename(&mut vault, &mut clock, 20, phone, "Pixel 8").unwrap();
        removed(&mut vault, &mut clock, 30, phone, true);
        let device = &list(&vault)[0];
        assert_eq!((device.name.as_str(), device.added_ms), ("Pixel 8", Some(10)));
        assert_eq!(device.removed, Some(Removed { at_ms: 30, lost: true }));
        assert_eq!(name(&vault, Author([3; 16])), "03".repeat(16));
    }
}
