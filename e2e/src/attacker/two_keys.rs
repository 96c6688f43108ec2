//! One sealed text that two keys open, each to a text of its own: why a key commitment is needed. XChaCha20-Poly1305 alone
//! does not commit to its key (Len, Grubbs, Ristenpart, "Partitioning Oracle Attacks", 2021): whoever knows two keys chooses one
//! block of the ciphertext so that Poly1305 gives the same tag under both.

use chacha20::XChaCha20;
use chacha20::cipher::{KeyIvInit as _, StreamCipher as _};

/// Bytes of padded plaintext: large, so that two lengths which both fit are found by trying few nonces.
const PADDED: usize = 64 << 10;
const BLOCK: usize = 16;

/// The sealed body: nonce ‖ ciphertext ‖ tag. Under `first` it opens to a text that starts with `text`, under `second` to
/// another one.
///
/// # Panics
/// When the text is longer than half the body.
pub fn seal(first: &[u8; 32], second: &[u8; 32], aad: &[u8], text: &[u8]) -> Vec<u8> {
    assert!(text.len() < PADDED / 2, "the second half of the body belongs to the second key");
    (0_u64..).find_map(|try_| attempt(first, second, aad, text, try_)).expect("tries do not run out")
}

fn attempt(first: &[u8; 32], second: &[u8; 32], aad: &[u8], text: &[u8], try_: u64) -> Option<Vec<u8>> {
    let mut nonce = [0; 24];
    nonce[..8].copy_from_slice(&try_.to_be_bytes());
    // Both lengths are read from the same four bytes: the first is chosen full, so that there is no padding to be zero;
    // the second follows from the two key streams and must fit into the body.
    let head = stream_head(first, second, &nonce);
    let full = u32::try_from(PADDED - 4).ok()?;
    let other =
        u32::from_be_bytes(std::array::from_fn(|at| full.to_be_bytes()[at] ^ head.0[at] ^ head.1[at]));
    // The padded size is the smallest power of two that holds it.
    if other > full || other <= full / 2 {
        return None;
    }
    let streams = (stream(first, &nonce), stream(second, &nonce));
    let mut plain = vec![0; PADDED];
    plain[..4].copy_from_slice(&full.to_be_bytes());
    plain[4..4 + text.len()].copy_from_slice(text);
    let mut sealed: Vec<u8> = plain.iter().zip(&streams.0).map(|(plain, key)| plain ^ key).collect();
    // Behind its own length the second text is padding, which must be zero.
    let padding = 4 + other as usize;
    sealed[padding..].copy_from_slice(&streams.1[padding..]);
    // One block that is content under both keys pays for the equal tags.
    let free = (4 + text.len()).div_ceil(BLOCK) * BLOCK;
    if free + BLOCK > padding {
        return None;
    }
    let tags = (Poly::of(first, &nonce), Poly::of(second, &nonce));
    let block = solve(&tags.0, &tags.1, aad, &mut sealed, free)?;
    sealed[free..free + BLOCK].copy_from_slice(&block);
    let tag = tags.0.tag(aad, &sealed);
    if tags.1.tag(aad, &sealed) != tag {
        return None;
    }
    Some([nonce.as_slice(), &sealed, &tag].concat())
}

/// The key stream behind Poly1305's one-time key, which takes the first block.
fn stream(key: &[u8; 32], nonce: &[u8; 24]) -> Vec<u8> {
    key_stream(key, nonce, 64 + PADDED).split_off(64)
}

fn stream_head(first: &[u8; 32], second: &[u8; 32], nonce: &[u8; 24]) -> ([u8; 4], [u8; 4]) {
    let head = |key| {
        let stream = key_stream(key, nonce, 64 + 4);
        stream[64..].try_into().expect("4 bytes")
    };
    (head(first), head(second))
}

fn key_stream(key: &[u8; 32], nonce: &[u8; 24], length: usize) -> Vec<u8> {
    let mut zeros = vec![0; length];
    XChaCha20::new(key.into(), nonce.into()).apply_keystream(&mut zeros);
    zeros
}

/// Poly1305's two secret numbers for one key and nonce: the first 32 bytes of the key stream (RFC 8439 section 2.6).
struct Poly {
    r: Number,
    s: u128,
}

impl Poly {
    fn of(key: &[u8; 32], nonce: &[u8; 24]) -> Self {
        let block = key_stream(key, nonce, 32);
        let r = u128::from_le_bytes(block[..16].try_into().expect("16 bytes"));
        let s = u128::from_le_bytes(block[16..].try_into().expect("16 bytes"));
        Self { r: Number::of(r & 0x0fff_fffc_0fff_fffc_0fff_fffc_0fff_ffff), s }
    }

    /// The sum of blocks times powers of `r`, modulo 2^130 - 5.
    fn sum(&self, aad: &[u8], sealed: &[u8]) -> Number {
        blocks(aad, sealed).fold(Number::of(0), |sum, block| sum.plus(Number::block(block)).times(self.r))
    }

