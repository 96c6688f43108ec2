//! Signed messages are verified here: ECDSA on P-256 over SHA-256 (RFC 7518 section 3.4), by the key of one enrolment.

use p256::ecdsa::signature::Verifier as _;
use p256::ecdsa::{Signature, VerifyingKey};
use regain_http::token;
use regain_protocol::ProblemCode;
use regain_protocol::limit::portal::SKEW_SECONDS;
use regain_protocol::portal::proof::{self, ProofError, Signed};
use regain_protocol::portal::{Answer, Enrolment, Opening, PortalAddress, PortalId};
use regain_storage::portal::{
    MessageId, MethodId, MethodKind, MethodRow, MethodState, PersonId, PersonState,
};

use super::fault::Refused;
use super::named;
use crate::Standing;
use crate::state::Portal;

/// Whether `key` signed `message`. A large `s` is as good as a small one (browsers make both): what must be unique is `jti`.
pub fn verify(key: &[u8], message: &[u8], signature: &proof::Signature) -> bool {
    let key = VerifyingKey::from_sec1_bytes(key);
    let signature = Signature::from_slice(signature);
    matches!((key, signature), (Ok(key), Ok(signature)) if key.verify(message, &signature).is_ok())
}

/// An enrolment, signed by the key that it brings.
pub fn enrolment(portal: &Portal, message: &str) -> Result<(Enrolment, MessageId), Refused> {
    let claims = read(portal, message, |claims: &Enrolment, signed, signature| {
        verify(claims.key.as_bytes(), signed, signature)
    })?;
    let id = message_id(claims.key.as_bytes(), &claims);
    Ok((claims, id))
}

/// A message that names the method whose key signs it.
pub trait ByMethod: Signed {
    /// The method.
    fn method(&self) -> &PortalId;
}

impl ByMethod for Opening {
    fn method(&self) -> &PortalId {
        &self.method
    }
}

impl ByMethod for Answer {
    fn method(&self) -> &PortalId {
        &self.method
    }
}

/// A message of a method, whose signature is right.
pub struct Spoken<T> {
    /// What it says.
    pub claims: T,
    /// Its own id, to be used up by the operation it asks for.
    pub id: MessageId,
    /// Who.
    pub standing: Standing,
    /// By which method.
    pub method: MethodRow,
}

impl<T> Spoken<T> {
    /// Whose method it is.
    pub fn person(&self) -> PersonId {
        self.standing.person.id
    }

    /// What a method that has nothing to say here is told.
    pub fn refusal(&self) -> ProblemCode {
        match (self.standing.person.state, self.method.state) {
            (PersonState::Disabled, _) => ProblemCode::NotAllowed,
            (_, MethodState::Suspended) => ProblemCode::MethodSuspended,
            _ => ProblemCode::MethodEnded,
        }
    }
}

/// Reads a message of a method and verifies it by that method's key. Of a method that is gone there is no key left, and that is what is said.
pub async fn of_method<T: ByMethod>(portal: &Portal, message: &str) -> Result<Spoken<T>, Refused> {
    let now = portal.now();
    let (person, id) = named_in::<T>(&portal.settings.address, message).ok_or(ProblemCode::ProofRefused)?;
    let found = portal.storage.person(person, now).await?.ok_or(ProblemCode::MethodEnded)?;
    let standing = Standing { person: found.0, methods: found.1 };
    let method = standing.method(id).filter(|method| method.kind == MethodKind::Approval);
    let method = method.ok_or(ProblemCode::MethodEnded)?.clone();
    let key = portal.storage.method_secret(person, id).await?.ok_or(ProblemCode::MethodEnded)?;
    let claims = read(portal, message, |_: &T, signed, signature| verify(&key, signed, signature))?;
    let id = message_id(&[person.0, id.0].concat(), &claims);
    Ok(Spoken { claims, id, standing, method })
}

/// The method that an unverified message names: says whose key to take, and is used for nothing else.
fn named_in<T: ByMethod>(address: &PortalAddress, message: &str) -> Option<(PersonId, MethodId)> {
    let mut named = None;
    let look = |claims: &T, _: &[u8], _: &proof::Signature| {
        named = named::read_method(claims.method());
        false
    };
    proof::read(message, address, 0, look).err()?;
    named
}

