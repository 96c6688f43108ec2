//! The service's half of OPAQUE.

use opaque_ke::ksf::Identity;
use opaque_ke::{
    CipherSuite, CredentialFinalization, CredentialRequest, Identifiers, RegistrationRequest,
    RegistrationUpload, ServerLogin, ServerLoginParameters, ServerRegistration, ServerSetup,
};
use rand_chacha::ChaCha20Rng;
use regain_log::MemberId;
use regain_seal::opaque::{CONTEXT, ClientSuite, SERVER_IDENTITY};

#[derive(Clone)]
pub struct Suite;

impl CipherSuite for Suite {
    type OprfCs = <ClientSuite as CipherSuite>::OprfCs;
    type KeyExchange = <ClientSuite as CipherSuite>::KeyExchange;
    type Ksf = Identity;
}

pub type Setup = ServerSetup<Suite>;
pub type Record = ServerRegistration<Suite>;
pub type Login = ServerLogin<Suite>;

fn parameters(name: &str) -> ServerLoginParameters<'_, '_> {
    let identifiers = Identifiers { client: Some(name.as_bytes()), server: Some(SERVER_IDENTITY) };
    ServerLoginParameters { context: Some(CONTEXT), identifiers }
}

pub fn register(setup: &Setup, slot: MemberId, request: &[u8]) -> Option<Vec<u8>> {
    let request = RegistrationRequest::deserialize(request).ok()?;
    let started = ServerRegistration::<Suite>::start(setup, request, &slot.0).ok()?;
    Some(started.message.serialize().to_vec())
}

pub fn record(upload: &[u8]) -> Option<Record> {
    Some(ServerRegistration::finish(RegistrationUpload::deserialize(upload).ok()?))
}

pub fn start(
    setup: &Setup,
    record: Option<Record>,
    slot: MemberId,
    name: &str,
    request: &[u8],
    rng: &mut ChaCha20Rng,
) -> Option<(Login, Vec<u8>)> {
    let request = CredentialRequest::deserialize(request).ok()?;
    let started = ServerLogin::start(rng, setup, record, request, &slot.0, parameters(name)).ok()?;
    Some((started.state, started.message.serialize().to_vec()))
}

pub fn finish(login: Login, name: &str, finalization: &[u8]) -> bool {
    CredentialFinalization::deserialize(finalization)
        .is_ok_and(|message| login.finish(message, parameters(name)).is_ok())
}
