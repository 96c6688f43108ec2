//! What is signed to sign in, FORMAT section 7. The layout is frozen; the service builds the same bytes to verify.

use regain_log::{BackupId, MemberId};

/// What a kit signs. `origin` is scheme, host and port as dialled; it holds no zero byte, and neither does an account name, so the
/// parts can't be shifted into each other.
pub fn kit_message(origin: &str, account_name: &str, challenge: &[u8; 32]) -> Vec<u8> {
    [b"regain/1/kit-auth".as_slice(), origin.as_bytes(), &[0], account_name.as_bytes(), &[0], challenge]
        .concat()
}

/// What a device signs.
pub fn device_message(origin: &str, backup: &BackupId, device: &MemberId, challenge: &[u8; 32]) -> Vec<u8> {
    let (backup, device) = (backup.as_bytes().as_slice(), device.as_bytes().as_slice());
    [b"regain/1/device-auth".as_slice(), origin.as_bytes(), &[0], backup, device, challenge].concat()
}
