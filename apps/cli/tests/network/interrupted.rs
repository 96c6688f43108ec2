//! Switching the backup on is interrupted: before the service has the account, and after.

use regain_cli::Context;
use regain_cli::args::Globals;
use regain_cli::net::{Client, Patience};
use regain_cli::store::Store;
use regain_seal::Passphrase;
use regain_seal::passphrase::OuterSpace;
use regain_sync::flow::create;
use regain_sync::{Env, Request};

use crate::harness::{Home, PASSPHRASE, Service};

/// Goes as far as the program does before it sends the request that makes the account. Gives that request.
fn begin(home: &Home, service: &Service, account: &str) -> (Client, Request) {
    let globals = Globals {
        home: Some(home.path("home")),
        json: false,
        unlock_file: Some(home.path("lock")),
        yes: true,
        offline: false,
        quiet: true,
        ca_file: None,
    };
    let context = Context::new(&globals).unwrap();
    let store = Store::unlock(&context).unwrap();
    let client = Client::new(service.url.parse().unwrap(), Patience::USUAL, None).unwrap();
    let passphrase = Passphrase::typed(PASSPHRASE, OuterSpace::Refuse).unwrap_or_else(|_| unreachable!());
    let (step, request) = create::start(account.parse().unwrap(), &passphrase, &mut context.rng()).unwrap();
    let answer = client.send(&request).unwrap();
    let request = store.update(|replica| {
        let mut env = Env { now: context.now(), rng: &mut context.rng() };
        let made = step.answer(&answer, &passphrase, client.origin().as_str(), "test", replica, &mut env)?;
        Ok(made.1)
    });
    (client, request.unwrap())
}

#[test]
fn before_the_account_is_made_the_next_attempt_begins_anew() {
    let service = Service::start();
    let home = Home::new("Laptop");
    home.add(&["a"]);
    drop(begin(&home, &service, "brave-otter-42"));
    assert_eq!(home.refused(5, &["sync"]), "unfinished");
    let on = home.backup_on(&service.url, "brave-otter-42");
    assert_eq!((on["accounts_backed_up"].as_u64(), on["protected"].as_bool()), (Some(1), Some(true)));
}

#[test]
fn after_it_is_made_the_next_sync_goes_on_and_nothing_claims_to_be_protected() {
    let service = Service::start();
    let home = Home::new("Laptop");
    home.add(&["a"]);
    let (client, request) = begin(&home, &service, "brave-otter-42");
    assert!(client.send(&request).unwrap().is_success());
    home.ok(&["sync"]);
    let status = home.json(&["backup", "status"]);
    assert_eq!(
        (status["accounts_backed_up"].as_u64(), status["protected"].as_bool()),
        (Some(1), Some(false))
    );
    assert_eq!(home.refused(5, &["backup", "on", "--service", &service.url]), "already-on");
    let verified = home.json(&["backup", "verify", "--passphrase-file", &home.file("passphrase")]);
    assert_eq!(verified["by_passphrase"], true);
}
