//! A record as bytes. Frozen; the words for it are in docs/FORMAT-records.md.
//!
//! ```text
//! record   = { 0: id (bytes 16), 1: kind (uint8), 2: [author (bytes 16) …] ascending,
//!              3: { key (text) ascending by bytes => [millis, counter, author index, value (bytes)] },
//!            ? 4: [stamp, [stamp …] one per author, ascending],      deletion: its stamp, what it had seen
//!            ? 5: stamp }                                            purged
//! stamp    = [millis, counter, author index]
//! ```

use super::{Deletion, Record, RecordKind};
use crate::finding::RecordError;
use crate::gather;
use crate::limits::{MAX_AUTHORS, MAX_FIELDS, MAX_RECORD_BYTES};
use crate::stamp::MAX_MILLIS;
use crate::{Author, Field, FieldKey, RecordId, Stamp, Value};
use minicbor::{Decoder, Encoder, encode::Error as EncodeError};
use std::collections::BTreeMap;
use std::convert::Infallible;

/// An upper bound of the encoded length, so that the buffer never grows and leaves a copy behind.
pub(crate) fn encoded_len(record: &Record) -> usize {
    let fields =
        record.fields.iter().map(|(key, field)| key.as_str().len() + field.value.expose_raw().len() + 32);
    let seen = record.deletion.as_ref().map_or(0, |deletion| deletion.seen.len());
    // Every field and every entry of `seen` may name an author of its own.
    fields.sum::<usize>() + record.fields.len() * 17 + seen * (17 + 24) + 160
}

/// Appends the record to `out`.
pub(crate) fn encode(record: &Record, out: &mut Vec<u8>) {
    let authors = authors(record);
    let done = write(record, &authors, &mut Encoder::new(out));
    done.expect("writing into memory cannot fail");
}

fn authors(record: &Record) -> Vec<Author> {
    let mut authors: Vec<Author> = record.fields.values().map(|field| field.stamp.author).collect();
    authors.extend(record.deletion.iter().map(|deletion| deletion.stamp.author));
    authors
        .extend(record.deletion.iter().flat_map(|deletion| deletion.seen.values().map(|seen| seen.author)));
    authors.extend(record.purged.map(|purged| purged.author));
    authors.sort_unstable();
    authors.dedup();
    authors
}

type Written = Result<(), EncodeError<Infallible>>;

fn write(record: &Record, authors: &[Author], e: &mut Encoder<&mut Vec<u8>>) -> Written {
    let optional = u64::from(record.deletion.is_some()) + u64::from(record.purged.is_some());
    e.map(4 + optional)?.u8(0)?.bytes(&record.id.0)?.u8(1)?.u8(record.kind.0)?;
    e.u8(2)?.array(authors.len() as u64)?;
    for author in authors {
        e.bytes(&author.0)?;
    }
    e.u8(3)?.map(record.fields.len() as u64)?;
    for (key, field) in &record.fields {
        e.str(key.as_str())?.array(4)?;
        write_stamp_items(&field.stamp, authors, e)?;
        e.bytes(field.value.expose_raw())?;
    }
    if let Some(deletion) = &record.deletion {
        e.u8(4)?.array(2)?;
        write_stamp(&deletion.stamp, authors, e)?;
        e.array(deletion.seen.len() as u64)?;
        for seen in deletion.seen.values() {
            write_stamp(seen, authors, e)?;
        }
    }
    if let Some(purged) = &record.purged {
        e.u8(5)?;
        write_stamp(purged, authors, e)?;
    }
    Ok(())
}

fn write_stamp(stamp: &Stamp, authors: &[Author], e: &mut Encoder<&mut Vec<u8>>) -> Written {
    e.array(3)?;
    write_stamp_items(stamp, authors, e)
}

fn write_stamp_items(stamp: &Stamp, authors: &[Author], e: &mut Encoder<&mut Vec<u8>>) -> Written {
    let index = authors.binary_search(&stamp.author).expect("the table holds every author of the record");
    e.u64(stamp.millis)?.u32(stamp.counter)?.u64(index as u64)?;
    Ok(())
}

/// Reads one record that fills `bytes` exactly. Anything unexpected is an error: the caller then keeps the bytes.
pub(crate) fn decode(bytes: &[u8]) -> Result<Record, RecordError> {
    if bytes.len() > MAX_RECORD_BYTES {
        return Err(RecordError::TooBig);
    }
    let mut reader = Reader { d: Decoder::new(bytes), authors: Vec::new() };
    let record = reader.record()?;
    if reader.d.position() != bytes.len() {
        return Err(RecordError::Malformed);
    }
    Ok(record)
}

impl From<minicbor::decode::Error> for RecordError {
    fn from(_: minicbor::decode::Error) -> Self {
        Self::Malformed
    }
}

