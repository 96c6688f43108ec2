//! The server half of OPAQUE, RFC 9807, in the suite of FORMAT sections 3 and 7.

use opaque_ke::ksf::Identity;
use opaque_ke::{
    CipherSuite, CredentialFinalization, CredentialRequest, Identifiers, RegistrationRequest,
    RegistrationUpload, Ristretto255, ServerLogin, ServerLoginParameters, ServerRegistration, ServerSetup,
    TripleDh,
};
use regain_http::Random;
use regain_log::MemberId;
use sha2::Sha512;

const CONTEXT: &[u8] = b"regain/1/opaque";
const SERVER: &[u8] = b"regain/1/backup-service";

/// Suite 1. The key stretching function runs on the client only, so the server names none.
pub struct Suite;

impl CipherSuite for Suite {
    type OprfCs = Ristretto255;
    type KeyExchange = TripleDh<Ristretto255, Sha512>;
    type Ksf = Identity;
}

/// The service's OPAQUE keys; without them a stolen record can't be guessed at.
pub type Setup = ServerSetup<Suite>;

/// Bytes that are not the OPAQUE message that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the OPAQUE message that is asked for here")]
pub struct MessageError;

/// A login between its two messages.
pub struct Started {
    /// KE2, for the client.
    pub response: Vec<u8>,
    /// What [`finish`] needs. Whoever reads it can answer for the service in this one login.
    pub state: Vec<u8>,
}

/// Answers a registration request. Depends on the setup and the slot's id only, so it tells nothing about accounts.
pub fn register(setup: &Setup, slot: MemberId, request: &[u8]) -> Result<Vec<u8>, MessageError> {
    let request = RegistrationRequest::deserialize(request).map_err(|_| MessageError)?;
    let started = ServerRegistration::start(setup, request, &slot.0).map_err(|_| MessageError)?;
    Ok(started.message.serialize().to_vec())
}

/// The record to keep of a finished registration.
pub fn record(upload: &[u8]) -> Result<Vec<u8>, MessageError> {
    let upload = RegistrationUpload::<Suite>::deserialize(upload).map_err(|_| MessageError)?;
    Ok(ServerRegistration::finish(upload).serialize().to_vec())
}

/// Answers KE1. Without a record the answer is a dummy's: the library makes one every time, so that both take as long
/// (RFC 9807 section 10.9).
pub fn start(
    setup: &Setup,
    account: &str,
    credential: &[u8; 16],
    record: Option<&[u8]>,
    request: &[u8],
    random: &Random,
) -> Result<Started, MessageError> {
    let request = CredentialRequest::deserialize(request).map_err(|_| MessageError)?;
    let record = record.and_then(|bytes| ServerRegistration::<Suite>::deserialize(bytes).ok());
    let mut random = random.clone();
    let started = ServerLogin::start(&mut random, setup, record, request, credential, parameters(account))
        .map_err(|_| MessageError)?;
    Ok(Started { response: started.message.serialize().to_vec(), state: started.state.serialize().to_vec() })
}

/// Whether KE3 proves the passphrase.
pub fn finish(account: &str, state: &[u8], finalization: &[u8]) -> bool {
    let Ok(login) = ServerLogin::<Suite>::deserialize(state) else { return false };
    let Ok(message) = CredentialFinalization::deserialize(finalization) else { return false };
    login.finish(message, parameters(account)).is_ok()
}

fn parameters(account: &str) -> ServerLoginParameters<'_, '_> {
    let identifiers = Identifiers { client: Some(account.as_bytes()), server: Some(SERVER) };
    ServerLoginParameters { context: Some(CONTEXT), identifiers }
}
