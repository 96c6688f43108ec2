//! The client half of OPAQUE (RFC 9807): the passphrase leaves the device in no form. FORMAT section 7. Frozen.

use opaque_ke::{
    CipherSuite, ClientLogin, ClientLoginFinishParameters, ClientRegistration,
    ClientRegistrationFinishParameters, CredentialResponse, Identifiers, RegistrationResponse, Ristretto255,
    TripleDh,
};
use rand_core::{CryptoRng, RngCore};
use sha2::Sha512;
use zeroize::{Zeroize as _, Zeroizing};

use crate::Passphrase;
use crate::stretch::SuiteOneStretching;

/// The service's identity in every exchange.
pub const SERVER_IDENTITY: &[u8] = b"regain/1/backup-service";
/// The context both sides mix in.
pub const CONTEXT: &[u8] = b"regain/1/opaque";
/// Bytes of the export key.
pub const EXPORT_KEY_LEN: usize = 64;

/// The client's parameters. The service has the same with an identity in place of the stretching, which it never runs.
pub struct ClientSuite;

impl CipherSuite for ClientSuite {
    type OprfCs = Ristretto255;
    type KeyExchange = TripleDh<Ristretto255, Sha512>;
    type Ksf = SuiteOneStretching;
}

/// What only passphrase and service together give; opens the passphrase's slot. The service never sees it.
pub struct ExportKey(Zeroizing<[u8; EXPORT_KEY_LEN]>);

impl ExportKey {
    pub(crate) fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }

    pub(crate) fn from_bytes(bytes: [u8; EXPORT_KEY_LEN]) -> Self {
        Self(Zeroizing::new(bytes))
    }
}

/// Signing in failed. One error for a wrong passphrase, an unknown account and a message that was changed on its way: the
/// protocol tells them apart to nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error(
    "account name and passphrase don't belong together at this service, or its answer was changed on the way"
)]
pub struct SignInError;

/// The service's answer to a registration is not one, or was changed on its way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the service's answer to the new passphrase can't be used; try again")]
pub struct RegistrationError;

/// Registering a passphrase, between request and answer.
pub struct Registration(ClientRegistration<ClientSuite>);

/// What registering ends with.
pub struct Registered {
    /// For the service to keep.
    pub upload: Vec<u8>,
    /// For sealing the slot's blob.
    pub export: ExportKey,
}

impl Registration {
    /// Begins; the bytes go to the service.
    pub fn start(
        passphrase: &Passphrase,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<(Self, Vec<u8>), RegistrationError> {
        let started = ClientRegistration::start(rng, text(passphrase)).map_err(|_| RegistrationError)?;
        Ok((Self(started.state), started.message.serialize().to_vec()))
    }

    /// Ends, with the service's answer. Stretches: most of a second.
    pub fn finish(
        self,
        passphrase: &Passphrase,
        response: &[u8],
        account_name: &str,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Registered, RegistrationError> {
        let response = RegistrationResponse::deserialize(response).map_err(|_| RegistrationError)?;
        let parameters = ClientRegistrationFinishParameters::new(identities(account_name), None);
        let mut finished =
            self.0.finish(rng, text(passphrase), response, parameters).map_err(|_| RegistrationError)?;
        Ok(Registered {
            upload: finished.message.serialize().to_vec(),
            export: take_key(&mut finished.export_key),
        })
    }
}

/// Signing in with a passphrase, between request and answer.
pub struct SignIn(ClientLogin<ClientSuite>);

/// What signing in ends with.
pub struct SignedIn {
    /// Proves the passphrase to the service.
    pub finalization: Vec<u8>,
    /// Opens the slot's blob.
    pub export: ExportKey,
}

impl SignIn {
    /// Begins; the bytes go to the service.
    pub fn start(
        passphrase: &Passphrase,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<(Self, Vec<u8>), SignInError> {
        let started = ClientLogin::start(rng, text(passphrase)).map_err(|_| SignInError)?;
        Ok((Self(started.state), started.message.serialize().to_vec()))
    }

    /// Ends, with the service's answer. Stretches: most of a second. The session key is dropped: the session is a token of the service.
    pub fn finish(
        self,
        passphrase: &Passphrase,
        response: &[u8],
        account_name: &str,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<SignedIn, SignInError> {
        let response = CredentialResponse::deserialize(response).map_err(|_| SignInError)?;
        let parameters = ClientLoginFinishParameters::new(Some(CONTEXT), identities(account_name), None);
        let mut finished =
            self.0.finish(rng, text(passphrase), response, parameters).map_err(|_| SignInError)?;
        finished.session_key.as_mut_slice().zeroize();
        Ok(SignedIn {
            finalization: finished.message.serialize().to_vec(),
            export: take_key(&mut finished.export_key),
        })
    }
}

fn text(passphrase: &Passphrase) -> &[u8] {
    passphrase.expose_text().as_bytes()
}

fn identities(account_name: &str) -> Identifiers<'_> {
    Identifiers { client: Some(account_name.as_bytes()), server: Some(SERVER_IDENTITY) }
}

fn take_key(key: &mut [u8]) -> ExportKey {
    let mut out = Zeroizing::new([0; EXPORT_KEY_LEN]);
    out.copy_from_slice(key);
    key.zeroize();
    ExportKey(out)
}
