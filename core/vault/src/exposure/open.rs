//! What is still open, and what was ticked off.

use super::Exposure;
use crate::record::RecordKind;
use crate::{Author, Record, RecordId, Value, Vault, account, device, keys};

/// What is still open. An account drops out when it is ticked off, when its secret was replaced after the mark by another
/// than the lost device, or when it was purged.
pub fn open(vault: &Vault) -> Vec<Exposure> {
    marked(vault, false)
}

/// What was ticked off by hand and could be ticked back on.
pub fn ticked(vault: &Vault) -> Vec<Exposure> {
    marked(vault, true)
}

fn marked(vault: &Vault, wanted: bool) -> Vec<Exposure> {
    let mut found = Vec::new();
    for lost in vault.records().filter(|record| record.kind() == RecordKind::DEVICE) {
        let device = Author(lost.id().0);
        let device_name = device::name(vault, device);
        for (hex, mark) in lost.fields_under(keys::EXPOSED_PREFIX) {
            let (Ok(account), Some(since_ms)) = (RecordId::parse(hex), mark.value.as_uint()) else {
                continue;
            };
            let done = lost.value(&format!("{}{hex}", keys::EXPOSED_DONE_PREFIX)).and_then(Value::as_bool);
            let Some(record) = vault.record(account).filter(|record| !record.is_purged()) else { continue };
            let replaced = |record: &Record| {
                record
                    .field(keys::SECRET)
                    .is_some_and(|field| field.stamp > mark.stamp && field.stamp.author != device)
            };
            if (done == Some(true)) != wanted || replaced(record) {
                continue;
            }
            let (name, in_trash) = (account::name_of(record), record.is_in_trash());
            found.push(Exposure {
                device,
                device_name: device_name.clone(),
                account,
                name,
                in_trash,
                since_ms,
            });
        }
    }
    found
}
