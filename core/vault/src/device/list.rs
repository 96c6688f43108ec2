//! The devices.

use super::{Device, read};
use crate::Vault;
use crate::record::RecordKind;

/// All devices, those that left included, in the order they were added.
pub fn list(vault: &Vault) -> Vec<Device> {
    let mut devices: Vec<Device> = vault.live(RecordKind::DEVICE).map(read).collect();
    devices.sort_by_key(|device| (device.added_ms, device.id));
    devices
}
