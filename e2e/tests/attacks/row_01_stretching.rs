//! Row 1: the service lowers or inflates the parameters of key stretching. Rule: suites are compiled in.
//!
//! Left out in the weak client: that rule. Its OPAQUE half stretches as the service says.

use std::cell::Cell;
use std::time::Instant;

use argon2::{Algorithm, Argon2, Params, Version};
use opaque_ke::errors::InternalError;
use opaque_ke::generic_array::{ArrayLength, GenericArray};
use opaque_ke::ksf::Ksf;
use opaque_ke::{
    CipherSuite, ClientRegistration, ClientRegistrationFinishParameters, RegistrationResponse, Ristretto255,
    TripleDh,
};
use regain_e2e::device::Device;
use regain_e2e::mutator::{Answers, with_json};
use regain_e2e::service::Service;
use regain_log::MemberId;
use regain_protocol::{Bytes, RegistrationRequest, path};
use regain_seal::stretch::{Suite, UnknownSuite, stretch};
use regain_seal::{Passphrase, passphrase::OuterSpace};
use regain_sync::flow::contact;
use regain_sync::flow::unlock::draw_id;
use regain_sync::{Finding, Method, Request, Response, SyncError};

use crate::common::refused;

/// Says other parameters wherever a passphrase is spoken of: memory in KiB, passes, and suites of its own.
fn asks_for(
    memory: u32,
    passes: u32,
    suites: &'static [u8],
) -> Answers<impl FnMut(&Request, Response) -> Response + Send> {
    Answers(move |request: &Request, response: Response| match request.path.as_str() {
        path::SERVICE => with_json(response, |json| json["suites"] = suites.into()),
        path::REGISTRATION | path::PASSPHRASE => with_json(response, |json| {
            json["suite"] = suites[0].into();
            json["kdf"] =
                serde_json::json!({"algorithm": "argon2id", "memory_kib": memory, "passes": passes});
        }),
        _ => response,
    })
}

#[test]
fn a_client_stretches_as_it_was_built_to() {
    let service = Service::start();
    let mut phone = Device::new(&service, "Phone").behind(asks_for(8, 1, &[0]));
    let founded = phone.found("brave-otter-42");
    // The record made under "8 KiB" opens under "64 GiB": both times it was suite 1 that ran.
    let mut laptop = Device::new(&service, "Laptop").behind(asks_for(64 << 20, 1000, &[9]));
    let access = laptop.access_by_passphrase(&founded.account, &founded.passphrase);
    assert!(access.is_ok());

    // At first contact the client says what is wrong, before anybody types a passphrase.
    let answer = laptop.send(contact::start());
    let error = contact::answer(&answer, service.clock().now()).unwrap_err();
    assert_eq!(error, SyncError::Finding(Finding::Suite { offered: vec![9] }));
    assert_eq!(
        error.to_string(),
        "the service offers the suites [9], this program has suite 1 and takes no other: update this program, \
         or mistrust the service"
    );
    laptop.heal();
    let answer = laptop.send(contact::start());
    assert!(contact::answer(&answer, service.clock().now()).is_ok());

    // Where a number is read at all, an unknown one is refused before anything is stretched.
    for number in [0, 2, 255] {
        assert_eq!(Suite::from_number(number), Err(UnknownSuite(number)));
    }
}

thread_local! {
    /// What the service asked for: KiB, passes.
    static ASKED: Cell<(u32, u32)> = const { Cell::new((0, 0)) };
}

/// Stretches as the service says.
#[derive(Default)]
struct Obedient;

impl Ksf for Obedient {
    fn hash<L: ArrayLength<u8>>(
        &self,
        input: GenericArray<u8, L>,
    ) -> Result<GenericArray<u8, L>, InternalError> {
        let (memory, passes) = ASKED.get();
        if memory > 8 << 20 {
            // 8 GiB and more are not even tried: the machine would be out of memory.
            return Err(InternalError::KsfError);
        }
        let params = Params::new(memory, passes, 1, None).map_err(|_| InternalError::KsfError)?;
        let mut out = GenericArray::default();
        Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
            .hash_password_into(&input, &[0; 16], &mut out)
            .map_err(|_| InternalError::KsfError)?;
        Ok(out)
    }
}

struct ObedientSuite;

impl CipherSuite for ObedientSuite {
    type OprfCs = Ristretto255;
    type KeyExchange = TripleDh<Ristretto255, sha2::Sha512>;
    type Ksf = Obedient;
}

/// Registers like the real client, but stretches as asked. Answers whether the person gets an account.
fn registers(device: &mut Device, passphrase: &str) -> bool {
    let started = ClientRegistration::<ObedientSuite>::start(&mut device.rng, passphrase.as_bytes()).unwrap();
    let body = RegistrationRequest {
        account: "weak-otter-42".parse().unwrap(),
        slot: MemberId(draw_id(&mut device.rng)),
        registration_request: Bytes(started.message.serialize().to_vec()),
    };
    let answer = device.send(Request::json(Method::Post, path::REGISTRATION, &body));
    let kdf: serde_json::Value = serde_json::from_slice(&answer.body).unwrap();
    let asked = |name: &str| u32::try_from(kdf["kdf"][name].as_u64().unwrap()).unwrap();
    ASKED.set((asked("memory_kib"), asked("passes")));
    let registration: regain_protocol::RegistrationResponse = answer.json().unwrap();
    let message = RegistrationResponse::deserialize(&registration.registration_response.0).unwrap();
    let parameters = ClientRegistrationFinishParameters::default();
    started.state.finish(&mut device.rng, passphrase.as_bytes(), message, parameters).is_ok()
}

#[test]
fn a_client_that_obeys_is_guessed_or_locked_out() {
    let service = Service::start();
    let mut lowered = Device::new(&service, "Phone").behind(asks_for(8, 1, &[0]));
    assert!(registers(&mut lowered, "correct horse"));
    // The operator now tries passphrases at this price. A thousand such guesses cost less than one honest one.
    let guesses = Instant::now();
    for _ in 0..1000 {
        assert!(Obedient.hash(GenericArray::<u8, opaque_ke::generic_array::typenum::U64>::default()).is_ok());
    }
    let guesses = guesses.elapsed();
    let honest = Instant::now();
    let passphrase = Passphrase::typed("correct horse", OuterSpace::Refuse).unwrap();
    drop(stretch(&passphrase, &[0; 16], Suite::One));
    assert!(guesses < honest.elapsed() * 2, "{guesses:?} for a thousand guesses");

    let mut inflated = Device::new(&service, "Phone").behind(asks_for(64 << 20, 1000, &[9]));
    assert!(!registers(&mut inflated, "correct horse"), "locked out by its own obedience");
    assert!(matches!(refused(contact::answer(&inflated.send(contact::start()), 0)), SyncError::Finding(_)));
}
