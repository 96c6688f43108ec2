use axum::http::Method;
use regain_protocol::path;

use crate::support::House;

/// Every operation of the document is answered by the router, and every path of the protocol is in the document.
#[tokio::test]
async fn the_document_is_the_router() {
    let document = serde_json::to_value(regain_backup::openapi()).unwrap();
    assert_eq!(document["openapi"], "3.1.0");
    let paths = document["paths"].as_object().unwrap();
    let house = House::new();
    let mut operations = 0;
    for (path, item) in paths {
        for method in item.as_object().unwrap().keys() {
            let method: Method = method.to_uppercase().parse().unwrap();
            let concrete = path.replace(['{', '}'], "");
            let answer = house.raw(method.clone(), &concrete, "", "", &[], Vec::new()).await;
            assert_ne!(answer.status, 405, "{method} {path}");
            let unknown = answer.status == 404 && !answer.text().contains("link");
            assert!(!unknown, "{method} {path}: {}", answer.text());
            operations += 1;
        }
    }
    assert_eq!(operations, 27);
    for known in [
        path::SERVICE,
        path::REGISTRATION,
        path::ACCOUNTS,
        path::PASSPHRASE,
        path::PASSPHRASE_FINISH,
        path::KIT,
        path::KIT_FINISH,
        path::DEVICE,
        path::DEVICE_FINISH,
        path::SESSION,
        path::RESTORE,
        path::ENTRIES,
        path::HEADERS,
        path::STATES,
        path::SLOTS,
        path::SLOT_REGISTRATION,
        path::BLOB,
        path::EVENTS,
        path::STATUS,
        path::ALERTS,
        path::ALERT_CONFIRM,
        path::ALERT_STOP,
    ] {
        assert!(paths.contains_key(known), "{known}");
    }
}
