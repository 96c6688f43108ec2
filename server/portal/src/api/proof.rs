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
