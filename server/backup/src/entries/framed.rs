//! Runs of entries as answers and as bodies.

use axum::http::HeaderName;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use regain_log::frame;
use regain_protocol::{ENTRIES_TYPE, HEAD};
use regain_storage::{Position, StoredEntry};

use crate::fault::{Fault, position};

/// Frames of stored entries.
pub fn frames(entries: &[StoredEntry]) -> Vec<u8> {
    let mut out = Vec::with_capacity(entries.iter().map(|entry| entry.bytes.len() + 5).sum());
    for entry in entries {
        frame::write_raw(&mut out, &entry.bytes, entry.body_absent);
    }
    out
}

/// The answer that carries them.
pub fn answer(head: Position, entries: &[StoredEntry]) -> Response {
    let headers = [(CONTENT_TYPE, ENTRIES_TYPE.to_owned()), (HeaderName::from_static(HEAD), position(head))];
    (headers, frames(entries)).into_response()
}

/// Reads `NUMBER.HASH`.
pub fn read_position(text: &str) -> Result<Position, Fault> {
    let refused = || Fault::malformed("regain-expected-head: not NUMBER.HASH");
    let (number, hash) = text.split_once('.').ok_or_else(refused)?;
    let number = number.parse().map_err(|_| refused())?;
    Ok(Position { number, hash: hash.parse().map_err(|_| refused())? })
}
