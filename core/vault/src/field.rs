//! One field of a record: a key, a stamp and a value nobody needs to understand in order to keep it.

use crate::limits::{MAX_KEY_BYTES, MAX_VALUE_BYTES};
use crate::{Stamp, keys};
use minicbor::{Decoder, Encoder};
use std::borrow::Cow;
use std::fmt;
use zeroize::Zeroizing;

/// The name of a field: 1 to 256 bytes of UTF-8, like `issuer` or `tag/Work`. Not secret.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FieldKey(Cow<'static, str>);

/// Why a field cannot be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FieldError {
    /// The key is empty or longer than 256 bytes.
    #[error("a field's name has 1 to {MAX_KEY_BYTES} bytes")]
    Key,
    /// The encoded value is longer than 64 KiB.
    #[error("too long: a field holds at most {MAX_VALUE_BYTES} bytes")]
    Value,
}

impl FieldKey {
    /// A key from text.
    pub fn new(text: &str) -> Result<Self, FieldError> {
        if text.is_empty() || text.len() > MAX_KEY_BYTES {
            return Err(FieldError::Key);
        }
        Ok(Self(keys::known(text).map_or_else(|| Cow::Owned(text.to_owned()), Cow::Borrowed)))
    }

    /// A key of this crate's own table.
    pub(crate) const fn known(text: &'static str) -> Self {
        Self(Cow::Borrowed(text))
    }

    /// The key as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::borrow::Borrow<str> for FieldKey {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// The encoded value of a field: one CBOR item. It may be a secret, so it is wiped when dropped and cannot be printed.
#[derive(PartialEq, Eq)]
pub struct Value(Zeroizing<Vec<u8>>);

impl Ord for Value {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.expose_raw().cmp(other.expose_raw())
    }
}

impl PartialOrd for Value {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Value {
    /// Takes bytes as they are: one CBOR item of at most 64 KiB.
    pub fn from_raw(bytes: Vec<u8>) -> Result<Self, FieldError> {
        let bytes = Zeroizing::new(bytes);
        if bytes.len() > MAX_VALUE_BYTES { Err(FieldError::Value) } else { Ok(Self(bytes)) }
    }

    /// A text string.
    pub fn text(text: &str) -> Result<Self, FieldError> {
        Self::write(text.len() + 9, |e| drop(e.str(text)))
    }

    /// A byte string.
    pub fn bytes(bytes: &[u8]) -> Result<Self, FieldError> {
        Self::write(bytes.len() + 9, |e| drop(e.bytes(bytes)))
    }

    /// An unsigned integer.
    pub fn uint(number: u64) -> Self {
        Self::small(|e| drop(e.u64(number)))
    }

    /// True or false.
    pub fn bool(flag: bool) -> Self {
        Self::small(|e| drop(e.bool(flag)))
    }

    /// Null: a field that was taken away.
    pub fn null() -> Self {
        Self::small(|e| drop(e.null()))
    }

    /// A stamp, as `[millis, counter, author]`.
    pub(crate) fn stamp(stamp: &Stamp) -> Self {
        Self::small(|e| {
            drop(e.array(3).and_then(|e| e.u64(stamp.millis)?.u32(stamp.counter)?.bytes(&stamp.author.0)));
        })
    }

    // Writing into a vector cannot fail; the buffer is large enough from the start, so no copy of a secret stays behind
    // in memory that growing gave back.
    fn write(room: usize, fill: impl FnOnce(&mut Encoder<Vec<u8>>)) -> Result<Self, FieldError> {
        let mut encoder = Encoder::new(Vec::with_capacity(room));
        fill(&mut encoder);
        Self::from_raw(encoder.into_writer())
    }

    fn small(fill: impl FnOnce(&mut Encoder<Vec<u8>>)) -> Self {
        let mut encoder = Encoder::new(Vec::with_capacity(40));
        fill(&mut encoder);
        Self(Zeroizing::new(encoder.into_writer()))
    }

    /// The text, if this is a text string.
    pub fn as_text(&self) -> Option<&str> {
        self.whole(Decoder::str)
    }

    /// The bytes, if this is a byte string.
    pub fn as_bytes(&self) -> Option<&[u8]> {
        self.whole(Decoder::bytes)
    }

    /// The number, if this is an unsigned integer.
    pub fn as_uint(&self) -> Option<u64> {
        self.whole(Decoder::u64)
    }

