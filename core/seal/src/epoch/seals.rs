//! An epoch key sealed to each member, so that every holder of the key can recompute every seal. The layout is frozen.

use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use regain_log::{BackupId, MemberId, MemberRecord, Seal};
use subtle::ConstantTimeEq as _;
use x25519_dalek::StaticSecret;
use zeroize::{Zeroize as _, Zeroizing};

use super::EpochKey;
use crate::OpenError;
use crate::derive::derive;

type PublicKey = <X25519HkdfSha256 as Kem>::PublicKey;
type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;
type Encapped = <X25519HkdfSha256 as Kem>::EncappedKey;

/// Why an epoch's seals are refused; the entry's author is at fault.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// One too many, one missing, one doubled, or out of order.
    #[error("the epoch's seals do not go to exactly the members")]
    Members,
    /// Another seal than the epoch's key gives.
    #[error("the seal for member {0} holds something other than the epoch's key")]
    Differs(MemberId),
    /// The member's public key is a point that would make the seal readable by everyone (RFC 9180 section 7.1.4).
    #[error("the opening key of member {0} is not usable")]
    UnusableKey(MemberId),
}

impl EpochKey {
    /// Seals this key to a member. The sender's randomness follows from the key, so there is exactly one right answer.
    pub fn seal_to(&self, member: &MemberRecord) -> Result<Seal, SealError> {
        let context = [self.backup.as_bytes().as_slice(), &self.epoch.to_be_bytes(), member.id.as_bytes()];
        let mut rng = ChaCha20Rng::from_seed(*derive(self.key.as_slice(), "seal-randomness", &context));
        let public = PublicKey::from_bytes(&member.open).map_err(|_| SealError::UnusableKey(member.id))?;
        let info = info(&self.backup, self.epoch, &member.id);
        let (encapped, ciphertext) = single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256, _>(
            &OpModeS::Base,
            &public,
            &info,
            self.key.as_slice(),
            &[],
            &mut rng,
        )
        .map_err(|_| SealError::UnusableKey(member.id))?;
        let bytes = [encapped.to_bytes().as_slice(), &ciphertext].concat();
        Ok(Seal {
            member: member.id,
            bytes: bytes.try_into().expect("32 of key, 32 of ciphertext, 16 of tag"),
        })
    }

    /// Seals this key to each member, in the order an entry asks for.
    pub fn seal_to_all(&self, members: &[MemberRecord]) -> Result<Vec<Seal>, SealError> {
        let mut members: Vec<_> = members.iter().collect();
        members.sort_by_key(|member| member.id);
        members.into_iter().map(|member| self.seal_to(member)).collect()
    }

    /// Recomputes the seals of an entry and compares: they go to exactly these members (in any order given), and each holds this
    /// key. Nobody can seal to himself only, or garbage to the kit.
    pub fn check_seals(&self, seals: &[Seal], members: &[MemberRecord]) -> Result<(), SealError> {
        let mut members: Vec<_> = members.iter().collect();
        members.sort_by_key(|member| member.id);
        if !members.iter().map(|member| member.id).eq(seals.iter().map(|seal| seal.member)) {
            return Err(SealError::Members);
        }
        for (seal, member) in seals.iter().zip(members) {
            let expected = self.seal_to(member)?;
            if !bool::from(expected.bytes.ct_eq(&seal.bytes)) {
                return Err(SealError::Differs(member.id));
            }
        }
        Ok(())
    }
}

/// Opens a seal with the member's private key.
pub(crate) fn open_seal(
    secret: &StaticSecret,
    seal: &Seal,
    backup: BackupId,
    epoch: u32,
) -> Result<EpochKey, OpenError> {
    let private = PrivateKey::from_bytes(secret.as_bytes()).map_err(|_| OpenError)?;
    let (encapped, ciphertext) = seal.bytes.split_at(32);
    let encapped = Encapped::from_bytes(encapped).map_err(|_| OpenError)?;
    let info = info(&backup, epoch, &seal.member);
    let mut opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private,
        &encapped,
        &info,
        ciphertext,
        &[],
    )
    .map_err(|_| OpenError)?;
    let key = <[u8; 32]>::try_from(opened.as_slice()).map(Zeroizing::new);
    opened.zeroize();
    Ok(EpochKey::new(backup, epoch, key.map_err(|_| OpenError)?))
}

fn info(backup: &BackupId, epoch: u32, member: &MemberId) -> Vec<u8> {
    [b"regain/1/epoch-seal".as_slice(), backup.as_bytes(), &epoch.to_be_bytes(), member.as_bytes()].concat()
}
