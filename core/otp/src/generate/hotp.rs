//! HOTP, RFC 4226, and with a step of the clock as its counter TOTP, RFC 6238.

use hmac::{
    Hmac, Mac,
    digest::{
        HashMarker,
        block_buffer::Eager,
        core_api::{BufferKindUser, CoreProxy, FixedOutputCore, UpdateCore},
        typenum::{IsLess, Le, NonZero, U256},
    },
};
use sha1::Sha1;
use sha2::{Sha256, Sha512};
use zeroize::Zeroizing;

use crate::{Algorithm, Digits};

/// The decimal code, filled up with zeros from the left.
pub(super) fn code(secret: &[u8], algorithm: Algorithm, digits: Digits, counter: u64) -> String {
    let value = u64::from(truncate(&mac(secret, algorithm, counter)));
    let width = usize::from(digits.get());
    let modulus = 10_u64.pow(u32::from(digits.get()));
    format!("{:0width$}", value % modulus)
}

/// HMAC of the counter as eight big-endian bytes, RFC 4226 section 5.2.
pub(super) fn mac(secret: &[u8], algorithm: Algorithm, counter: u64) -> Zeroizing<Vec<u8>> {
    match algorithm {
        Algorithm::Sha1 => mac_with::<Sha1>(secret, counter),
        Algorithm::Sha256 => mac_with::<Sha256>(secret, counter),
        Algorithm::Sha512 => mac_with::<Sha512>(secret, counter),
    }
}

/// Dynamic truncation, RFC 4226 section 5.3: the last half byte says where 31 bits are cut.
pub(super) fn truncate(mac: &[u8]) -> u32 {
    let word = cut(mac);
    u32::from_be_bytes(word) & 0x7fff_ffff
}

/// The `N` bytes of `mac` that start where its last half byte says.
pub(super) fn cut<const N: usize>(mac: &[u8]) -> [u8; N] {
    let start = usize::from(mac.last().expect("an HMAC is never empty") & 0x0f);
    *mac[start..]
        .first_chunk()
        .expect("starts at 15 at most; SHA-1 (4 of 20) and SHA-256 (8 of 32) reach that far")
}

fn mac_with<D>(secret: &[u8], counter: u64) -> Zeroizing<Vec<u8>>
where
    D: CoreProxy,
    D::Core: HashMarker + UpdateCore + FixedOutputCore + BufferKindUser<BufferKind = Eager> + Default + Clone,
    <D::Core as hmac::digest::core_api::BlockSizeUser>::BlockSize: IsLess<U256>,
    Le<<D::Core as hmac::digest::core_api::BlockSizeUser>::BlockSize, U256>: NonZero,
{
    let mut mac = <Hmac<D> as Mac>::new_from_slice(secret).expect("HMAC takes keys of any length");
    mac.update(&counter.to_be_bytes());
    Zeroizing::new(mac.finalize().into_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    const SEED: &[u8] = b"1234567890123456789012345678901234567890123456789012345678901234";

    /// RFC 4226 appendix D.
    #[test]
    fn rfc_4226_vectors() {
        const CODES: [&str; 10] = [
            "755224", "287082", "359152", "969429", "338314", "254676", "287922", "162583", "399871",
            "520489",
        ];
        const FULL: [u32; 10] = [
            1_284_755_224,
            1_094_287_082,
            137_359_152,
            1_726_969_429,
            1_640_338_314,
            868_254_676,
            1_918_287_922,
            82_162_583,
            673_399_871,
            645_520_489,
        ];
        for (counter, (expected, full)) in (0_u64..).zip(CODES.iter().zip(FULL)) {
            assert_eq!(code(&SEED[..20], Algorithm::Sha1, Digits::SIX, counter), *expected);
            assert_eq!(truncate(&mac(&SEED[..20], Algorithm::Sha1, counter)), full);
            assert_eq!(code(&SEED[..20], Algorithm::Sha1, Digits::MAX, counter), format!("{full:010}"));
        }
    }

    /// RFC 6238 appendix B: seeds of 20, 32 and 64 bytes, eight digits, 30 seconds.
    #[test]
    fn rfc_6238_vectors() {
        for (time, sha1, sha256, sha512) in [
            (59_u64, "94287082", "46119246", "90693936"),
            (1_111_111_109, "07081804", "68084774", "25091201"),
            (1_111_111_111, "14050471", "67062674", "99943326"),
            (1_234_567_890, "89005924", "91819424", "93441116"),
            (2_000_000_000, "69279037", "90698825", "38618901"),
            (20_000_000_000, "65353130", "77737706", "47863826"),
        ] {
            assert_eq!(code(&SEED[..20], Algorithm::Sha1, Digits::EIGHT, time / 30), sha1);
            assert_eq!(code(&SEED[..32], Algorithm::Sha256, Digits::EIGHT, time / 30), sha256);
            assert_eq!(code(SEED, Algorithm::Sha512, Digits::EIGHT, time / 30), sha512);
        }
    }

    #[test]
    fn every_length_is_the_tail_of_the_full_value() {
        let full = code(&SEED[..20], Algorithm::Sha1, Digits::MAX, 2);
        assert_eq!(full, "0137359152");
        for count in 4..=10 {
            let digits = Digits::new(count).expect("4 to 10 are allowed");
            assert_eq!(
                code(&SEED[..20], Algorithm::Sha1, digits, 2),
                full[full.len() - usize::from(count)..]
            );
        }
    }
}