struct Reader<'a> {
    d: Decoder<'a>,
    authors: Vec<Author>,
}

impl Reader<'_> {
    fn record(&mut self) -> Result<Record, RecordError> {
        let entries = self.d.map()?.filter(|entries| *entries >= 4).ok_or(RecordError::Malformed)?;
        self.expect_key(0)?;
        let id = RecordId(self.sixteen()?);
        self.expect_key(1)?;
        let mut record = Record::new(id, RecordKind(self.d.u8()?));
        self.expect_key(2)?;
        self.read_authors()?;
        self.expect_key(3)?;
        self.read_fields(&mut record)?;
        let mut last = 3;
        for _ in 4..entries {
            let key = self.d.u8()?;
            if key <= last {
                return Err(RecordError::Malformed);
            }
            last = key;
            match key {
                4 => record.deletion = Some(self.deletion()?),
                5 => record.purged = Some(self.stamp()?),
                // A newer app has put something here that this one would lose.
                _ => return Err(RecordError::Newer),
            }
        }
        // A dropped field must not come back through a writer that forgot to drop it.
        if let Some(purged) = record.purged {
            record.fields.retain(|key, field| field.stamp > purged || key.as_str() == crate::keys::COUNTER);
        }
        Ok(record)
    }

    fn expect_key(&mut self, key: u8) -> Result<(), RecordError> {
        if self.d.u8()? == key { Ok(()) } else { Err(RecordError::Malformed) }
    }

    fn sixteen(&mut self) -> Result<[u8; 16], RecordError> {
        self.d.bytes()?.try_into().map_err(|_| RecordError::Malformed)
    }

    fn count(&mut self, length: Option<u64>, limit: usize) -> Result<usize, RecordError> {
        let length =
            usize::try_from(length.ok_or(RecordError::Malformed)?).map_err(|_| RecordError::TooBig)?;
        // Every item takes a byte at least: a count above that is a lie, and must not reserve memory.
        if length > limit || length > self.d.input().len() { Err(RecordError::TooBig) } else { Ok(length) }
    }

    fn read_authors(&mut self) -> Result<(), RecordError> {
        let length = self.d.array()?;
        for _ in 0..self.count(length, MAX_AUTHORS)? {
            let author = Author(self.sixteen()?);
            if self.authors.last().is_some_and(|last| *last >= author) {
                return Err(RecordError::Malformed);
            }
            self.authors.push(author);
        }
        Ok(())
    }

    fn read_fields(&mut self, record: &mut Record) -> Result<(), RecordError> {
        let length = self.d.map()?;
        let count = self.count(length, MAX_FIELDS)?;
        let mut fields: Vec<(FieldKey, Field)> = Vec::with_capacity(count.min(64));
        for _ in 0..count {
            let key = FieldKey::new(self.d.str()?).map_err(|_| RecordError::TooBig)?;
            if fields.last().is_some_and(|(last, _)| *last >= key) {
                return Err(RecordError::Malformed);
            }
            if self.d.array()? != Some(4) {
                return Err(RecordError::Malformed);
            }
            let stamp = self.stamp_items()?;
            let value = Value::from_raw(self.d.bytes()?.to_vec()).map_err(|_| RecordError::TooBig)?;
            fields.push((key, Field { stamp, value }));
        }
        record.fields = gather::map(fields.into_iter());
        Ok(())
    }

    fn deletion(&mut self) -> Result<Deletion, RecordError> {
        if self.d.array()? != Some(2) {
            return Err(RecordError::Malformed);
        }
        let stamp = self.stamp()?;
        let length = self.d.array()?;
        let mut seen = BTreeMap::new();
        for _ in 0..self.count(length, MAX_AUTHORS)? {
            let stamp = self.stamp()?;
            if seen.last_key_value().is_some_and(|(last, _)| *last >= stamp.author) {
                return Err(RecordError::Malformed);
            }
            seen.insert(stamp.author, stamp);
        }
        Ok(Deletion { stamp, seen })
    }

    fn stamp(&mut self) -> Result<Stamp, RecordError> {
        if self.d.array()? == Some(3) { self.stamp_items() } else { Err(RecordError::Malformed) }
    }

    fn stamp_items(&mut self) -> Result<Stamp, RecordError> {
        let (millis, counter, index) = (self.d.u64()?, self.d.u32()?, self.d.u64()?);
        let index = usize::try_from(index).map_err(|_| RecordError::Malformed)?;
        let author = *self.authors.get(index).ok_or(RecordError::Malformed)?;
        if millis > MAX_MILLIS { Err(RecordError::Malformed) } else { Ok(Stamp { millis, counter, author }) }
    }
}
