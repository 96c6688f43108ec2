//! Answers in which one thing is wrong, and all else, the signature too, is right.

use regain_storage::portal::Role;
use serde_json::Value;

use crate::support::passkeys::{ALONE, ATTESTED, BACKED_UP, Device, Forged, PRESENT, SECOND, VERIFIED};
use crate::support::people::{PASSWORD, Someone};
use crate::support::{ADDRESS, MINUTE, Stand};

async fn with_passkey(stand: &Stand, name: &str) -> (Someone, Device) {
    let someone = stand.person(name, Role::Member).await;
    let device = Device::new();
    stand.signed_in(&someone).await.add_passkey(&device).await;
    (someone, device)
}

/// Signs in by what was made of the right answer. Whether that opened a session, and what the log says why not.
async fn tried(stand: &Stand, device: &Device, change: impl FnOnce(&mut Forged)) -> (bool, String) {
    let mut browser = stand.browser();
    let asked = browser.asked(ALONE).await;
    let mut forged = Forged::by(&device.held()[0], &asked);
    change(&mut forged);
    let page = browser.send(ALONE, &forged.fields()).await;
    if !browser.is_signed_in() {
        assert_eq!(page.status, 422, "{}", page.text());
    }
    let details: Value = serde_json::from_str(&stand.audit().await.pop().unwrap().line.details).unwrap();
    (browser.is_signed_in(), details["why"].as_str().unwrap_or_default().to_owned())
}

type Change = fn(&mut Forged);

