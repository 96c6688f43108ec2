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

/// What app and portal know of each other's limits.
pub mod portal {
    /// Random bytes of an enrolment code: 128 bits.
    pub const CODE_BYTES: usize = 16;
    /// How long an enrolment code lives.
    pub const CODE_SECONDS: u64 = 600;
    /// Fewest digits of a number to type.
    pub const DIGITS_MIN: u8 = 2;
    /// Most digits of a number to type.
    pub const DIGITS_MAX: u8 = 8;
    /// Digits of a number to type where nobody chose otherwise, NIST SP 800-63B-4 section 3.1.3.
    pub const DIGITS: u8 = 6;
    /// How far the time in a signed message may lie from the portal's, either way.
    pub const SKEW_SECONDS: u64 = 120;
    /// Most bytes of a signed message.
    pub const PROOF_BYTES: usize = 4096;
    /// Most characters of an id that a portal gave, and of a message's own id.
    pub const ID_CHARS: usize = 64;
    /// Most characters of a text for a screen; the rest is cut off.
    pub const SHOWN_CHARS: usize = 120;
    /// Most bytes of a portal's address: a DNS name's 253, scheme and port.
    pub const ADDRESS_BYTES: usize = 270;
}
