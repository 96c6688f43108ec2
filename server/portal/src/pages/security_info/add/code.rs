//! Any authenticator app: a QR code, and the first code it shows.

mod act;
mod key;
mod scan;
mod start;

pub use act::act;
pub use scan::show;
pub use start::{begin, start};
