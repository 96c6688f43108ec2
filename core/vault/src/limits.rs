//! The sizes that a reader accepts and a writer keeps to. Frozen with the format.

/// Bytes of an encoded change or checkpoint. 10,000 accounts take about 4 MiB.
pub const MAX_CHANGE_BYTES: usize = 64 << 20;
/// Records in a change.
pub const MAX_RECORDS: usize = 200_000;
/// Bytes of one encoded record.
pub const MAX_RECORD_BYTES: usize = 8 << 20;
/// Fields of one record. A device record carries two for each account it exposed.
pub const MAX_FIELDS: usize = 100_000;
/// Authors named by one record.
pub const MAX_AUTHORS: usize = 4096;
/// Bytes of a field's key.
pub const MAX_KEY_BYTES: usize = 256;
/// Bytes of a field's value.
pub const MAX_VALUE_BYTES: usize = 64 << 10;
