//! Browsers with passkeys of another house (`passkey-rs`), and a forger who signs whatever he likes with a passkey he holds.

use std::sync::{Arc, Mutex};

use axum::http::StatusCode;
use data_encoding::BASE64URL_NOPAD;
use http_body_util::BodyExt as _;
use p256::ecdsa::SigningKey;
use p256::ecdsa::signature::Signer as _;
use passkey::authenticator::{
    Authenticator, CredentialStore, DiscoverabilitySupport, StoreInfo, UiHint, UserCheck,
    UserValidationMethod, private_key_from_cose_key,
};
use passkey::client::{Client, DefaultClientData, WebauthnError};
use passkey::types::Passkey;
use passkey::types::ctap2::get_assertion::Options;
use passkey::types::ctap2::make_credential::{PublicKeyCredentialRpEntity, PublicKeyCredentialUserEntity};
use passkey::types::ctap2::{Aaguid, Ctap2Error, StatusCode as Ctap2Status};
use passkey::types::webauthn::PublicKeyCredentialDescriptor;
use regain_http::token;
use serde_json::{Value, json};

use super::{ADDRESS, Browser, Page};

pub const ADD: &str = "/security-info/add/passkey";
pub const ALONE: &str = "/sign-in/passkey";
pub const SECOND: &str = "/sign-in/verify/passkey";
pub const AGAIN: &str = "/step-up/passkey";

/// The fields of a form, filled in.
pub type Fields = Vec<(&'static str, String)>;

/// A device that holds passkeys.
#[derive(Clone, Default)]
pub struct Device {
    held: Arc<Mutex<Vec<Passkey>>>,
    /// Whether its passkeys count.
    counts: bool,
}

impl Device {
    pub fn new() -> Self {
        Self::default()
    }

    pub fn that_counts() -> Self {
        Self { counts: true, ..Self::default() }
    }

    /// The passkeys it holds, oldest first.
    pub fn held(&self) -> Vec<Passkey> {
        self.held.lock().unwrap().clone()
    }

    /// What the browser does with what the portal asks for, when a new passkey is made.
    pub async fn create(&self, asked: &Value) -> Result<Fields, WebauthnError> {
        let options = json!({ "publicKey": {
            "rp": { "id": asked["rp"], "name": asked["rp"] },
            "user": { "id": asked["user"]["id"], "name": asked["user"]["name"], "displayName": asked["user"]["shown"] },
            "challenge": asked["challenge"],
            "pubKeyCredParams": asked["algorithms"].as_array().unwrap().iter()
                .map(|alg| json!({ "type": "public-key", "alg": alg })).collect::<Vec<_>>(),
            "excludeCredentials": descriptors(asked),
            "authenticatorSelection":
                { "residentKey": "required", "requireResidentKey": true, "userVerification": "required" },
            "attestation": "none",
        }});
        let options = serde_json::from_value(options).unwrap();
        let made = Client::new(self.authenticator())
            .allows_insecure_localhost(true)
            .register(&page(), options, DefaultClientData)
            .await?;
        Ok(vec![
            ("client_data", encode(&made.response.client_data_json)),
            ("attestation", encode(&made.response.attestation_object)),
            ("transports", "internal,hybrid".to_owned()),
        ])
    }

    /// The same, when one signs in.
    pub async fn get(&self, asked: &Value) -> Result<Fields, WebauthnError> {
        let mut options = json!({
            "challenge": asked["challenge"], "rpId": asked["rp"], "userVerification": "required",
        });
        if asked["known"] != json!([]) {
            options["allowCredentials"] = descriptors(asked);
        }
        let options = serde_json::from_value(json!({ "publicKey": options })).unwrap();
        let given = Client::new(self.authenticator())
            .allows_insecure_localhost(true)
            .authenticate(&page(), options, DefaultClientData)
            .await?;
        let handle = given.response.user_handle.as_ref().map(|handle| encode(handle));
        Ok(vec![
            ("credential", encode(&given.raw_id)),
            ("client_data", encode(&given.response.client_data_json)),
            ("authenticator_data", encode(&given.response.authenticator_data)),
            ("signature", encode(&given.response.signature)),
            ("user_handle", handle.unwrap_or_default()),
        ])
    }

    fn authenticator(&self) -> Authenticator<Self, Verifies> {
        let mut authenticator = Authenticator::new(Aaguid::new_empty(), self.clone(), Verifies);
        authenticator.set_make_credentials_with_signature_counter(self.counts);
        authenticator
    }
}

/// Always there, and verified.
struct Verifies;

#[async_trait::async_trait]
impl UserValidationMethod for Verifies {
    type PasskeyItem = Passkey;

    async fn check_user<'a>(
        &self,
        hint: UiHint<'a, Passkey>,
        presence: bool,
        verification: bool,
    ) -> Result<UserCheck, Ctap2Error> {
        match hint {
            UiHint::InformExcludedCredentialFound(_) => Err(Ctap2Error::CredentialExcluded),
            _ => Ok(UserCheck { presence, verification }),
        }
    }

    fn is_presence_enabled(&self) -> bool {
        true
    }

    fn is_verification_enabled(&self) -> Option<bool> {
        Some(true)
    }
}

