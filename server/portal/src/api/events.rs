//! News, as it happens.

pub mod watch;
