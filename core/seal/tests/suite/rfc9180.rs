//! RFC 9180, appendix A.2.1: base mode of exactly the suite the seals use. The vectors of all suites run in the `hpke` crate itself.

use crate::common::{Scripted, hex};
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::{
    Deserializable as _, Kem, OpModeR, OpModeS, Serializable as _, single_shot_open, single_shot_seal,
};

const INFO: &[u8] = b"Ode on a Grecian Urn";
const AAD: &[u8] = b"Count-0";
const PLAINTEXT: &[u8] = b"Beauty is truth, truth beauty";

#[test]
fn the_published_seal_is_made_and_opened() {
    let ikm_e = hex("909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b");
    let secret = hex("8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb");
    let enc = hex("1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a");
    let ciphertext =
        hex("1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28");
    let secret = <X25519HkdfSha256 as Kem>::PrivateKey::from_bytes(&secret).expect("32 bytes");
    let public = X25519HkdfSha256::sk_to_pk(&secret);

    // The sender's randomness goes through DeriveKeyPair, which is what makes our seals recomputable.
    let mut rng = Scripted::new(&[&ikm_e]);
    let (encapped, sealed) = single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256, _>(
        &OpModeS::Base,
        &public,
        INFO,
        PLAINTEXT,
        AAD,
        &mut rng,
    )
    .expect("the published key is usable");
    assert_eq!((encapped.to_bytes().to_vec(), sealed), (enc, ciphertext.clone()));
    assert!(rng.is_used_up());

    let opened = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &secret,
        &encapped,
        INFO,
        &ciphertext,
        AAD,
    );
    assert_eq!(opened.expect("the published seal opens"), PLAINTEXT);
}
