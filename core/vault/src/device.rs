//! Devices as the vault names them. What a device may do is in the log, not here.

use crate::account::AccountError;
use crate::record::RecordKind;
use crate::{Author, Change, Clock, FieldKey, Record, RecordId, Value, Vault, keys};

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

/// Notes a new device.
pub fn add(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    device: Author,
    name: &str,
    platform: &str,
) -> Result<Change, AccountError> {
    let fields = vec![
        (FieldKey::known(keys::NAME), Value::text(name)?),
        (FieldKey::known(keys::PLATFORM), Value::text(platform)?),
        (FieldKey::known(keys::CREATED), Value::uint(now_ms)),
    ];
    Ok(vault.write(clock, now_ms, record_id(device), RecordKind::DEVICE, fields))
}

/// Renames a device.
pub fn rename(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    device: Author,
    name: &str,
) -> Result<Change, AccountError> {
    let fields = vec![(FieldKey::known(keys::NAME), Value::text(name)?)];
    Ok(vault.write(clock, now_ms, record_id(device), RecordKind::DEVICE, fields))
}

/// Notes that a device left. After a loss call [`crate::exposure::mark_all`] as well.
pub fn removed(vault: &mut Vault, clock: &mut Clock, now_ms: u64, device: Author, lost: bool) -> Change {
    let fields = vec![
        (FieldKey::known(keys::REMOVED), Value::uint(now_ms)),
        (FieldKey::known(keys::LOST), Value::bool(lost)),
    ];
    vault.write(clock, now_ms, record_id(device), RecordKind::DEVICE, fields)
}

/// All devices, those that left included, in the order they were added.
pub fn list(vault: &Vault) -> Vec<Device> {
    let mut devices: Vec<Device> = vault.live(RecordKind::DEVICE).map(read).collect();
    devices.sort_by_key(|device| (device.added_ms, device.id));
    devices
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