#[async_trait::async_trait]
impl CredentialStore for Device {
    type PasskeyItem = Passkey;

    async fn find_credentials(
        &self,
        ids: Option<&[PublicKeyCredentialDescriptor]>,
        rp_id: &str,
        _user: Option<&[u8]>,
    ) -> Result<Vec<Passkey>, Ctap2Status> {
        let asked = |passkey: &Passkey| {
            passkey.rp_id == rp_id
                && ids.is_none_or(|ids| ids.iter().any(|known| known.id == passkey.credential_id))
        };
        let found: Vec<Passkey> = self.held().into_iter().filter(asked).collect();
        if found.is_empty() { Err(Ctap2Error::NoCredentials.into()) } else { Ok(found) }
    }

    async fn save_credential(
        &mut self,
        passkey: Passkey,
        _user: PublicKeyCredentialUserEntity,
        _rp: PublicKeyCredentialRpEntity,
        _options: Options,
    ) -> Result<(), Ctap2Status> {
        self.held.lock().unwrap().push(passkey);
        Ok(())
    }

    async fn update_credential(&mut self, passkey: &Passkey) -> Result<(), Ctap2Status> {
        for held in self.held.lock().unwrap().iter_mut() {
            if held.credential_id == passkey.credential_id {
                held.clone_from(passkey);
            }
        }
        Ok(())
    }

    async fn get_info(&self) -> StoreInfo {
        StoreInfo { discoverability: DiscoverabilitySupport::ForcedDiscoverable }
    }
}

/// What is signed with a passkey, each part to be made wrong.
pub struct Forged {
    pub kind: &'static str,
    pub challenge: String,
    pub origin: String,
    /// More fields of the client's data.
    pub more: &'static str,
    pub rp: &'static str,
    pub flags: u8,
    pub count: u32,
    /// What comes after the flags' data.
    pub tail: Vec<u8>,
    pub id: Vec<u8>,
    pub handle: Option<Vec<u8>>,
    passkey: Passkey,
}

pub const PRESENT: u8 = 0x01;
pub const VERIFIED: u8 = 0x04;
pub const BACKED_UP: u8 = 0x10;
pub const ATTESTED: u8 = 0x40;

impl Forged {
    /// As the passkey itself would answer.
    pub fn by(passkey: &Passkey, asked: &Value) -> Self {
        Self {
            kind: "webauthn.get",
            challenge: asked["challenge"].as_str().unwrap().to_owned(),
            origin: ADDRESS.to_owned(),
            more: "",
            rp: "localhost",
            flags: PRESENT | VERIFIED,
            count: 0,
            tail: Vec::new(),
            id: passkey.credential_id.to_vec(),
            handle: passkey.user_handle.as_ref().map(|handle| handle.to_vec()),
            passkey: passkey.clone(),
        }
    }

