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

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use data_encoding::HEXLOWER;
    use minicbor::Encoder;

    use super::*;

    // Made by OpenSSL: a key of 2048 bits, and its signature of "a message".
    const MODULUS: &str = "bbb536a9ca332392275f1cf3531e8832a6e0f26bd6c55339cd51a80f9df420a16063d6ba3bb17ef84a50982cf15035ba9575fb235ba8\
        9d00be9f86fcdde3f58f22dd09d2a339d5a8165dd8f3b9c99c6add398bdb3d33189375a496cc411465cef4e7c9d35a8d887c59e6fed564\
        3129a2afa2b36dccd0458aff3ee5ebaf6f7b1e65dd82d5de2cdb5f44abf0975fdd4af78b83e1d1f6e72a5fa7ed6062ba969021179f9ec6\
        e4ff314ecb0821e2a766177a1638dc3bbea5afdc12b2de812b72c0f0fc3afaf95365d57bf1cd4559d344c405b653ce474f060b9f910394\
        2e15899debdaba4f7ac2306cad4ebd9e99236cf006136e8f37bcc49ad675ada47e471eee4f";
    const SIGNATURE: &str = "8d3e4b02cdca3d34dbbab8ac7cd1d7698f00024b96994a570612769ca5df69118cee6ed3795ddcd14b49cc4a20c551b8618044b3df\
        16d11c78a450b94fe727997316581edbaf02893e723c7c9305c5c0924cefc44a7716087300fd9bd2a1e38aac74379c2433181ad27f3194\
        fc16cbbf174485c7785431283abbe257b66cb4a216758752866a94db1ea5f2b2ee91747f05473492e0531d4a2d5ddb979867afef1d6c92\
        84de2e195eac912351fddc7165167fff386202cfe3a1add813ce9c30d91de4b6a6e7a0e18027b3a3219d533d2c4c593e16ee7cfeefa238\
        04c58f3e746f7cfdbae24a15d97835b73b9d8e07adab82064aebed2390044e5fbd848624ed2c";

    fn rsa(modulus: &[u8], exponent: &[u8]) -> Result<PublicKey, Refusal> {
        let mut key = Encoder::new(Vec::new());
        key.map(4).unwrap().i64(1).unwrap().i64(3).unwrap().i64(3).unwrap().i64(RS256).unwrap();
        key.i64(-1).unwrap().bytes(modulus).unwrap().i64(-2).unwrap().bytes(exponent).unwrap();
        PublicKey::read(&mut Decoder::new(&key.into_writer()))
    }

    #[test]
    fn a_signature_by_openssl_fits_and_no_other() {
        let modulus = HEXLOWER.decode(MODULUS.as_bytes()).unwrap();
        let signature = HEXLOWER.decode(SIGNATURE.as_bytes()).unwrap();
        let key = rsa(&modulus, &EXPONENT).unwrap();
        assert_eq!(key.verify(b"a message", &signature), Ok(()));
        assert_eq!(key.verify(b"a massage", &signature), Err(Refusal::Signature));
        assert_eq!(key.verify(b"a message", &signature[1..]), Err(Refusal::Signature));
    }

    #[test]
    fn rsa_is_neither_short_nor_slow() {
        let modulus = HEXLOWER.decode(MODULUS.as_bytes()).unwrap();
        assert_eq!(rsa(&modulus[128..], &EXPONENT), Err(Refusal::Algorithm), "1024 bits");
        assert_eq!(rsa(&[&[0], &modulus[..255]].concat(), &EXPONENT), Err(Refusal::Algorithm), "2040 bits");
        assert_eq!(rsa(&[&modulus[..], &modulus, &modulus].concat(), &EXPONENT), Err(Refusal::Algorithm));
        for exponent in [&[3][..], &[1], &[0, 1, 0, 1], &[]] {
            assert_eq!(rsa(&modulus, exponent), Err(Refusal::Algorithm), "{exponent:?}");
        }
    }

    #[test]
    fn a_label_that_is_there_twice_or_unknown_is_refused() {
        for label in [1, -2, 4] {
            let mut key = Encoder::new(Vec::new());
            key.map(3).unwrap().i64(1).unwrap().i64(2).unwrap().i64(-2).unwrap().bytes(&[1]).unwrap();
            key.i64(label).unwrap();
            if label < 0 {
                key.bytes(&[1]).unwrap()
            } else {
                key.i64(2).unwrap()
            };
            let read = PublicKey::read(&mut Decoder::new(&key.into_writer()));
            assert_eq!(read, Err(Refusal::Malformed), "{label}");
        }
    }
}
