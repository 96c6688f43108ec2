use std::time::Duration;

use regain_protocol::{PassphraseChallenge, SignInByPassphrase, path};
use regain_seal::Passphrase;
use regain_seal::opaque::SignIn;

use crate::person::Person;
use crate::support::{Answer, HOUR, House};

async fn guess(house: &House, name: &str) -> Answer {
    let mut rng = <rand_chacha::ChaCha20Rng as rand_core::SeedableRng>::seed_from_u64(3);
    let passphrase = Passphrase::generate(&mut rng);
    let (_, request) = SignIn::start(&passphrase, &mut rng).unwrap();
    let start = SignInByPassphrase { account: name.parse().unwrap(), credential_request: request.into() };
    house.post(path::PASSPHRASE, &start).await
}

#[tokio::test]
async fn guesses_are_delayed_longer_and_longer_for_known_and_unknown_names_alike() {
    let mut house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    for name in ["brave-otter-42", "nobody-here-1"] {
        for _ in 0..10 {
            guess(&house, name).await.json::<PassphraseChallenge>(200);
        }
        // The first one over is paced from now on; the next must wait.
        guess(&house, name).await.json::<PassphraseChallenge>(200);
        let first = guess(&house, name).await.problem(429, "slow-down").retry_after.unwrap();
        house.restart().await;
        let again = guess(&house, name).await.problem(429, "slow-down").retry_after.unwrap();
        assert!((1..=2).contains(&first) && again >= 1, "{first} {again}");
    }
    // Kit and devices never wait.
    person.sign_in_by_kit(&house).await;
    assert_eq!(person.sign_in_device(&house, &person.device).await.status, 200);

    // Whoever keeps trying waits up to an hour between two, and no longer.
    for _ in 0..20 {
        guess(&house, "brave-otter-42").await;
    }
    house.clock.advance(HOUR);
    guess(&house, "brave-otter-42").await.json::<PassphraseChallenge>(200);
    let wait = guess(&house, "brave-otter-42").await.problem(429, "slow-down").retry_after.unwrap();
    assert!((3000..=3600).contains(&wait), "{wait}");
    // A day later all is forgotten.
    house.clock.advance(24 * HOUR);
    guess(&house, "brave-otter-42").await.json::<PassphraseChallenge>(200);
}

#[tokio::test]
async fn one_guess_each_on_many_accounts_is_slowed_and_never_stopped() {
    let house = House::with(|settings| {
        settings.budgets.passphrase_global = 3;
        settings.budgets.global_pause = Duration::from_millis(200);
    });
    for number in 0..3 {
        guess(&house, &format!("otter-{number}")).await.json::<PassphraseChallenge>(200);
    }
    let start = std::time::Instant::now();
    guess(&house, "otter-3").await.json::<PassphraseChallenge>(200);
    assert!(start.elapsed() >= Duration::from_millis(200));
}
