//! Limits both sides know, so that a client can say what is too large before it is refused.

/// Fewest characters of an account name.
pub const ACCOUNT_NAME_MIN: usize = 3;
/// Most characters of an account name.
pub const ACCOUNT_NAME_MAX: usize = 64;
/// Most entries in one append.
pub const APPEND_ENTRIES: usize = 500;
/// Most bytes in one append, frames included: one entry of the greatest size, or 500 small ones.
pub const APPEND_BYTES: usize = 17 << 20;
/// Most entries in one answer to a pull.
pub const PULL_ENTRIES: u32 = 500;
/// A pull's answer stops after this many bytes, but always holds one entry.
pub const PULL_BYTES: usize = 8 << 20;
/// Most headers in one answer.
pub const HEADERS: u64 = 10_000;
/// Most bytes of a slot's blob.
pub const BLOB_BYTES: usize = 1024;
/// Most bytes of a JSON body.
pub const JSON_BYTES: usize = 64 << 10;
/// Alert addresses of one backup.
pub const ALERTS: usize = 5;
