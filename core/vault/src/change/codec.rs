//! A change as bytes. Frozen by tests/vectors; the words for it are in docs/FORMAT-records.md.
//!
//! ```text
//! change = [ "regain change v1", [ record as bytes … ] ]
//! ```
//!
//! Each record is wrapped in a byte string, so that a reader can pass over one it does not understand and keep it.

use super::Change;
use crate::limits::{MAX_CHANGE_BYTES, MAX_RECORDS};
use crate::{Finding, Opaque, Record, RecordId, record};
use minicbor::{Decoder, Encoder};
use std::collections::{BTreeMap, BTreeSet};
use zeroize::Zeroizing;

/// What every change and checkpoint starts with.
pub const NAMESPACE: &str = "regain change v1";

/// Why bytes are not a change at all. (A single bad record inside one is a [`Finding`].)
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// Something else than a change.
    #[error("these bytes are not a change of a Regain vault")]
    NotAChange,
    /// A later format.
    #[error("this backup was written by a newer version of Regain; update to read it")]
    Newer,
    /// The list of records is cut off or damaged.
    #[error("the list of records is damaged")]
    Malformed,
    /// More bytes or records than the format allows.
    #[error("larger than the format allows")]
    TooBig,
}

impl Change {
    /// The bytes of this change. Wiped when dropped.
    pub fn encode(&self) -> Zeroizing<Vec<u8>> {
        encode(&self.records, &self.opaque)
    }

    /// Reads a change. A record that cannot be read is kept as it is and reported; it never spoils the others.
    pub fn decode(bytes: &[u8]) -> Result<(Self, Vec<Finding>), DecodeError> {
        if bytes.len() > MAX_CHANGE_BYTES {
            return Err(DecodeError::TooBig);
        }
        let mut d = Decoder::new(bytes);
        if !matches!(d.array(), Ok(Some(2))) {
            return Err(DecodeError::NotAChange);
        }
        match d.str() {
            Ok(NAMESPACE) => {}
            Ok(other) if other.starts_with("regain change v") => return Err(DecodeError::Newer),
            _ => return Err(DecodeError::NotAChange),
        }
        let Ok(Some(count)) = d.array() else { return Err(DecodeError::Malformed) };
        if usize::try_from(count).map_or(true, |count| count > MAX_RECORDS) {
            return Err(DecodeError::TooBig);
        }
        let (mut change, mut findings) = (Self::new(), Vec::new());
        for _ in 0..count {
            let bytes = d.bytes().map_err(|_| DecodeError::Malformed)?;
            match record::decode(bytes) {
                Ok(record) => change.join_record(record),
                Err(error) => {
                    change.opaque.insert(Opaque::new(bytes));
                    findings.push(Finding { record: None, name: None, error });
                }
            }
        }
        if d.position() == bytes.len() { Ok((change, findings)) } else { Err(DecodeError::Malformed) }
    }
}

pub(crate) fn encode(records: &BTreeMap<RecordId, Record>, opaque: &BTreeSet<Opaque>) -> Zeroizing<Vec<u8>> {
    let room: usize = records.values().map(|record| record::encoded_len(record) + 9).sum();
    let room = room + opaque.iter().map(|opaque| opaque.expose_raw().len() + 9).sum::<usize>() + 64;
    let mut out = Zeroizing::new(Vec::with_capacity(room));
    let mut scratch = Zeroizing::new(Vec::new());
    let mut put = |write: &dyn Fn(&mut Encoder<&mut Vec<u8>>)| write(&mut Encoder::new(&mut *out));
    put(&|e| drop(e.array(2).and_then(|e| e.str(NAMESPACE)?.array((records.len() + opaque.len()) as u64))));
    for item in records.values() {
        let room = record::encoded_len(item);
        if scratch.capacity() < room {
            // A fresh buffer, so that the old one is wiped rather than moved.
            scratch = Zeroizing::new(Vec::with_capacity(room));
        }
        scratch.clear();
        record::encode(item, &mut scratch);
        debug_assert!(scratch.len() <= room, "a buffer that grows leaves a copy of its secrets behind");
        put(&|e| drop(e.bytes(&scratch)));
    }
    for opaque in opaque {
        put(&|e| drop(e.bytes(opaque.expose_raw())));
    }
    debug_assert!(out.len() <= room, "likewise");
    out
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;
    use crate::record::RecordKind;
    use crate::{Author, FieldKey, Stamp, Value};

    fn one(stamp: u64) -> Change {
        let mut change = Change::new();
        let stamp = Stamp { millis: stamp, counter: 0, author: Author([7; 16]) };
        let value = Value::text("GitHub").unwrap();
        change.set(RecordId([1; 16]), RecordKind::ACCOUNT, FieldKey::new("issuer").unwrap(), stamp, value);
        change
    }

    #[test]
    fn an_unreadable_record_is_reported_and_written_out_unchanged() {
        let mut bytes = one(5).encode().to_vec();
        let at = 2 + NAMESPACE.len();
        assert_eq!(bytes[at], 0x81);
        bytes[at] = 0x82;
        bytes.extend([0x43, 0xa1, 0x09, 0x00]);
        let (change, findings) = Change::decode(&bytes).unwrap();
        assert_eq!((change.records.len(), change.opaque.len(), findings.len()), (1, 1, 1));
        assert_eq!(*change.encode(), bytes);
    }

    #[test]
    fn a_record_of_a_newer_app_is_kept() {
        let mut record = Vec::new();
        record::encode(&Record::new(RecordId([1; 16]), RecordKind(200)), &mut record);
        assert_eq!(record[0], 0xa4);
        record[0] = 0xa5;
        record.extend([0x09, 0x00]);
        assert_eq!(record::decode(&record).unwrap_err(), crate::finding::RecordError::Newer);
    }

    #[test]
    fn other_bytes_are_named() {
        let error = |bytes: &[u8]| Change::decode(bytes).unwrap_err();
        assert_eq!(error(b""), DecodeError::NotAChange);
        assert_eq!(error(b"{}"), DecodeError::NotAChange);
        let mut bytes = one(5).encode().to_vec();
        bytes.push(0);
        assert_eq!(error(&bytes), DecodeError::Malformed);
        bytes.truncate(30);
        assert_eq!(error(&bytes), DecodeError::Malformed);
        let newer: Vec<u8> = bytes.iter().map(|b| if *b == b'1' { b'2' } else { *b }).collect();
        assert_eq!(error(&newer), DecodeError::Newer);
        let mut lie = one(5).encode()[..2 + NAMESPACE.len()].to_vec();
        lie.extend([0x9b, 0, 0, 0, 0xff, 0, 0, 0, 0]);
        assert_eq!(error(&lie), DecodeError::TooBig);
    }

    #[test]
    fn a_record_that_appears_twice_is_joined() {
        let mut both = one(5);
        both.join(one(9));
        let (first, second) = (one(5).encode(), one(9).encode());
        let at = 3 + NAMESPACE.len();
        let mut bytes = first.to_vec();
        bytes[at - 1] = 0x82;
        bytes.extend(&second[at..]);
        assert_eq!(Change::decode(&bytes).unwrap().0, both);
    }
}
