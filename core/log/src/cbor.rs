//! The few shapes that our CBOR is made of, read strictly: arrays of a known length, byte strings of a known length.

use minicbor::decode::Error;
use minicbor::{Decoder, encode};

/// What reading gives.
pub type Read<T> = Result<T, Error>;
/// What writing into memory gives. It does not fail.
pub type Written = Result<(), encode::Error<std::convert::Infallible>>;

/// Bytes that are something else than `what`.
pub fn malformed(what: &'static str) -> Error {
    Error::message(what)
}

/// The length of an array, which is written before it.
pub fn length(d: &mut Decoder<'_>) -> Read<u64> {
    d.array()?.ok_or_else(|| malformed("an array without a length"))
}

/// An array of exactly this many items begins.
pub fn array(d: &mut Decoder<'_>, expected: u64) -> Read<()> {
    if length(d)? == expected { Ok(()) } else { Err(malformed("an array of another length")) }
}

/// An array of at most `most` items, which is checked before any is read.
pub fn list<T>(d: &mut Decoder<'_>, most: u64, read: impl Fn(&mut Decoder<'_>) -> Read<T>) -> Read<Vec<T>> {
    let length = length(d)?;
    if length > most {
        return Err(malformed("too many items"));
    }
    (0..length).map(|_| read(d)).collect()
}

/// A byte string of exactly `N` bytes.
pub fn fixed<const N: usize>(d: &mut Decoder<'_>) -> Read<[u8; N]> {
    exactly(d.bytes()?)
}

/// The same, or an empty one for nothing.
pub fn optional<const N: usize>(d: &mut Decoder<'_>) -> Read<Option<[u8; N]>> {
    match d.bytes()? {
        [] => Ok(None),
        bytes => exactly(bytes).map(Some),
    }
}

fn exactly<const N: usize>(bytes: &[u8]) -> Read<[u8; N]> {
    bytes.try_into().map_err(|_| malformed("bytes of another length"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_very_shape_is_read() {
        fn d(bytes: &[u8]) -> Decoder<'_> {
            Decoder::new(bytes)
        }
        assert!(array(&mut d(&[0x82]), 2).is_ok());
        for other in [&[0x81][..], &[0x83], &[0x9f], &[0x42], &[]] {
            assert!(array(&mut d(other), 2).is_err(), "{other:?}");
        }
        assert_eq!(fixed(&mut d(&[0x42, 1, 2])).ok(), Some([1, 2]));
        assert_eq!(optional(&mut d(&[0x42, 1, 2])).ok(), Some(Some([1, 2])));
        assert_eq!(optional::<2>(&mut d(&[0x40])).ok(), Some(None));
        for other in [&[0x41, 1][..], &[0x43, 1, 2, 3], &[0x5f, 0x42, 1, 2, 0xff], &[0x82, 1, 2]] {
            assert!(fixed::<2>(&mut d(other)).is_err() && optional::<2>(&mut d(other)).is_err(), "{other:?}");
        }
        let two_at_most = |bytes: &[u8]| list(&mut d(bytes), 2, fixed).ok();
        assert_eq!(two_at_most(&[0x82, 0x41, 1, 0x41, 2]), Some(vec![[1], [2]]));
        assert_eq!(two_at_most(&[0x83, 0x41, 1, 0x41, 2, 0x41, 3]), None);
    }
}