    fn client_data(&self) -> Vec<u8> {
        let Self { kind, challenge, origin, more, .. } = self;
        format!(r#"{{"type":"{kind}","challenge":"{challenge}","origin":"{origin}"{more}}}"#).into_bytes()
    }

    fn authenticator_data(&self) -> Vec<u8> {
        let head = [&token::hash(self.rp.as_bytes())[..], &[self.flags], &self.count.to_be_bytes()].concat();
        [head, self.tail.clone()].concat()
    }

    /// The fields of a sign-in, signed by the passkey.
    pub fn fields(&self) -> Fields {
        let (client_data, data) = (self.client_data(), self.authenticator_data());
        let key = SigningKey::from(private_key_from_cose_key(&self.passkey.key).unwrap());
        let signed = [&data[..], &token::hash(&client_data)].concat();
        let signature: p256::ecdsa::Signature = key.sign(&signed);
        vec![
            ("credential", encode(&self.id)),
            ("client_data", encode(&client_data)),
            ("authenticator_data", encode(&data)),
            ("signature", encode(signature.to_der().as_bytes())),
            ("user_handle", self.handle.as_ref().map(|handle| encode(handle)).unwrap_or_default()),
        ]
    }

    /// The fields of a registration.
    pub fn registration(&self) -> Fields {
        let mut object = minicbor::Encoder::new(Vec::new());
        object.map(3).unwrap().str("fmt").unwrap().str("none").unwrap();
        object.str("attStmt").unwrap().map(0).unwrap();
        object.str("authData").unwrap().bytes(&self.authenticator_data()).unwrap();
        vec![
            ("client_data", encode(&self.client_data())),
            ("attestation", encode(&object.into_writer())),
            ("transports", String::new()),
        ]
    }
}

impl Browser {
    /// What the portal asks for, at the path of the page's form.
    pub async fn asked(&mut self, form: &str) -> Value {
        let answer = self.post_only(&format!("{form}/ask"), &[], Some(ADDRESS)).await;
        assert_eq!(answer.status(), StatusCode::OK, "{form}");
        serde_json::from_slice(&answer.into_body().collect().await.unwrap().to_bytes()).unwrap()
    }

    /// Sends a form's fields, with where to go afterwards.
    pub async fn send(&mut self, form: &str, fields: &Fields) -> Page {
        let more = if form == ADD { ("name", "My key") } else { ("next", "") };
        let fields = fields.iter().map(|(name, value)| (*name, &**value));
        self.post(form, &fields.chain([more]).collect::<Vec<_>>()).await
    }

    /// Adds a passkey on this device to whoever is signed in here.
    pub async fn add_passkey(&mut self, device: &Device) -> Page {
        self.get(ADD).await.says("Add a passkey");
        let asked = self.asked(ADD).await;
        let made = device.create(&asked).await.unwrap();
        let page = self.send(ADD, &made).await;
        assert_eq!(page.path, "/security-info?done=passkey-added", "{}", page.text());
        page
    }

    /// Answers with a passkey of this device where this form stands.
    pub async fn use_passkey(&mut self, device: &Device, form: &str) -> Page {
        let asked = self.asked(form).await;
        let given = device.get(&asked).await.unwrap();
        self.send(form, &given).await
    }

    /// Whether somebody is signed in here.
    pub fn is_signed_in(&self) -> bool {
        self.cookies.contains_key("__Host-regain")
    }
}

fn descriptors(asked: &Value) -> Value {
    let known = asked["known"].as_array().unwrap().iter();
    known
        .map(|known| json!({ "type": "public-key", "id": known["id"], "transports": known["transports"] }))
        .collect()
}

fn page() -> url::Url {
    ADDRESS.parse().unwrap()
}

fn encode(bytes: &[u8]) -> String {
    BASE64URL_NOPAD.encode(bytes)
}
