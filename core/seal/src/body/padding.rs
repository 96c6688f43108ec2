//! `length (u32) ‖ plaintext ‖ zeros`, FORMAT section 4: sizes say little about what is inside. The layout is frozen.

use zeroize::Zeroizing;

use crate::OpenError;

/// Bytes of the length in front.
const LENGTH_LEN: usize = 4;
const SMALLEST: usize = 256;
/// Up to here sizes are powers of two, above Padmé's.
const LARGEST_POWER: usize = 64 << 10;

/// The padded size of a plaintext of this many bytes.
pub(super) fn padded_len(plaintext: usize) -> usize {
    let needed = plaintext.saturating_add(LENGTH_LEN);
    if needed <= LARGEST_POWER { needed.next_power_of_two().max(SMALLEST) } else { padme(needed) }
}

/// Padmé (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files", section 4): at most 12 % longer, and only
/// O(log log n) bits of the length show.
fn padme(length: usize) -> usize {
    let exponent = length.ilog2();
    let kept = exponent.ilog2() + 1;
    let mask = (1_usize << (exponent - kept)) - 1;
    length.saturating_add(mask) & !mask
}

/// Pads. The caller has checked that the length fits an entry.
pub(super) fn pad(plaintext: &[u8]) -> Zeroizing<Vec<u8>> {
    let size = padded_len(plaintext.len());
    let mut out = Zeroizing::new(Vec::with_capacity(size));
    let length = u32::try_from(plaintext.len()).expect("the caller checked it against 16 MiB");
    out.extend_from_slice(&length.to_be_bytes());
    out.extend_from_slice(plaintext);
    out.resize(size, 0);
    out
}

/// Takes the padding off; the size is the only one allowed and the rest is zeros, so that nothing hides there.
pub(super) fn unpad(mut padded: Zeroizing<Vec<u8>>) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (length, rest) = padded.split_first_chunk::<LENGTH_LEN>().ok_or(OpenError)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| OpenError)?;
    let zeros = rest.get(length..).ok_or(OpenError)?;
    if padded.len() != padded_len(length) || zeros.iter().any(|byte| *byte != 0) {
        return Err(OpenError);
    }
    padded.copy_within(LENGTH_LEN..LENGTH_LEN + length, 0);
    padded.truncate(length);
    Ok(padded)
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_powers_of_two_then_padme() {
        for (plaintext, padded) in [
            (0, 256),
            (252, 256),
            (253, 512),
            (508, 512),
            (65_532, 65_536),
            // Padmé of 65,537: exponent 16, 5 bits kept, steps of 2,048.
            (65_533, 67_584),
            (67_580, 67_584),
            (67_581, 69_632),
            (10_000_000, 10_223_616),
        ] {
            assert_eq!(padded_len(plaintext), padded, "{plaintext}");
        }
    }

    #[test]
    fn a_nonzero_pad_a_wrong_size_and_a_wrong_length_are_refused() {
        let good = pad(b"three");
        assert_eq!(unpad(good.clone()).unwrap().as_slice(), b"three");
        let change = |at: usize, value: u8| {
            let mut bytes = good.clone();
            bytes[at] = value;
            unpad(bytes)
        };
        assert!(change(255, 1).is_err());
        assert!(change(9, 1).is_err());
        assert!(change(0, 1).is_err());
        assert!(change(2, 1).is_err());
        let mut longer = good.clone();
        longer.resize(512, 0);
        assert!(unpad(longer).is_err());
        assert!(unpad(Zeroizing::new(vec![0; 3])).is_err());
    }
}
