//! Key derivation: HKDF-SHA-256 (RFC 5869) with one label per purpose, FORMAT section 3. The layout is frozen.

use hkdf::Hkdf;
use rand_core::{CryptoRng, RngCore};
use sha2::Sha256;
use zeroize::Zeroizing;

/// `HKDF(key, label, context)`: empty salt, info = `"regain/1/" ‖ label ‖ 0x00 ‖ context`. The parts of the context are joined, so every
/// caller's parts have fixed lengths.
pub(crate) fn derive(key: &[u8], label: &str, context: &[&[u8]]) -> Zeroizing<[u8; 32]> {
    let mut info = vec![b"regain/1/".as_slice(), label.as_bytes(), &[0]];
    info.extend_from_slice(context);
    let mut out = Zeroizing::new([0; 32]);
    Hkdf::<Sha256>::new(None, key)
        .expand_multi_info(&info, out.as_mut_slice())
        .expect("32 bytes are below HKDF-SHA-256's limit of 8160");
    out
}

/// `N` random bytes, wiped when dropped.
pub(crate) fn random<const N: usize>(rng: &mut (impl RngCore + CryptoRng)) -> Zeroizing<[u8; N]> {
    let mut out = Zeroizing::new([0; N]);
    rng.fill_bytes(out.as_mut_slice());
    out
}
