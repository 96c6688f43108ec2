//! OPAQUE against a real server half, with the service's parameters.

use crate::common::{BACKUP, id};
use opaque_ke::{
    CipherSuite, CredentialFinalization, CredentialRequest, Identifiers, RegistrationRequest,
    RegistrationUpload, ServerLogin, ServerLoginParameters, ServerRegistration, ServerSetup, ksf::Identity,
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng as _;
use regain_log::Hash;
use regain_seal::opaque::{
    CONTEXT, ClientSuite, Registration, SERVER_IDENTITY, SignIn, SignInError, SignedIn,
};
use regain_seal::passphrase::OuterSpace;
use regain_seal::{Checkpoint, MemberSecret, Passphrase, SlotContent, SlotKey, open_blob, seal_blob};

struct ServerSuite;

impl CipherSuite for ServerSuite {
    type OprfCs = <ClientSuite as CipherSuite>::OprfCs;
    type KeyExchange = <ClientSuite as CipherSuite>::KeyExchange;
    type Ksf = Identity;
}

struct Server {
    setup: ServerSetup<ServerSuite>,
    record: Option<ServerRegistration<ServerSuite>>,
}

const NAME: &str = "brave-otter-7";

fn rng(seed: u8) -> ChaCha20Rng {
    ChaCha20Rng::from_seed([seed; 32])
}

fn passphrase(text: &str) -> Passphrase {
    Passphrase::typed(text, OuterSpace::Refuse).unwrap_or_else(|error| panic!("{error}"))
}

fn parameters(name: &str) -> ServerLoginParameters<'_, '_> {
    let identifiers = Identifiers { client: Some(name.as_bytes()), server: Some(SERVER_IDENTITY) };
    ServerLoginParameters { context: Some(CONTEXT), identifiers }
}

impl Server {
    fn registered(typed: &str) -> (Self, regain_seal::opaque::ExportKey) {
        let setup = ServerSetup::new(&mut rng(1));
        let passphrase = passphrase(typed);
        let (state, request) = Registration::start(&passphrase, &mut rng(2)).expect("a valid passphrase");
        let request = RegistrationRequest::deserialize(&request).expect("valid");
        let answer =
            ServerRegistration::<ServerSuite>::start(&setup, request, id(2).as_bytes()).expect("valid");
        let done = state.finish(&passphrase, &answer.message.serialize(), NAME, &mut rng(3)).expect("valid");
        let upload = RegistrationUpload::deserialize(&done.upload).expect("valid");
        (Self { setup, record: Some(ServerRegistration::finish(upload)) }, done.export)
    }

    /// The server's state and its answer to a request.
    fn answer(&self, request: &[u8]) -> (ServerLogin<ServerSuite>, Vec<u8>) {
        let request = CredentialRequest::deserialize(request).expect("valid");
        let started = ServerLogin::start(
            &mut rng(4),
            &self.setup,
            self.record.clone(),
            request,
            id(2).as_bytes(),
            parameters(NAME),
        )
        .expect("valid");
        (started.state, started.message.serialize().to_vec())
    }
}

fn sign_in(
    server: &Server,
    typed: &str,
    name: &str,
    change: impl Fn(&mut Vec<u8>),
) -> Result<SignedIn, SignInError> {
    let passphrase = passphrase(typed);
    let (state, request) = SignIn::start(&passphrase, &mut rng(5))?;
    let (server_state, mut answer) = server.answer(&request);
    change(&mut answer);
    let signed_in = state.finish(&passphrase, &answer, name, &mut rng(6))?;
    let proof = CredentialFinalization::deserialize(&signed_in.finalization).expect("valid");
    server_state.finish(proof, parameters(NAME)).expect("the service accepts a right passphrase");
    Ok(signed_in)
}

#[test]
fn the_passphrase_opens_its_slot_and_the_service_accepts_it() {
    let (server, at_creation) = Server::registered("quiet maple orbit thunder caf\u{e9}");
    let content = SlotContent {
        secret: MemberSecret::make(&mut rng(7)),
        genesis: Hash([1; 32]),
        checkpoint: Checkpoint { number: 0, hash: Hash([1; 32]), control: Hash([1; 32]) },
    };
    let blob = seal_blob(&SlotKey::from_passphrase(&at_creation, BACKUP, id(2)), &content, &mut rng(8));
    // Typed on another keyboard: e and a combining accent.
    let later = sign_in(&server, "quiet maple orbit thunder cafe\u{301}", NAME, |_| ())
        .expect("the right passphrase");
    let opened = open_blob(&SlotKey::from_passphrase(&later.export, BACKUP, id(2)), &blob)
        .expect("the same export key");
    assert_eq!(opened.secret.expose_bytes(), content.secret.expose_bytes());
}

#[test]
fn wrong_passphrase_wrong_name_unknown_account_and_changed_answers_are_one_error() {
    let (mut server, _) = Server::registered("quiet maple orbit thunder");
    let refused = |server: &Server, typed: &str, name: &str, change: &dyn Fn(&mut Vec<u8>)| {
        assert_eq!(sign_in(server, typed, name, change).err(), Some(SignInError));
    };
    refused(&server, "quiet maple orbit thumper", NAME, &|_| ());
    refused(&server, "quiet maple orbit thunder", "brave-otter-8", &|_| ());
    refused(&server, "quiet maple orbit thunder", NAME, &|answer| answer.truncate(100));
    // One bit in each part of the answer: evaluated element, masking nonce, masked response, key exchange.
    for byte in [0, 40, 100, 200, 310] {
        refused(&server, "quiet maple orbit thunder", NAME, &|answer| answer[byte] ^= 1);
    }
    server.record = None;
    refused(&server, "quiet maple orbit thunder", NAME, &|_| ());
}
