use axum::http::Method;
use regain_protocol::{AlertAddress, Alerts, Appended, path};

use crate::person::Person;
use crate::support::{Answer, HOUR, House, ORIGIN};

fn address(text: &str) -> AlertAddress {
    AlertAddress { address: text.into() }
}

async fn add(house: &House, person: &Person, text: &str) -> Answer {
    house.json(Method::POST, &person.path(path::ALERTS), &person.token, &address(text)).await
}

fn link(text: &str, part: &str) -> String {
    let url = text.split_whitespace().find(|word| word.contains(part)).unwrap();
    url.strip_prefix(ORIGIN).unwrap().to_owned()
}

async fn post(house: &House, path: &str) -> Answer {
    house.raw(Method::POST, path, "", "application/x-www-form-urlencoded", &[], Vec::new()).await
}

#[tokio::test]
async fn an_address_is_told_only_after_its_owner_confirmed_it_and_until_he_stops_it() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    add(&house, &person, "ada@example.org").await.empty();
    let mail = house.mails.take(1).await.remove(0);
    assert_eq!(
        (mail.to.as_str(), mail.subject.as_str()),
        ("ada@example.org", "Regain: confirm alerts for brave-otter-42")
    );

    // Nothing is told before.
    person.add_device(&house).await;
    let confirm = link(&mail.text, "/alerts/confirm/");
    let page = house.get(&confirm, "").await;
    assert_eq!(page.status, 200);
    assert!(page.text().contains("ada@example.org will be told"), "{}", page.text());
    assert!(page.headers["content-security-policy"].to_str().unwrap().contains("default-src 'none'"));
    let list = async || house.get(&person.path(path::ALERTS), &person.token).await.json::<Alerts>(200).alerts;
    assert!(!list().await[0].confirmed);
    assert_eq!(post(&house, &confirm).await.status, 200);
    assert!(list().await[0].confirmed);

    person.add_device(&house).await;
    let told = house.mails.take(1).await;
    assert_eq!(told.len(), 1);
    assert_eq!(told[0].subject, "Regain: a device was added (brave-otter-42)");
    assert!(told[0].text.contains("Done:   with the recovery kit"), "{}", told[0].text);

    let stop = link(&told[0].text, "/alerts/stop/");
    assert_eq!(house.get(&stop, "").await.status, 200);
    let change = person.change();
    let token = person.token.clone();
    person.append(&house, &token, &change).await.json::<Appended>(200);
    assert_eq!(post(&house, &stop).await.status, 200);
    assert_eq!(post(&house, &stop).await.status, 404);
    person.add_device(&house).await;
    let alerts: Alerts = house.get(&person.path(path::ALERTS), &person.token).await.json(200);
    assert!(alerts.alerts.is_empty());
    tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    assert!(house.mails.take(0).await.is_empty());
}

#[tokio::test]
async fn a_confirmation_ends_after_a_week() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    add(&house, &person, "ada@example.org").await.empty();
    let confirm = link(&house.mails.take(1).await[0].text, "/alerts/confirm/");
    house.clock.advance(7 * 24 * HOUR);
    assert_eq!(house.get(&confirm, "").await.status, 404);
    assert_eq!(post(&house, &confirm).await.status, 404);
    assert_eq!(house.get("/api/backup/v1/alerts/stop/nonsense", "").await.status, 404);
}

#[tokio::test]
async fn addresses_are_checked_limited_and_removed() {
    let house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let problem = add(&house, &person, "ada@example.org\r\nbcc: x@y.z").await.problem(400, "malformed");
    assert_eq!(problem.detail.unwrap(), "address: not a mail address like name@example.org");
    for number in 0..5 {
        add(&house, &person, &format!("ada{number}@example.org")).await.empty();
    }
    add(&house, &person, "ada0@example.org").await.empty();
    let problem = add(&house, &person, "ada9@example.org").await.problem(400, "malformed");
    assert_eq!(problem.detail.unwrap(), "address: a backup has at most 5; remove one first");
    assert_eq!(house.mails.take(5).await.len(), 5);
    let path = person.path(path::ALERTS);
    let remove =
        async || house.json(Method::DELETE, &path, &person.token, &address("ada0@example.org")).await;
    remove().await.empty();
    remove().await.problem(404, "not-found");
    // Nobody is pestered: ten requests a day.
    for _ in 0..3 {
        add(&house, &person, "ada0@example.org").await;
    }
    add(&house, &person, "ada0@example.org").await.problem(429, "slow-down");
}
