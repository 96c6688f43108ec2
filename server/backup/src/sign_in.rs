//! Signing in: by passphrase, by recovery kit, as a device. Two messages each; what lies between them is kept in the store,
//! so that a restart or another server changes nothing.

mod attempt;
pub mod device;
pub mod device_finish;
pub mod kit;
pub mod kit_finish;
pub mod passphrase;
pub mod passphrase_finish;
mod slot_session;