    fn tag(&self, aad: &[u8], sealed: &[u8]) -> [u8; 16] {
        self.sum(aad, sealed).low.wrapping_add(self.s).to_le_bytes()
    }
}

/// What Poly1305 reads (RFC 8439 section 2.8): data and ciphertext, each padded to whole blocks, then both lengths.
fn blocks<'a>(aad: &'a [u8], sealed: &'a [u8]) -> impl Iterator<Item = [u8; BLOCK]> + 'a {
    let padded = |bytes: &'a [u8]| {
        bytes.chunks(BLOCK).map(|chunk| {
            let mut block = [0; BLOCK];
            block[..chunk.len()].copy_from_slice(chunk);
            block
        })
    };
    let mut lengths = [0; BLOCK];
    lengths[..8].copy_from_slice(&(aad.len() as u64).to_le_bytes());
    lengths[8..].copy_from_slice(&(sealed.len() as u64).to_le_bytes());
    padded(aad).chain(padded(sealed)).chain(std::iter::once(lengths))
}

/// The block at `free` for which both sums give one tag; `None` where the number that solves it is no block.
fn solve(first: &Poly, second: &Poly, aad: &[u8], sealed: &mut [u8], free: usize) -> Option<[u8; BLOCK]> {
    sealed[free..free + BLOCK].fill(0);
    let sums = (first.sum(aad, sealed), second.sum(aad, sealed));
    let power = u32::try_from((sealed.len() - free).div_ceil(BLOCK) + 1).ok()?;
    let weights = (first.r.power(power), second.r.power(power));
    let inverse = weights.0.minus(weights.1).inverse();
    let base = sums.1.minus(sums.0);
    let shift = Number::of(second.s).minus(Number::of(first.s));
    // Tags are equal modulo 2^128 only, so a few multiples of it may stand between the sums.
    (0..8_u8).find_map(|multiple| {
        let wraps = Number::of(u128::from(multiple % 4)).times(Number { low: 0, high: 1 });
        let apart = if multiple < 4 { base.plus(shift).plus(wraps) } else { base.plus(shift).minus(wraps) };
        // The zero block already stands in both sums with its 2^128; what is added to it must stay below that.
        let block = apart.times(inverse);
        let tag = |sum: Number, weight, s| sum.plus(block.times(weight)).low.wrapping_add(s);
        let same = tag(sums.0, weights.0, first.s) == tag(sums.1, weights.1, second.s);
        (same && block.high == 0).then(|| block.low.to_le_bytes())
    })
}

/// A number modulo 2^130 - 5.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Number {
    low: u128,
    high: u8,
}

impl Number {
    const MODULUS: Self = Self { low: u128::MAX - 4, high: 3 };

    fn of(low: u128) -> Self {
        Self { low, high: 0 }
    }

    /// A whole block carries a one above its 128 bits.
    fn block(bytes: [u8; BLOCK]) -> Self {
        Self { low: u128::from_le_bytes(bytes), high: 1 }
    }

    fn reduced(self) -> Self {
        if (self.high, self.low) < (Self::MODULUS.high, Self::MODULUS.low) {
            return self;
        }
        let (low, borrow) = self.low.overflowing_sub(Self::MODULUS.low);
        Self { low, high: self.high - Self::MODULUS.high - u8::from(borrow) }
    }

    fn plus(self, other: Self) -> Self {
        let (low, carry) = self.low.overflowing_add(other.low);
        Self { low, high: self.high + other.high + u8::from(carry) }.reduced()
    }

    fn minus(self, other: Self) -> Self {
        let (low, borrow) = Self::MODULUS.low.overflowing_sub(other.low);
        let negative = Self { low, high: Self::MODULUS.high - other.high - u8::from(borrow) };
        self.plus(negative.reduced())
    }

    fn times(self, other: Self) -> Self {
        let mut product = Self::of(0);
        for bit in (0..130).rev() {
            product = product.plus(product);
            let set =
                if bit < 128 { other.low >> bit & 1 } else { u128::from(other.high >> (bit - 128) & 1) };
            if set == 1 {
                product = product.plus(self);
            }
        }
        product
    }

    fn power(self, mut exponent: u32) -> Self {
        let (mut result, mut square) = (Self::of(1), self);
        while exponent > 0 {
            if exponent & 1 == 1 {
                result = result.times(square);
            }
            square = square.times(square);
            exponent >>= 1;
        }
        result
    }

    /// By Fermat: the modulus is a prime.
    fn inverse(self) -> Self {
        let exponent = Self::MODULUS.minus(Self::of(2));
        let (mut result, mut square) = (Self::of(1), self);
        for bit in 0..130 {
            let set = if bit < 128 {
                exponent.low >> bit & 1
            } else {
                u128::from(exponent.high >> (bit - 128) & 1)
            };
            if set == 1 {
                result = result.times(square);
            }
            square = square.times(square);
        }
        result
    }
}
