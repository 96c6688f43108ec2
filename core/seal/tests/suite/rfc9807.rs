//! RFC 9807, appendix C.1.2 (OPAQUE-3DH real test vector 2: ristretto255, SHA-512, with both identities), client half, with the group,
//! hash and key exchange of our suite. The RFC's vectors use no key stretching, so this suite differs from ours there only; the
//! remaining vectors, and the server half, run in `opaque-ke` itself.

use crate::common::{Scripted, hex};
use opaque_ke::{
    CipherSuite, ClientLogin, ClientLoginFinishParameters, ClientRegistration,
    ClientRegistrationFinishParameters, CredentialResponse, Identifiers, RegistrationResponse, ksf::Identity,
};
use regain_seal::opaque::ClientSuite;

struct Unstretched;

impl CipherSuite for Unstretched {
    type OprfCs = <ClientSuite as CipherSuite>::OprfCs;
    type KeyExchange = <ClientSuite as CipherSuite>::KeyExchange;
    type Ksf = Identity;
}

const PASSWORD: &[u8] = b"CorrectHorseBatteryStaple";
const IDENTITIES: Identifiers<'_> = Identifiers { client: Some(b"alice"), server: Some(b"bob") };
const CONTEXT: &[u8] = b"OPAQUE-POC";
const EXPORT_KEY: &str = "1ef15b4fa99e8a852412450ab78713aad30d21fa6966c9b8c9fb3262a970dc62
    950d4dd4ed62598229b1b72794fc0335199d9f7fcc6eaedde92cc04870e63f16";

#[test]
fn registration() {
    let blind = hex("76cfbfe758db884bebb33582331ba9f159720ca8784a2a070a265d9c2d6abe01");
    // A scalar is drawn as 64 bytes and reduced; with zeros above, it is the RFC's blind itself.
    let started = ClientRegistration::<Unstretched>::start(&mut Scripted::new(&[&blind, &[0; 32]]), PASSWORD)
        .expect("valid");
    let request = hex("5059ff249eb1551b7ce4991f3336205bde44a105a032e747d21bf382e75f7a71");
    assert_eq!(started.message.serialize().to_vec(), request);

    let response = hex("7408a268083e03abc7097fc05b587834539065e86fb0c7b6342fcf5e01e5b019
        b2fe7af9f48cc502d016729d2fe25cdd433f2c4bc904660b2a382c9b79df1a78");
    let envelope_nonce = hex("ac13171b2f17bc2c74997f0fce1e1f35bec6b91fe2e12dbd323d23ba7a38dfec");
    let finished = started
        .state
        .finish(
            &mut Scripted::new(&[&envelope_nonce]),
            PASSWORD,
            RegistrationResponse::deserialize(&response).expect("valid"),
            ClientRegistrationFinishParameters::new(IDENTITIES, None),
        )
        .expect("valid");
    let upload = hex("76a845464c68a5d2f7e442436bb1424953b17d3e2e289ccbaccafb57ac5c3675
        1ac5844383c7708077dea41cbefe2fa15724f449e535dd7dd562e66f5ecfb958
        64eadddec9db5874959905117dad40a4524111849799281fefe3c51fa82785c5
        ac13171b2f17bc2c74997f0fce1e1f35bec6b91fe2e12dbd323d23ba7a38dfec
        1ac902dc5589e9a5f0de56ad685ea8486210ef41449cd4d8712828913c5d2b68
        0b2b3af4a26c765cff329bfb66d38ecf1d6cfa9e7a73c222c6efe0d9520f7d7c");
    assert_eq!(finished.message.serialize().to_vec(), upload);
    assert_eq!(finished.export_key.to_vec(), hex(EXPORT_KEY));
}

#[test]
fn login() {
    let blind = hex("6ecc102d2e7a7cf49617aad7bbe188556792d4acd60a1a8a8d2b65d4b0790308");
    let keyshare_seed = hex("82850a697b42a505f5b68fcdafce8c31f0af2b581f063cf1091933541936304b");
    let nonce = hex("da7e07376d6d6f034cfa9bb537d11b8c6b4238c334333d1f0aebb380cae6a6cc");
    let mut rng = Scripted::new(&[&blind, &[0; 32], &keyshare_seed, &nonce]);
    let started = ClientLogin::<Unstretched>::start(&mut rng, PASSWORD).expect("valid");
    assert!(rng.is_used_up());
    let ke1 = hex("c4dedb0ba6ed5d965d6f250fbe554cd45cba5dfcce3ce836e4aee778aa3cd44d
        da7e07376d6d6f034cfa9bb537d11b8c6b4238c334333d1f0aebb380cae6a6cc
        6e29bee50701498605b2c085d7b241ca15ba5c32027dd21ba420b94ce60da326");
    assert_eq!(started.message.serialize().to_vec(), ke1);

    let ke2 = hex("7e308140890bcde30cbcea28b01ea1ecfbd077cff62c4def8efa075aabcbb471
        38fe59af0df2c79f57b8780278f5ae47355fe1f817119041951c80f612fdfc6d
        d6ec60bcdb26dc455ddf3e718f1020490c192d70dfc7e403981179d8073d1146
        a4f9aa1ced4e4cd984c657eb3b54ced3848326f70331953d91b02535af44d9fe
        a502150b67fe36795dd8914f164e49f81c7688a38928372134b7dccd50e09f8f
        ed9518b7b2f94835b3c4fe4c8475e7513f20eb97ff0568a39caee3fd6251876f
        71cd9960ecef2fe0d0f7494986fa3d8b2bb01963537e60efb13981e138e3d4a1
        c4f62198a9d6fa9170c42c3c71f1971b29eb1d5d0bd733e40816c91f7912cc4a
        292371e7809a9031743e943fb3b56f51de903552fc91fba4e7419029951c3970
        b2e2f0a9dea218d22e9e4e0000855bb6421aa3610d6fc0f4033a6517030d4341");
    let finished = started
        .state
        .finish(
            &mut Scripted::new(&[]),
            PASSWORD,
            CredentialResponse::deserialize(&ke2).expect("valid"),
            ClientLoginFinishParameters::new(Some(CONTEXT), IDENTITIES, None),
        )
        .expect("valid");
    let ke3 = hex("7a026de1d6126905736c3f6d92463a08d209833eb793e46d0f7f15b3e0f62c76
        43763c02bbc6b8d3d15b63250cae98171e9260f1ffa789750f534ac11a0176d5");
    assert_eq!(finished.message.serialize().to_vec(), ke3);
    assert_eq!(finished.export_key.to_vec(), hex(EXPORT_KEY));
}
