//! `nonce (24) ‖ XChaCha20-Poly1305(…)`, the form of everything sealed under one key. The layout is frozen.

use chacha20poly1305::{AeadInPlace, KeyInit, XChaCha20Poly1305, XNonce};
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::OpenError;

/// Bytes of a nonce.
pub(crate) const NONCE_LEN: usize = 24;
/// Bytes of a tag.
pub(crate) const TAG_LEN: usize = 16;
/// What sealing adds.
pub(crate) const OVERHEAD: usize = NONCE_LEN + TAG_LEN;

/// Seals under a fresh random nonce.
pub(crate) fn seal(
    key: &[u8; 32],
    aad: &[u8],
    plaintext: &[u8],
    rng: &mut (impl RngCore + CryptoRng),
) -> Vec<u8> {
    let mut nonce = [0; NONCE_LEN];
    rng.fill_bytes(&mut nonce);
    // Reserved at once: a growing vector would leave copies of the plaintext behind.
    let mut out = Vec::with_capacity(plaintext.len() + OVERHEAD);
    out.extend_from_slice(&nonce);
    seal_into(&mut out, key, &nonce, aad, plaintext);
    out
}

/// Appends ciphertext and tag to `out`, which must have room for them.
pub(crate) fn seal_into(
    out: &mut Vec<u8>,
    key: &[u8; 32],
    nonce: &[u8; NONCE_LEN],
    aad: &[u8],
    plaintext: &[u8],
) {
    let start = out.len();
    out.extend_from_slice(plaintext);
    let tag = XChaCha20Poly1305::new(key.into())
        .encrypt_in_place_detached(XNonce::from_slice(nonce), aad, &mut out[start..])
        .expect("what fits in memory is below the cipher's limit of 256 GiB");
    out.extend_from_slice(&tag);
}

/// Opens what [`seal`] made.
pub(crate) fn open(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(OpenError)?;
    open_detached(key, nonce, aad, rest)
}

/// Opens `ciphertext ‖ tag`.
pub(crate) fn open_detached(
    key: &[u8; 32],
    nonce: &[u8; NONCE_LEN],
    aad: &[u8],
    sealed: &[u8],
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (ciphertext, tag) = sealed.split_last_chunk::<TAG_LEN>().ok_or(OpenError)?;
    let mut out = Zeroizing::new(ciphertext.to_vec());
    XChaCha20Poly1305::new(key.into())
        .decrypt_in_place_detached(XNonce::from_slice(nonce), aad, &mut out, tag.into())
        .map_err(|_| OpenError)?;
    Ok(out)
}
