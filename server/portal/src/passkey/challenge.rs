//! Challenges: what an answer must sign, so that it is about this page, now, and once.
//!
//! Nothing is stored when one is given out: nobody fills the store by opening the sign-in page. It says itself what it is good for, by a MAC, and
//! is used up by whoever answers it ([`crate::verify`]).

use data_encoding::BASE64URL_NOPAD;
use regain_storage::portal::ThingHash;
use subtle::ConstantTimeEq as _;

use super::Refusal;
use crate::state::Portal;

/// How long one is good, ms: ten minutes, the longest that §15.1 recommends.
pub const CHALLENGE_MS: u64 = 10 * 60 * 1000;

const RANDOM_LEN: usize = 16;
const TIME_LEN: usize = 8;
const MAC_LEN: usize = 16;

/// What a challenge was given out for, and to whom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// Signing in by a passkey alone; the hash of the browser's cookie.
    SignIn(ThingHash),
    /// The second factor of this attempt.
    Attempt(ThingHash),
    /// A factor again in this session.
    StepUp(ThingHash),
    /// A new passkey, in this session.
    Register(ThingHash),
}

/// A challenge of ours that is good now and was not used up yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Challenge([u8; RANDOM_LEN + TIME_LEN + MAC_LEN]);

impl Challenge {
    /// A new one.
    pub fn make(portal: &Portal, what: Use) -> Self {
        let random: [u8; RANDOM_LEN] = portal.random.bytes();
        let time = portal.now().to_be_bytes();
        let mac = mac(portal, what, &random, &time);
        let mut bytes = [0; RANDOM_LEN + TIME_LEN + MAC_LEN];
        bytes[..RANDOM_LEN].copy_from_slice(&random);
        bytes[RANDOM_LEN..][..TIME_LEN].copy_from_slice(&time);
        bytes[RANDOM_LEN + TIME_LEN..].copy_from_slice(&mac);
        Self(bytes)
    }

    /// As it stands in an answer: refused unless it was made here, for this use, not long ago.
    pub fn read(portal: &Portal, what: Use, text: &str) -> Result<Self, Refusal> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).map_err(|_| Refusal::Challenge)?;
        let bytes: [u8; RANDOM_LEN + TIME_LEN + MAC_LEN] =
            bytes.try_into().map_err(|_| Refusal::Challenge)?;
        let (random, rest) = bytes.split_at(RANDOM_LEN);
        let (time, given) = rest.split_at(TIME_LEN);
        if !bool::from(mac(portal, what, random, time).as_slice().ct_eq(given)) {
            return Err(Refusal::Challenge);
        }
        let made = u64::from_be_bytes(time.try_into().expect("eight bytes"));
        // A clock that was set back ends it too; so none is good again after it was forgotten that it was used.
        match portal.now().checked_sub(made) {
            Some(age) if age < CHALLENGE_MS => Ok(Self(bytes)),
            _ => Err(Refusal::Expired),
        }
    }

    /// As browsers get it.
    pub fn text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

fn mac(portal: &Portal, what: Use, random: &[u8], time: &[u8]) -> [u8; MAC_LEN] {
    let (number, bound) = match what {
        Use::SignIn(bound) => (1, bound),
        Use::Attempt(bound) => (2, bound),
        Use::StepUp(bound) => (3, bound),
        Use::Register(bound) => (4, bound),
    };
    let mac = portal.secrets.keyed.mac("passkey challenge", &[&[number], &bound, random, time]);
    mac[..MAC_LEN].try_into().expect("16 of 32 bytes")
}
