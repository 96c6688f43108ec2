//! What people do with them.

use passkey::client::WebauthnError;
use regain_storage::portal::{Change, ChangePerson, MethodChange, MethodKind, Role};

use crate::support::passkeys::{ADD, AGAIN, ALONE, Device, SECOND};
use crate::support::people::{PASSWORD, nothing_noted};
use crate::support::{MINUTE, Stand};

#[tokio::test]
async fn a_passkey_is_added_and_then_signs_in_alone_with_two_factors() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let device = Device::new();
    stand.signed_in(&anna).await.add_passkey(&device).await;
    let line = stand.audit().await.pop().unwrap().line;
    assert_eq!(line.action, "method-added");
    assert!(line.details.contains("My key"), "{}", line.details);
    assert!(stand.mails().await.iter().any(|mail| mail.text.contains("A new way to sign in")));

    let mut browser = stand.browser();
    browser.get("/sign-in").await.says("Sign in with a passkey");
    let page = browser.use_passkey(&device, ALONE).await;
    assert_eq!(page.path, "/security-info");
    assert!(browser.is_signed_in());
    let line = stand.audit().await.pop().unwrap().line;
    assert_eq!((line.action.as_str(), line.evidence.as_str()), ("signed-in", "mfa pop user"));
}

#[tokio::test]
async fn a_passkey_is_a_second_factor_and_proves_again_when_that_is_asked_for() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let device = Device::new();
    stand.signed_in(&anna).await.add_passkey(&device).await;

    let mut browser = stand.browser();
    browser.sign_in(&anna, PASSWORD).await;
    browser.get("/sign-in/verify?by=passkey").await.says("Use a passkey");
    let page = browser.use_passkey(&device, SECOND).await;
    assert_eq!(page.path, "/security-info");
    assert_eq!(stand.audit().await.pop().unwrap().line.evidence, "mfa pop pwd user");

    // Ten minutes later the page to add another asks again, and leads back.
    stand.wait(10 * MINUTE);
    let page = browser.get(ADD).await;
    assert!(page.path.starts_with("/step-up"), "{}", page.path);
    browser.use_passkey(&device, AGAIN).await;
    browser.get(ADD).await.says("Make the passkey");
}

#[tokio::test]
async fn whoever_enrols_by_the_password_has_a_full_account_with_the_first_passkey() {
    let stand = Stand::new();
    let anna = stand.invited("anna", Role::Member).await;
    let device = Device::new();
    let mut browser = stand.browser();
    browser.sign_in(&anna, PASSWORD).await;
    browser.add_passkey(&device).await;
    // The session goes on, and reaches what enrolment does not.
    assert_eq!(browser.get(ADD).await.status, 200);
    assert!(stand.browser().use_passkey(&device, ALONE).await.path.starts_with("/security-info"));
}

#[tokio::test]
async fn a_device_that_has_one_is_asked_for_no_second_and_the_portal_takes_none() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let device = Device::new();
    let mut browser = stand.signed_in(&anna).await;
    browser.add_passkey(&device).await;
    let asked = browser.asked(ADD).await;
    assert_eq!(asked["known"].as_array().unwrap().len(), 1);
    let refused = device.create(&asked).await.unwrap_err();
    assert!(matches!(refused, WebauthnError::AuthenticatorError(_)), "{refused:?}");
    // Another device is fine, and both sign in.
    let other = Device::new();
    browser.add_passkey(&other).await;
    for device in [&device, &other] {
        let mut browser = stand.browser();
        browser.use_passkey(device, ALONE).await;
        assert!(browser.is_signed_in());
    }
}

#[tokio::test]
async fn whoever_guesses_passwords_and_codes_delays_no_passkey() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let device = Device::new();
    stand.signed_in(&anna).await.add_passkey(&device).await;
    let mut stranger = stand.browser();
    for _ in 0..12 {
        stranger.sign_in(&anna, "wrong wrong wrong wrong").await;
        stand.wait(1000);
    }
    let page = stranger.sign_in(&anna, PASSWORD).await;
    assert_eq!(page.status, 429, "the password waits");
    let mut browser = stand.browser();
    browser.use_passkey(&device, ALONE).await;
    assert!(browser.is_signed_in());
}

#[tokio::test]
async fn a_passkey_that_was_suspended_or_removed_or_whose_owner_is_disabled_opens_nothing() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    let device = Device::new();
    stand.signed_in(&anna).await.add_passkey(&device).await;
    let (_, methods) = stand.storage.person(anna.id, stand.now()).await.unwrap().unwrap();
    let method = methods.iter().find(|method| method.kind == MethodKind::Passkey).unwrap().id;
    let refused = async || {
        let mut browser = stand.browser();
        let page = browser.use_passkey(&device, ALONE).await;
        assert_eq!(page.status, 422);
        page.says("does not know this passkey");
        assert!(!browser.is_signed_in());
    };
    stand.change(&anna, method, MethodChange::Suspend).await;
    refused().await;
    stand.change(&anna, method, MethodChange::Resume).await;
    let (now, revision) = (stand.now(), stand.revision(&anna).await);
    let (role, disabled, notes) = (None, Some(true), nothing_noted(now));
    let disable = ChangePerson { person: anna.id, revision, shown: None, role, disabled, now, notes };
    assert_eq!(stand.storage.change_person(disable).await.unwrap(), Change::Changed);
    refused().await;
}

#[tokio::test]
async fn under_an_address_that_is_a_number_the_page_says_why_there_are_none() {
    let stand = Stand::with(|settings| settings.address = "http://127.0.0.1:8422".parse().unwrap());
    let anna = stand.invited("anna", Role::Member).await;
    let mut browser = stand.browser();
    browser.origin = "http://127.0.0.1:8422";
    let page = browser.sign_in(&anna, PASSWORD).await;
    page.says_not("Sign in with a passkey");
    let page = browser.get(ADD).await;
    page.says("Passkeys need a name in the portal's address");
    page.says_not("Make the passkey");
    assert_eq!(browser.post(&format!("{ADD}/ask"), &[]).await.status, 404);
}
