//! The names of the fields this version knows. Frozen: a name never changes its meaning.

macro_rules! keys {
    ($($(#[doc = $doc:literal])+ $name:ident = $text:literal;)+) => {
        $($(#[doc = $doc])+ pub const $name: &str = $text;)+

        /// The table's own copy of a known key, so that ten thousand accounts do not hold ten thousand copies.
        pub(crate) fn known(text: &str) -> Option<&'static str> {
            match text {
                $($text => Some($text),)+
                _ => None,
            }
        }
    };
}

keys! {
    /// Text: who issued the account.
    ISSUER = "issuer";
    /// Text: the account's name at the issuer.
    LABEL = "label";
    /// Bytes: the shared secret. Secret.
    SECRET = "secret";
    /// Text: `totp`, `hotp`, `steam`, `yandex` or `motp`.
    TYPE = "type";
    /// Text: `SHA1`, `SHA256` or `SHA512`.
    ALGORITHM = "algorithm";
    /// Number: digits of a code.
    DIGITS = "digits";
    /// Number: seconds a code lives.
    PERIOD = "period";
    /// Number: the next HOTP counter. Merged as a maximum, kept by a purge.
    COUNTER = "counter";
    /// Text: the PIN of Yandex and mOTP. Secret.
    PIN = "pin";
    /// Text: a note of the person. Treated as a secret in differences.
    NOTE = "note";
    /// Boolean: shown first.
    FAVOURITE = "favourite";
    /// Text: a fractional index.
    ORDER = "order";
    /// Number: when the record was made, milliseconds since the Unix epoch.
    CREATED = "created";
    /// Stamp of the deletion that the person has seen and decided against.
    RESTORED = "restored";
    /// Text: the name of a device, or of a bound account.
    NAME = "name";
    /// Text: what a device runs on.
    PLATFORM = "platform";
    /// Number: when a device was removed, milliseconds since the Unix epoch.
    REMOVED = "removed";
    /// Boolean: whether the removed device was lost (else it was retired).
    LOST = "lost";
    /// Text: the organisation of a bound account.
    ORGANISATION = "organisation";
    /// Text: the address of the organisation's portal.
    PORTAL = "portal";
    /// Text: the portal's own id of the person of a bound account; stays when the name changes.
    PERSON = "person";
}

/// `tag/NAME` → boolean.
pub const TAG_PREFIX: &str = "tag/";
/// `extra/NAME` → text: an otpauth parameter this version does not know.
pub const EXTRA_PREFIX: &str = "extra/";
/// `bound/DEVICE` → boolean: the device on which a bound account is usable.
pub const BOUND_PREFIX: &str = "bound/";
/// `exposed/ACCOUNT` on a lost device's record → number: when the loss was reported, milliseconds since the Unix epoch.
pub const EXPOSED_PREFIX: &str = "exposed/";
/// `exposed-done/ACCOUNT` on a lost device's record → boolean: enrolled anew.
pub const EXPOSED_DONE_PREFIX: &str = "exposed-done/";

/// Whether the value of this field must never be shown in a difference or a message: the known secrets, and every field
/// this version does not know.
pub fn is_secret(key: &str) -> bool {
    let public = [TAG_PREFIX, BOUND_PREFIX, EXPOSED_PREFIX, EXPOSED_DONE_PREFIX];
    matches!(key, SECRET | PIN | NOTE)
        || (known(key).is_none() && !public.iter().any(|prefix| key.starts_with(prefix)))
}
