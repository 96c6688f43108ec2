use std::time::Duration;

use axum::body::Body;
use axum::http::Request;
use http_body_util::BodyExt as _;
use regain_protocol::{Appended, path};

use crate::person::{Member, Person};
use crate::support::House;

/// The next event's text, or nothing when the stream ended.
async fn next(body: &mut Body) -> Option<String> {
    let frame = tokio::time::timeout(Duration::from_secs(5), body.frame()).await.unwrap()?;
    Some(String::from_utf8(frame.unwrap().into_data().unwrap().to_vec()).unwrap())
}

async fn watch(house: &House, person: &Person, token: &str) -> Body {
    let request = Request::get(person.path(path::EVENTS)).header("authorization", format!("Bearer {token}"));
    let response = house.response(request.body(Body::empty()).unwrap()).await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], "text/event-stream");
    response.into_body()
}

#[tokio::test]
async fn a_waiting_device_hears_of_every_head() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let token = person.token.clone();
    let mut events = watch(&house, &person, &token).await;
    assert_eq!(next(&mut events).await.unwrap(), "event: head\ndata: {\"number\":0}\n\n");
    let change = person.change();
    person.append(&house, &token, &change).await.json::<Appended>(200);
    assert_eq!(next(&mut events).await.unwrap(), "event: head\ndata: {\"number\":1}\n\n");
}

#[tokio::test]
async fn a_removed_device_hears_no_more() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let (lost, lost_token) = person.add_device(&house).await;
    let mut events = watch(&house, &person, &lost_token).await;
    assert!(next(&mut events).await.is_some());
    let session = person.sign_in_by_kit(&house).await;
    let slot = std::mem::replace(&mut person.slot, Member::make(&mut person.rng));
    let removal = person.removal(&slot, lost.id, None);
    person.append(&house, &session.token, &removal).await.json::<Appended>(200);
    assert_eq!(next(&mut events).await, None);
}

#[tokio::test]
async fn streams_are_for_devices_and_end_with_the_server() {
    let mut house = House::new();
    let person = Person::join(&house, 1, "brave-otter-42").await;
    let session = person.sign_in_by_kit(&house).await;
    house.get(&person.path(path::EVENTS), &session.token).await.problem(403, "not-allowed");
    let mut events = watch(&house, &person, &person.token).await;
    assert!(next(&mut events).await.is_some());
    let ended = tokio::spawn(async move { next(&mut events).await });
    house.restart().await;
    assert_eq!(ended.await.unwrap(), None);
}