fn read<T: Signed>(
    portal: &Portal,
    message: &str,
    check: impl FnOnce(&T, &[u8], &proof::Signature) -> bool,
) -> Result<T, Refused> {
    let claims = proof::read(message, &portal.settings.address, portal.now() / 1000, check);
    claims.map_err(|error| match error {
        ProofError::Clock => ProblemCode::ClockOff.into(),
        ProofError::Malformed | ProofError::Signature | ProofError::Portal => {
            ProblemCode::ProofRefused.into()
        }
    })
}

/// `jti` under the key that signed it, and when its message is too old anyway.
fn message_id(key: &[u8], claims: &impl Signed) -> MessageId {
    let stamp = claims.stamp();
    let hash = token::hash(&[b"regain message 1".as_slice(), key, stamp.id.as_str().as_bytes()].concat());
    MessageId { hash, expires: (stamp.at + SKEW_SECONDS + 1).saturating_mul(1000) }
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use std::collections::BTreeMap;

    use data_encoding::HEXLOWER;
    use p256::ecdsa::SigningKey;

    use super::*;

    const VECTORS: &str = include_str!("../../../../core/protocol/tests/vectors/approvals.txt");
    const SIGNED_AT: u64 = 1_760_000_000;

    fn vectors() -> BTreeMap<&'static str, &'static str> {
        VECTORS.lines().filter_map(|line| line.split_once(" = ")).collect()
    }

    fn key() -> Vec<u8> {
        let key = HEXLOWER.decode(vectors()["key"].as_bytes()).unwrap();
        let key = SigningKey::from_slice(&key).unwrap();
        key.verifying_key().to_encoded_point(false).as_bytes().to_vec()
    }

    fn taken<T: Signed>(message: &str, key: &[u8]) -> Result<T, ProofError> {
        let address = vectors()["portal"].parse().unwrap();
        proof::read(message, &address, SIGNED_AT, |_: &T, signed, signature| verify(key, signed, signature))
    }

    #[test]
    fn the_frozen_messages_of_the_signing_half_are_verified() {
        let (vectors, key) = (vectors(), key());
        let enrolment: Enrolment = taken(vectors["enrolment"], &key).unwrap();
        assert_eq!(enrolment.key.as_bytes().as_slice(), key);
        let opening: Opening = taken(vectors["session"], &key).unwrap();
        assert_eq!(opening.method.as_str(), vectors["method"]);
        for kind in ["approve", "deny", "report"] {
            let answer: Answer = taken(vectors[kind], &key).unwrap();
            assert_eq!(answer.request.as_str(), vectors["request"]);
        }
    }

    #[test]
    fn a_flipped_bit_another_key_and_no_key_are_refused() {
        let (message, key) = (vectors()["deny"], key());
        let (signed, signature) = message.rsplit_once('.').unwrap();
        let signature: proof::Signature =
            data_encoding::BASE64URL_NOPAD.decode(signature.as_bytes()).unwrap().try_into().unwrap();
        assert!(verify(&key, signed.as_bytes(), &signature));
        for at in [0, 31, 32, 63] {
            let mut flipped = signature;
            flipped[at] ^= 1;
            assert!(!verify(&key, signed.as_bytes(), &flipped));
        }
        assert!(!verify(&key, &signed.as_bytes()[1..], &signature));
        let another = SigningKey::from_slice(&[7; 32]).unwrap();
        assert!(!verify(
            another.verifying_key().to_encoded_point(false).as_bytes(),
            signed.as_bytes(),
            &signature
        ));
        let mut off_the_curve = key.clone();
        off_the_curve[64] ^= 1;
        for no_key in [&off_the_curve[..], &[], &[4; 65], &[0]] {
            assert!(!verify(no_key, signed.as_bytes(), &signature));
        }
        for degenerate in [[0; 64], [0xff; 64]] {
            assert!(!verify(&key, signed.as_bytes(), &degenerate));
        }
    }

    /// Browsers make signatures with a large `s` half of the time.
    #[test]
    fn a_large_s_is_as_good() {
        let message = vectors()["deny"];
        let (signed, text) = message.rsplit_once('.').unwrap();
        let bytes = data_encoding::BASE64URL_NOPAD.decode(text.as_bytes()).unwrap();
        let signature = Signature::from_slice(&bytes).unwrap();
        let (r, s) = signature.split_scalars();
        let other = Signature::from_scalars(r, -s).unwrap();
        assert_ne!(other, signature);
        assert!(verify(&key(), signed.as_bytes(), &other.to_bytes().into()));
    }
}