#[tokio::test]
async fn one_wrong_thing_is_enough() {
    let stand = Stand::new();
    let (_, device) = with_passkey(&stand, "anna").await;
    assert!(tried(&stand, &device, |_| ()).await.0, "the right answer signs in");
    let table: [(Change, &str); 17] = [
        (|word| word.kind = "webauthn.create", "another ceremony"),
        (|word| word.origin = "https://evil.example".to_owned(), "another page"),
        (|word| word.origin = "http://localhost:8423".to_owned(), "another page"),
        (|word| word.origin = "https://localhost:8422".to_owned(), "another page"),
        (|word| word.more = r#","crossOrigin":true"#, "another page"),
        (|word| word.more = r#","topOrigin":"https://evil.example""#, "another page"),
        (|word| word.challenge = "AAAA".to_owned(), "challenge is not of this page"),
        (|word| word.challenge.replace_range(0..1, "_"), "challenge is not of this page"),
        (|word| word.rp = "evil.example", "another relying party"),
        (|word| word.flags = VERIFIED, "nobody was there"),
        (|word| word.flags = PRESENT, "user was not verified"),
        (|word| word.flags |= BACKED_UP, "flags contradict"),
        (|word| word.flags |= ATTESTED, "can't be read"),
        (|word| word.tail = vec![0], "can't be read"),
        (|word| word.id[0] ^= 1, "no such passkey"),
        (|word| word.more = r#","challenge":"AAAA""#, "can't be read"),
        (|word| word.count = 1, ""),
    ];
    for (change, why) in table {
        let (opened, said) = tried(&stand, &device, change).await;
        // The last row: a counter that begins is no fault.
        assert_eq!(opened, why.is_empty(), "{why}");
        assert!(said.contains(why), "{said:?} is not {why:?}");
    }
}

#[tokio::test]
async fn a_signature_of_another_key_or_of_other_data_is_none() {
    let stand = Stand::new();
    let (_, device) = with_passkey(&stand, "anna").await;
    for field in ["signature", "authenticator_data", "client_data"] {
        let mut browser = stand.browser();
        let asked = browser.asked(ALONE).await;
        let mut fields = Forged::by(&device.held()[0], &asked).fields();
        let mut other = Forged::by(&device.held()[0], &asked);
        (other.count, other.more) = (9, r#","more":1"#);
        let other = other.fields().into_iter().find(|(name, _)| *name == field).unwrap();
        fields.iter_mut().find(|(name, _)| *name == field).unwrap().1 = other.1;
        assert_eq!(browser.send(ALONE, &fields).await.status, 422, "{field}");
        assert!(!browser.is_signed_in());
        let details = stand.audit().await.pop().unwrap().line.details;
        assert!(details.contains("the signature does not fit"), "{field}: {details}");
    }
}

#[tokio::test]
async fn an_answer_counts_once_also_when_it_comes_fifty_times_at_once() {
    let stand = Stand::new();
    let (_, device) = with_passkey(&stand, "anna").await;
    let mut browser = stand.browser();
    let asked = browser.asked(ALONE).await;
    let fields = Forged::by(&device.held()[0], &asked).fields();
    let answers = (0..50).map(|_| {
        let mut twin = stand.browser();
        twin.cookies.clone_from(&browser.cookies);
        let fields = &fields;
        async move {
            twin.send(ALONE, fields).await;
            twin.is_signed_in()
        }
    });
    let opened = futures_util::future::join_all(answers).await;
    assert_eq!(opened.into_iter().filter(|opened| *opened).count(), 1);
    // And an hour later, and to another browser, it is worth nothing either.
    stand.wait(60 * MINUTE);
    assert_eq!(browser.send(ALONE, &fields).await.status, 422);
    assert!(!browser.is_signed_in());
}

#[tokio::test]
async fn a_challenge_is_good_for_ten_minutes_for_one_browser_and_for_what_it_was_given_for() {
    let stand = Stand::new();
    let (anna, device) = with_passkey(&stand, "anna").await;
    let passkey = device.held().remove(0);
    // Another browser's.
    let (mut mine, mut other) = (stand.browser(), stand.browser());
    other.asked(ALONE).await;
    let fields = Forged::by(&passkey, &mine.asked(ALONE).await).fields();
    assert_eq!(other.send(ALONE, &fields).await.status, 422);
    assert_eq!(stand.browser().send(ALONE, &fields).await.status, 422, "a browser that never asked");
    // Of the second factor, for signing in alone, and the other way round.
    mine.sign_in(&anna, PASSWORD).await;
    let second = Forged::by(&passkey, &mine.asked(SECOND).await).fields();
    assert_eq!(mine.send(ALONE, &second).await.status, 422);
    assert_eq!(mine.send(SECOND, &fields).await.status, 422);
    // Of another attempt of the same person.
    let mut twin = stand.browser();
    twin.sign_in(&anna, PASSWORD).await;
    assert_eq!(twin.send(SECOND, &second).await.status, 422);
    for browser in [&mine, &other, &twin] {
        assert!(!browser.is_signed_in());
    }
    // Nothing was used up by all that.
    mine.send(SECOND, &second).await;
    assert!(mine.is_signed_in());
    // Too late; and by a clock that was set back.
    let mut late = stand.browser();
    let fields = Forged::by(&passkey, &late.asked(ALONE).await).fields();
    stand.wait(10 * MINUTE);
    let page = late.send(ALONE, &fields).await;
    page.says("That took too long");
    assert!(!late.is_signed_in());
}

#[tokio::test]
async fn another_persons_passkey_is_nobodys_proof() {
    let stand = Stand::new();
    let (anna, annas) = with_passkey(&stand, "anna").await;
    let (_, evas) = with_passkey(&stand, "eva").await;
    // Eva says she is Anna.
    let as_anna = |word: &mut Forged| word.handle = Some(anna.id.0.to_vec());
    assert_eq!(tried(&stand, &evas, as_anna).await, (false, "there is no such passkey".to_owned()));
    // She says so with the id of Anna's passkey.
    let id = annas.held()[0].credential_id.to_vec();
    let as_annas = |word: &mut Forged| (word.handle, word.id) = (Some(anna.id.0.to_vec()), id);
    assert_eq!(tried(&stand, &evas, as_annas).await, (false, "the signature does not fit".to_owned()));
    // She knows Anna's password.
    let mut browser = stand.browser();
    browser.sign_in(&anna, PASSWORD).await;
    let asked = browser.asked(SECOND).await;
    for handle in [None, Some(anna.id.0.to_vec())] {
        let mut word = Forged::by(&evas.held()[0], &asked);
        word.handle = handle;
        assert_eq!(browser.send(SECOND, &word.fields()).await.status, 422);
    }
    // Anna's own passkey, which says it is somebody else's.
    let mut word = Forged::by(&annas.held()[0], &asked);
    word.handle = Some(vec![7; 16]);
    assert_eq!(browser.send(SECOND, &word.fields()).await.status, 422);
    assert!(!browser.is_signed_in());
    // Nobody is named, or nobody that there is.
    for handle in [None, Some(vec![7; 16]), Some(vec![7; 15])] {
        let mut browser = stand.browser();
        let mut word = Forged::by(&annas.held()[0], &browser.asked(ALONE).await);
        word.handle = handle;
        assert_eq!(browser.send(ALONE, &word.fields()).await.status, 422);
        assert!(!browser.is_signed_in());
    }
}

#[tokio::test]
async fn a_counter_that_does_not_rise_is_refused_and_its_owner_is_told() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let device = Device::that_counts();
    stand.signed_in(&anna).await.add_passkey(&device).await;
    // The device itself counts up.
    for _ in 0..3 {
        let mut browser = stand.browser();
        browser.use_passkey(&device, ALONE).await;
        assert!(browser.is_signed_in());
    }
    let count = device.held()[0].counter.unwrap();
    stand.mails().await;
    // A copy made earlier is behind, or says that it does not count.
    for behind in [count, count - 1, 0] {
        let mut browser = stand.browser();
        let mut word = Forged::by(&device.held()[0], &browser.asked(ALONE).await);
        word.count = behind;
        let page = browser.send(ALONE, &word.fields()).await;
        assert_eq!((page.status, browser.is_signed_in()), (422, false), "{behind}");
        page.says("there may be a copy of it");
        assert_eq!(stand.audit().await.pop().unwrap().line.action, "passkey-copied");
        let mails = stand.mails().await;
        assert!(mails.iter().any(|mail| mail.text.contains("there may be a copy")), "{}", mails.len());
        assert_eq!(browser.send(ALONE, &word.fields()).await.status, 422);
        assert!(stand.mails().await.is_empty(), "the same answer again tells nobody anything");
    }
    assert!(tried(&stand, &device, |word| word.count = count + 1).await.0);
}

#[tokio::test]
async fn fields_that_are_missing_doubled_or_no_base64_lead_nowhere() {
    let stand = Stand::new();
    let (_, device) = with_passkey(&stand, "anna").await;
    let mut browser = stand.browser();
    let good = Forged::by(&device.held()[0], &browser.asked(ALONE).await).fields();
    for (place, (name, value)) in good.iter().enumerate() {
        let mut fields = good.clone();
        fields.remove(place);
        assert_eq!(browser.send(ALONE, &fields).await.status, 400, "without {name}");
        fields.extend([(*name, value.clone()), (*name, value.clone())]);
        assert_eq!(browser.send(ALONE, &fields).await.status, 400, "two of {name}");
        for wrong in [format!("{value}="), "!".to_owned(), String::new()] {
            let mut fields = good.clone();
            fields[place].1 = wrong;
            assert_eq!(browser.send(ALONE, &fields).await.status, 422, "{name}");
        }
    }
    assert!(!browser.is_signed_in());
    let answer = browser.post_only(ALONE, &[], Some("https://evil.example")).await;
    assert_eq!(answer.status(), 403);
    assert_eq!(browser.post_only(&format!("{ALONE}/ask"), &[], None).await.status(), 403, "{ADDRESS}");
}
