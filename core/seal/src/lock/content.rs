//! What follows the header: chunks of 64 KiB, each sealed by itself, so that damage has a place.

use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use super::{HEADER_LEN, Unlocked};
use crate::aead::{self, NONCE_LEN, TAG_LEN};

/// Plaintext bytes of every chunk but the last.
const CHUNK_LEN: usize = 64 << 10;
const PREFIX_LEN: usize = 16;
const LAST: u8 = 1;

/// Why the content of an unlocked store can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// The file begins with another header than the unlocked one.
    #[error("the file's lock is not the one that was unlocked; unlock it again")]
    Header,
    /// The lock opened, so the secret is right.
    #[error(
        "the passphrase is right, but the content is damaged or cut off in the {CHUNK_LEN} bytes after byte {offset} of {length}; restore the file from a copy"
    )]
    Damaged {
        /// Where in the file the first bad chunk begins, in bytes.
        offset: usize,
        /// Length of the file, in bytes.
        length: usize,
    },
}

/// Seals a store: the header, then the content.
pub fn seal_store(store: &Unlocked, plaintext: &[u8], rng: &mut (impl RngCore + CryptoRng)) -> Vec<u8> {
    let chunks = plaintext.len().div_ceil(CHUNK_LEN).max(1);
    let mut out = Vec::with_capacity(HEADER_LEN + PREFIX_LEN + plaintext.len() + chunks * TAG_LEN);
    out.extend_from_slice(&store.header);
    let mut prefix = [0; PREFIX_LEN];
    rng.fill_bytes(&mut prefix);
    out.extend_from_slice(&prefix);
    let aad = aad(&store.header);
    for index in 0..chunks {
        let start = index * CHUNK_LEN;
        let chunk = &plaintext[start..plaintext.len().min(start + CHUNK_LEN)];
        aead::seal_into(&mut out, &store.key, &nonce(&prefix, index, index + 1 == chunks), &aad, chunk);
    }
    out
}

/// Opens the content of a file whose header was unlocked.
pub fn open_store(store: &Unlocked, file: &[u8]) -> Result<Zeroizing<Vec<u8>>, StoreError> {
    let content = file.strip_prefix(&store.header).ok_or(StoreError::Header)?;
    let length = file.len();
    let (prefix, content) =
        content.split_first_chunk().ok_or(StoreError::Damaged { offset: HEADER_LEN, length })?;
    let aad = aad(&store.header);
    let mut out = Zeroizing::new(Vec::with_capacity(content.len()));
    let chunks = content.len().div_ceil(CHUNK_LEN + TAG_LEN).max(1);
    for index in 0..chunks {
        let start = index * (CHUNK_LEN + TAG_LEN);
        let sealed = &content[start..content.len().min(start + CHUNK_LEN + TAG_LEN)];
        let nonce = nonce(prefix, index, index + 1 == chunks);
        let chunk = aead::open_detached(&store.key, &nonce, &aad, sealed)
            .map_err(|_| StoreError::Damaged { offset: HEADER_LEN + PREFIX_LEN + start, length })?;
        out.extend_from_slice(&chunk);
    }
    Ok(out)
}

/// `random prefix (16) ‖ index (u56) ‖ last (u8)`: chunks can't be swapped, dropped, doubled or cut off unseen (STREAM, Hoang et al. 2015).
fn nonce(prefix: &[u8; PREFIX_LEN], index: usize, last: bool) -> [u8; NONCE_LEN] {
    let mut out = [0; NONCE_LEN];
    out[..PREFIX_LEN].copy_from_slice(prefix);
    // The index stays below 2^48: 2^64 bytes of address space in chunks of 2^16.
    out[PREFIX_LEN..].copy_from_slice(&((index as u64) << 8).to_be_bytes());
    out[NONCE_LEN - 1] = if last { LAST } else { 0 };
    out
}

fn aad(header: &[u8; HEADER_LEN]) -> Vec<u8> {
    [b"regain/1/store".as_slice(), header].concat()
}
