//! The Regain app: a QR code, a key that a device makes, a test whose number stands here.

mod progress;
mod start;

pub use progress::show;
pub use start::{account, offer, start};