    /// The flag, if this is a boolean.
    pub fn as_bool(&self) -> Option<bool> {
        self.whole(Decoder::bool)
    }

    /// Whether this is null.
    pub fn is_null(&self) -> bool {
        self.whole(Decoder::null).is_some()
    }

    /// The stamp, if this is `[millis, counter, author]`.
    pub(crate) fn as_stamp(&self) -> Option<Stamp> {
        self.whole(|d| {
            d.array()?;
            let (millis, counter, author) = (d.u64()?, d.u32()?, d.bytes()?);
            let author = author.try_into().map_err(|_| minicbor::decode::Error::message("author"))?;
            Ok(Stamp { millis, counter, author: crate::Author(author) })
        })
    }

    fn whole<'a, T>(
        &'a self,
        read: impl FnOnce(&mut Decoder<'a>) -> Result<T, minicbor::decode::Error>,
    ) -> Option<T> {
        let mut decoder = Decoder::new(&self.0);
        let value = read(&mut decoder).ok()?;
        (decoder.position() == self.0.len()).then_some(value)
    }

    /// The encoded bytes. They may be a secret.
    pub fn expose_raw(&self) -> &[u8] {
        &self.0
    }

    /// A second copy, on purpose; wiped like the first.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self(self.0.clone())
    }
}

/// A value and when it was written.
#[derive(PartialEq, Eq)]
pub struct Field {
    /// Who wrote it and when.
    pub stamp: Stamp,
    /// What was written.
    pub value: Value,
}

impl Field {
    /// A second copy, on purpose; wiped like the first.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self { stamp: self.stamp, value: self.value.duplicate() }
    }

    /// Joins two versions of the field `key` into this one and says whether that changed it.
    ///
    /// The later stamp wins; the same stamp with two values (which no honest device makes) is decided by the bytes.
    /// `counter` is a pair of maxima instead, because an HOTP counter that goes back gives codes the service refuses.
    pub(crate) fn join(&mut self, key: &FieldKey, theirs: Self) -> bool {
        if key.as_str() == keys::COUNTER {
            let newer_value = rank(&theirs.value) > rank(&self.value);
            let newer_stamp = theirs.stamp > self.stamp;
            if newer_value {
                self.value = theirs.value;
            }
            self.stamp = self.stamp.max(theirs.stamp);
            return newer_value || newer_stamp;
        }
        if (theirs.stamp, &theirs.value) > (self.stamp, &self.value) {
            *self = theirs;
            return true;
        }
        false
    }
}

fn rank(value: &Value) -> (Option<u64>, &[u8]) {
    (value.as_uint(), value.expose_raw())
}

/// Says how long the value is, never what it is.
impl fmt::Debug for Field {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{} bytes @ {}.{} by {}",
            self.value.0.len(),
            self.stamp.millis,
            self.stamp.counter,
            self.stamp.author
        )
    }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::Author;

    #[test]
    fn values_are_read_as_what_they_are() {
        assert_eq!(Value::text("a").unwrap().as_text(), Some("a"));
        assert_eq!(Value::text("a").unwrap().as_uint(), None);
        assert_eq!(Value::uint(7).as_uint(), Some(7));
        assert_eq!(Value::bool(true).as_bool(), Some(true));
        assert_eq!(Value::bytes(&[1, 2]).unwrap().as_bytes(), Some(&[1, 2][..]));
        assert!(Value::null().is_null());
        let stamp = Stamp { millis: 1, counter: 2, author: Author([3; 16]) };
        assert_eq!(Value::stamp(&stamp).as_stamp(), Some(stamp));
        assert_eq!(Value::from_raw(vec![7, 7]).unwrap().as_uint(), None, "trailing bytes");
    }

    #[test]
    fn sizes_are_kept() {
        assert_eq!(FieldKey::new(""), Err(FieldError::Key));
        assert!(FieldKey::new(&"k".repeat(257)).is_err());
        assert!(Value::bytes(&vec![0; 70_000]).is_err());
    }

    #[test]
    fn debug_says_nothing_about_the_value() {
        let stamp = Stamp { millis: 1, counter: 2, author: Author([3; 16]) };
        let field = Field { stamp, value: Value::text("hunter2").unwrap() };
        assert!(!format!("{field:?}").contains("hunter2"));
    }
}
