//! What the authenticator says (§6.1): for whom, who was there, how often, and which key.

use minicbor::Decoder;
use regain_http::token;

use super::key::PublicKey;
use super::{Refusal, RelyingParty};

const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const BACKUP_ELIGIBLE: u8 = 0x08;
const BACKED_UP: u8 = 0x10;
const ATTESTED: u8 = 0x40;
const EXTENDED: u8 = 0x80;
const HEAD_LEN: usize = 32 + 1 + 4;
/// Longest credential id (§7.1 step 25).
const ID_BYTES: usize = 1023;

/// Authenticator data that was made for us, with a verified user. Its shape is checked to the last byte.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AuthenticatorData<'a> {
    /// The signature counter; 0 where there is none.
    pub count: u32,
    /// The new credential, in a registration.
    pub attested: Option<Attested<'a>>,
}

/// A new credential (§6.5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attested<'a> {
    /// Its id.
    pub id: &'a [u8],
    /// Its public key, a `COSE_Key` that [`PublicKey::read`] reads.
    pub key: &'a [u8],
}

impl<'a> AuthenticatorData<'a> {
    /// Reads and checks it (§7.1 steps 13 to 19, §7.2 steps 16 to 20).
    pub fn read(bytes: &'a [u8], party: RelyingParty<'_>) -> Result<Self, Refusal> {
        let (head, mut rest) = bytes.split_at_checked(HEAD_LEN).ok_or(Refusal::Malformed)?;
        if head[..32] != token::hash(party.id.as_bytes()) {
            return Err(Refusal::RelyingParty);
        }
        check_flags(head[32])?;
        let count = u32::from_be_bytes(head[33..].try_into().expect("four bytes"));
        let mut attested = None;
        if head[32] & ATTESTED != 0 {
            let read = attested_credential(rest)?;
            attested = Some(read.0);
            rest = read.1;
        }
        if head[32] & EXTENDED != 0 {
            rest = extensions(rest)?;
        }
        if rest.is_empty() { Ok(Self { count, attested }) } else { Err(Refusal::Malformed) }
    }
}

fn check_flags(flags: u8) -> Result<(), Refusal> {
    if flags & PRESENT == 0 {
        return Err(Refusal::Presence);
    }
    if flags & VERIFIED == 0 {
        return Err(Refusal::Verification);
    }
    if flags & BACKUP_ELIGIBLE == 0 && flags & BACKED_UP != 0 {
        return Err(Refusal::Flags);
    }
    Ok(())
}

/// AAGUID, length, id, key.
fn attested_credential(bytes: &[u8]) -> Result<(Attested<'_>, &[u8]), Refusal> {
    let (head, rest) = bytes.split_at_checked(16 + 2).ok_or(Refusal::Malformed)?;
    let len = usize::from(u16::from_be_bytes([head[16], head[17]]));
    if len == 0 || len > ID_BYTES {
        return Err(Refusal::Malformed);
    }
    let (id, rest) = rest.split_at_checked(len).ok_or(Refusal::Malformed)?;
    let mut decoder = Decoder::new(rest);
    PublicKey::read(&mut decoder)?;
    let (key, rest) = rest.split_at(decoder.position());
    Ok((Attested { id, key }, rest))
}

/// One map, which is not looked into: none was asked for.
fn extensions(bytes: &[u8]) -> Result<&[u8], Refusal> {
    let mut decoder = Decoder::new(bytes);
    if !matches!(decoder.datatype(), Ok(minicbor::data::Type::Map)) {
        return Err(Refusal::Malformed);
    }
    decoder.skip().map_err(|_| Refusal::Malformed)?;
    Ok(&bytes[decoder.position()..])
}
