use regain_log::Control;
use regain_protocol::{Appended, BackupStatus, ServiceInfo, path};

use crate::person::Person;
use crate::support::{HOUR, House, NOW};

#[tokio::test]
async fn the_status_tells_devices_and_sizes_and_nothing_inside() {
    let house = House::new();
    let mut person = Person::join(&house, 1, "brave-otter-42").await;
    let (other, other_token) = person.add_device(&house).await;
    house.clock.advance(2 * HOUR);
    let beat = person.control(&other, &Control::Heartbeat);
    person.append(&house, &other_token, &beat).await.json::<Appended>(200);
    let status: BackupStatus = house.get(&person.path(path::STATUS), &other_token).await.json(200);
    assert_eq!((status.time, status.entries), (NOW + 2 * HOUR, 3));
    assert!(status.bytes > 3 * 251);
    let mut seen: Vec<_> = status.devices.iter().map(|device| (device.id, device.last_seen)).collect();
    let mut expected = vec![(person.device.id, NOW), (other.id, NOW + 2 * HOUR)];
    seen.sort_unstable();
    expected.sort_unstable();
    assert_eq!(seen, expected);
}

#[tokio::test]
async fn the_service_says_what_it_is_to_any_origin() {
    let house = House::new();
    let answer = house.raw(
        axum::http::Method::GET,
        path::SERVICE,
        "",
        "",
        &[("origin", "https://app.example")],
        Vec::new(),
    );
    let answer = answer.await;
    let info: ServiceInfo = answer.json(200);
    assert_eq!((info.product.as_str(), info.protocol, info.suites), ("regain", 1, vec![1]));
    assert_eq!(answer.headers["access-control-allow-origin"], "*");
    assert!(!answer.headers.contains_key("access-control-allow-credentials"));
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
}
