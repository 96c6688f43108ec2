//! After a loss: the accounts whose secrets the lost device had, until each is enrolled anew.
//!
//! The marks lie on the lost device's record, not on the accounts: a mark is no edit of an account, and must not bring one
//! back from the trash.

use crate::record::RecordKind;
use crate::{Author, Change, Clock, FieldKey, Record, RecordId, Value, Vault, account, device, keys};

/// One account that a lost device exposed and that was not enrolled anew yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exposure {
    /// The lost device.
    pub device: Author,
    /// Its name.
    pub device_name: String,
    /// The account.
    pub account: RecordId,
    /// Issuer and label of the account.
    pub name: String,
    /// Whether the account lies in the trash: its secret may still be valid at the service.
    pub in_trash: bool,
    /// When the loss was reported, in milliseconds since the Unix epoch.
    pub since_ms: u64,
}

/// Marks every account that exists, in the trash or not, as exposed by `device`. Those already marked stay as they are.
pub fn mark_all(vault: &mut Vault, clock: &mut Clock, now_ms: u64, device: Author) -> Change {
    let id = device::record_id(device);
    let marked = |key: &str| vault.record(id).is_some_and(|record| record.field(key).is_some());
    let fields = vault
        .records()
        .filter(|record| record.kind() == RecordKind::ACCOUNT && !record.is_purged())
        .map(|record| key(keys::EXPOSED_PREFIX, record.id()))
        .filter(|key| !marked(key.as_str()))
        .map(|key| (key, Value::uint(now_ms)))
        .collect();
    vault.write(clock, now_ms, id, RecordKind::DEVICE, fields)
}

/// Ticks one account off: it was enrolled anew at its service.
pub fn done(vault: &mut Vault, clock: &mut Clock, now_ms: u64, device: Author, account: RecordId) -> Change {
    let fields = vec![(key(keys::EXPOSED_DONE_PREFIX, account), Value::bool(true))];
    vault.write(clock, now_ms, device::record_id(device), RecordKind::DEVICE, fields)
}

/// What is still open. An account drops out when it is ticked off, when its secret was replaced after the mark by another
/// than the lost device, or when it was purged.
pub fn open(vault: &Vault) -> Vec<Exposure> {
    let mut open = Vec::new();
    for lost in vault.records().filter(|record| record.kind() == RecordKind::DEVICE) {
        let device = Author(lost.id().0);
        let device_name = device::name(vault, device);
        for (hex, mark) in lost.fields_under(keys::EXPOSED_PREFIX) {
            let (Ok(account), Some(since_ms)) = (RecordId::parse(hex), mark.value.as_uint()) else {
                continue;
            };
            let ticked = lost.value(&format!("{}{hex}", keys::EXPOSED_DONE_PREFIX)).and_then(Value::as_bool);
            let Some(record) = vault.record(account).filter(|record| !record.is_purged()) else { continue };
            let replaced = |record: &Record| {
                record
                    .field(keys::SECRET)
                    .is_some_and(|field| field.stamp > mark.stamp && field.stamp.author != device)
            };
            if ticked == Some(true) || replaced(record) {
                continue;
            }
            let (name, in_trash) = (account::name_of(record), record.is_in_trash());
            open.push(Exposure {
                device,
                device_name: device_name.clone(),
                account,
                name,
                in_trash,
                since_ms,
            });
        }
    }
    open
}

fn key(prefix: &str, account: RecordId) -> FieldKey {
    FieldKey::new(&format!("{prefix}{account}"))
        .expect("a prefix and 32 digits are shorter than a key may be")
}
