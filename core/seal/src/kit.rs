//! The recovery kit: 16 random bytes as twelve words, and everything that follows from them. FORMAT section 7.

pub(crate) mod age_identity;
mod card;
mod read_words;

use ed25519_dalek::{Signer as _, SigningKey};
use rand_core::{CryptoRng, RngCore};
use regain_log::{BackupId, Hash, KitKeys, MemberId, proof};
use zeroize::Zeroizing;

use crate::derive::{derive, random};
use crate::words;

pub use age_identity::{AgeIdentity, AgeIdentityError};
pub use card::{CardError, KitCard, belongs_to};

/// Words of a kit.
pub const WORD_COUNT: usize = 12;

/// The secret of a recovery kit. Lives only while it is shown, printed or typed: no device stores it.
pub struct RecoveryKit(Zeroizing<[u8; 16]>);

/// Why typed words are no recovery kit. Whoever typed them can mend it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum KitError {
    /// A word that is not in the list.
    #[error(
        "word {position}, \u{201c}{word}\u{201d}, is not a word of a recovery kit; did you mean \u{201c}{nearest}\u{201d}?"
    )]
    UnknownWord {
        /// Which of the words, counted from 1.
        position: usize,
        /// What was typed.
        word: String,
        /// The closest word of the list.
        nearest: &'static str,
    },
    /// Not twelve.
    #[error("a recovery kit has 12 words, {0} were typed")]
    WrongCount(usize),
    /// Twelve words of the list that are no kit.
    #[error(
        "all 12 words are known, but together they are no recovery kit: one of them is another word, or their order differs; \
         compare them with the printed kit one by one"
    )]
    Checksum,
}

impl RecoveryKit {
    /// A fresh kit.
    pub fn make(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        Self(random(rng))
    }

    /// Reads twelve words in any case, numbered or not, separated by spaces, line breaks or commas; four letters of a word are enough.
    pub fn from_words(text: &str) -> Result<Self, KitError> {
        read_words::read(text)
    }

    pub(crate) fn from_entropy(entropy: Zeroizing<[u8; 16]>) -> Self {
        Self(entropy)
    }

    /// The twelve words, lower case, one space between them. On screen once, at creation.
    pub fn expose_words(&self) -> Zeroizing<String> {
        let mut bits = Zeroizing::new([0; 17]);
        bits[..16].copy_from_slice(self.0.as_slice());
        bits[16] = checksum(&self.0);
        let longest = WORD_COUNT * "abstract ".len();
        let mut out = Zeroizing::new(String::with_capacity(longest));
        for word in words::spell(bits.as_slice()) {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }

    /// Whether the word at this position (from 1 to 12) was typed: the check that the kit was written down.
    pub fn is_word(&self, position: usize, typed: &str) -> bool {
        let typed = Zeroizing::new(typed.trim().to_lowercase());
        let words = self.expose_words();
        let word = position.checked_sub(1).and_then(|index| words.split(' ').nth(index));
        word.is_some_and(|word| words::find(&typed).map(words::word) == Some(word))
    }

    /// The 16 bytes.
    pub fn expose_bytes(&self) -> &[u8; 16] {
        &self.0
    }

    /// What the log and the service know of the kit: public key of the proof, age recipient.
    pub fn kit_keys(&self) -> KitKeys {
        KitKeys { auth: self.auth_key().verifying_key().to_bytes(), age: self.age_identity().recipient() }
    }

    /// The age identity that opens every encrypted export, also without Regain.
    pub fn age_identity(&self) -> AgeIdentity {
        AgeIdentity::from_secret(derive(self.0.as_slice(), "kit/age", &[]))
    }

    /// Signs the service's challenge (Ed25519): the proof that opens a session. `origin` as the client dialled it.
    pub fn prove(&self, origin: &str, account_name: &str, challenge: &[u8; 32]) -> [u8; 64] {
        self.auth_key().sign(&proof::kit_auth_message(origin, account_name, challenge)).to_bytes()
    }

    pub(crate) fn slot_key(&self, backup: &BackupId, member: &MemberId) -> Zeroizing<[u8; 32]> {
        derive(self.0.as_slice(), "kit/slot", &[backup.as_bytes(), member.as_bytes()])
    }

    fn auth_key(&self) -> SigningKey {
        SigningKey::from_bytes(&derive(self.0.as_slice(), "kit/auth", &[]))
    }
}

/// BIP39's checksum: the first 4 bits of SHA-256(entropy), in the upper half of the byte.
fn checksum(entropy: &[u8; 16]) -> u8 {
    Hash::of(&[entropy]).0[0] & 0xf0
}
