//! Public keys (RFC 9052 §7, `COSE_Key`) of the two algorithms that are asked for.

use minicbor::Decoder;
use p256::EncodedPoint;
use p256::ecdsa::signature::Verifier as _;
use rsa::sha2::Sha256;
use rsa::{BigUint, RsaPublicKey, pkcs1v15};

use super::Refusal;

/// ECDSA on P-256 with SHA-256 (RFC 9053 §2.1): what nearly everything speaks.
pub const ES256: i64 = -7;
/// RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8812 §2): what Windows Hello speaks where its chip does.
pub const RS256: i64 = -257;
/// What is asked for, the wanted first.
pub const ALGORITHMS: [i64; 2] = [ES256, RS256];

/// Bytes of an RSA modulus: 2048 to 4096 bits, so that nobody makes us calculate for long.
const MODULUS_BYTES: std::ops::RangeInclusive<usize> = 256..=512;
/// 65537, the exponent of every RSA key that is made today.
const EXPONENT: [u8; 3] = [1, 0, 1];

/// A public key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PublicKey {
    /// A point that lies on the curve.
    Es256(p256::ecdsa::VerifyingKey),
    /// A modulus.
    Rs256(RsaPublicKey),
}

impl PublicKey {
    /// Reads one; what comes after it is left.
    pub fn read(decoder: &mut Decoder<'_>) -> Result<Self, Refusal> {
        let fields = Fields::read(decoder).map_err(|_| Refusal::Malformed)??;
        match (fields.kind, fields.algorithm) {
            (Some(2), Some(ES256)) => fields.point(),
            (Some(3), Some(RS256)) => fields.modulus(),
            _ => Err(Refusal::Algorithm),
        }
    }

    /// Whether this is its signature of the message.
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), Refusal> {
        match self {
            Self::Es256(key) => {
                let signature =
                    p256::ecdsa::Signature::from_der(signature).map_err(|_| Refusal::Signature)?;
                key.verify(message, &signature).map_err(|_| Refusal::Signature)
            }
            Self::Rs256(key) => {
                let signature = pkcs1v15::Signature::try_from(signature).map_err(|_| Refusal::Signature)?;
                let key = pkcs1v15::VerifyingKey::<Sha256>::new(key.clone());
                key.verify(message, &signature).map_err(|_| Refusal::Signature)
            }
        }
    }
}

/// The parameters by their labels; each at most once.
#[derive(Default)]
struct Fields<'a> {
    kind: Option<i64>,
    algorithm: Option<i64>,
    curve: Option<i64>,
    /// -1, where it is bytes; -2; -3.
    bytes: [Option<&'a [u8]>; 3],
}

impl<'a> Fields<'a> {
    fn read(decoder: &mut Decoder<'a>) -> Result<Result<Self, Refusal>, minicbor::decode::Error> {
        let mut fields = Self::default();
        let Some(count) = decoder.map()? else { return Ok(Err(Refusal::Malformed)) };
        for _ in 0..count {
            let label = decoder.i64()?;
            let is_new = match label {
                1 => fields.kind.replace(decoder.i64()?).is_none(),
                3 => fields.algorithm.replace(decoder.i64()?).is_none(),
                // The curve of a point, the modulus of RSA.
                -1 if decoder.datatype()? != minicbor::data::Type::Bytes => {
                    fields.curve.replace(decoder.i64()?).is_none()
                }
                -1 => fields.bytes[0].replace(decoder.bytes()?).is_none(),
                -2 => fields.bytes[1].replace(decoder.bytes()?).is_none(),
                -3 => fields.bytes[2].replace(decoder.bytes()?).is_none(),
                _ => return Ok(Err(Refusal::Malformed)),
            };
            if !is_new {
                return Ok(Err(Refusal::Malformed));
            }
        }
        Ok(Ok(fields))
    }

    fn point(&self) -> Result<PublicKey, Refusal> {
        let (Some(1), [None, Some(x), Some(y)]) = (self.curve, self.bytes) else {
            return Err(Refusal::Algorithm);
        };
        let (Ok(x), Ok(y)) = (<[u8; 32]>::try_from(x), <[u8; 32]>::try_from(y)) else {
            return Err(Refusal::Malformed);
        };
        let point = EncodedPoint::from_affine_coordinates(&x.into(), &y.into(), false);
        let key = p256::ecdsa::VerifyingKey::from_encoded_point(&point).map_err(|_| Refusal::Malformed)?;
        Ok(PublicKey::Es256(key))
    }

    fn modulus(&self) -> Result<PublicKey, Refusal> {
        let (None, [Some(modulus), Some(exponent), None]) = (self.curve, self.bytes) else {
            return Err(Refusal::Malformed);
        };
        if !MODULUS_BYTES.contains(&modulus.len()) || modulus[0] & 0x80 == 0 || exponent != EXPONENT {
            return Err(Refusal::Algorithm);
        }
        let (modulus, exponent) = (BigUint::from_bytes_be(modulus), BigUint::from_bytes_be(exponent));
        let key = RsaPublicKey::new(modulus, exponent).map_err(|_| Refusal::Malformed)?;
        Ok(PublicKey::Rs256(key))
    }
}
