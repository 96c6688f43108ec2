//! Runs of entries on the wire: `u8 flags ‖ u32 length ‖ bytes`, FORMAT section 2.

use crate::{Entry, EntryError, HEADER_LEN, MAX_BODY_LEN, SIGNATURE_LEN};

const BODY_ABSENT: u8 = 1;
const FRONT_LEN: usize = HEADER_LEN + SIGNATURE_LEN;

/// Why bytes are no run of entries.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum FrameError {
    /// The bytes end inside a frame.
    #[error("the entries end in the middle of one")]
    Truncated,
    /// A flag this version does not define.
    #[error("unknown flags {0:#04x} before an entry")]
    Flags(u8),
    /// Longer than any entry may be.
    #[error("an entry is too long")]
    TooLong,
    /// One framed entry is no entry.
    #[error(transparent)]
    Entry(#[from] EntryError),
}

/// Appends one entry's frame; without a body where the entry has none.
pub fn write(out: &mut Vec<u8>, entry: &Entry) {
    write_raw(out, &entry.to_bytes(), entry.body().is_none());
}

/// Appends the frame of stored bytes: the whole entry, or only its front when `body_absent`.
///
/// # Panics
/// When the bytes are longer than an entry can be: they were decoded before they were stored.
pub fn write_raw(out: &mut Vec<u8>, bytes: &[u8], body_absent: bool) {
    let length = u32::try_from(bytes.len()).expect("an entry's length fits u32");
    out.push(if body_absent { BODY_ABSENT } else { 0 });
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(bytes);
}

/// The frames of a run.
pub fn write_all<'a>(entries: impl IntoIterator<Item = &'a Entry>) -> Vec<u8> {
    let mut out = Vec::new();
    for entry in entries {
        write(&mut out, entry);
    }
    out
}

/// Reads a run to its end.
pub fn read_all(mut bytes: &[u8]) -> Result<Vec<Entry>, FrameError> {
    let mut entries = Vec::new();
    while !bytes.is_empty() {
        let (head, rest) = bytes.split_first_chunk::<5>().ok_or(FrameError::Truncated)?;
        let [flags, length @ ..] = *head;
        let length = u32::from_be_bytes(length) as usize;
        if length > FRONT_LEN + MAX_BODY_LEN {
            return Err(FrameError::TooLong);
        }
        let (entry, rest) = rest.split_at_checked(length).ok_or(FrameError::Truncated)?;
        entries.push(match flags {
            0 => Entry::decode(entry)?,
            BODY_ABSENT => Entry::decode_without_body(entry)?,
            other => return Err(FrameError::Flags(other)),
        });
        bytes = rest;
    }
    Ok(entries)
}
