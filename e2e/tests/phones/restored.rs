//! The phone is lost: a second one restores, has one step left, and takes the place of the first.

use regain_e2e::home::{Home, PASSPHRASE};
use regain_e2e::service::Service;

use crate::house::{APPROVAL, House, accounts, number};

#[tokio::test(flavor = "multi_thread")]
async fn a_restored_account_asks_for_one_step_and_is_replaced_not_doubled() {
    let house = House::open().await;
    let (anna, mut browser) = house.person("anna").await;
    let lost = Home::new("Lost phone");
    house.set_up(&lost, &mut browser).await;
    let service = Apart::start();
    let url = service.0.as_ref().unwrap().url();
    lost.backup_on(&url, "brave-otter-42");

    let new = Home::empty();
    let passphrase = new.keep("passphrase", PASSPHRASE);
    let recover =
        ["recover", "--service", &url, "--account", "brave-otter-42", "--passphrase-file", &passphrase];
    let said = new.ok(&[&recover[..], &["--device-name", "New phone", "--yes"]].concat());
    assert!(said.err.contains("Action required for 1 account"), "{}", said.err);
    assert_eq!(accounts(&new), [("anna".to_owned(), true)]);
    let step = new.ok(&["list"]);
    let page = format!("open {}/security-info", house.stand.address);
    assert!(step.err.contains("Action required for anna") && step.err.contains(&page), "{}", step.err);
    assert_eq!(new.refused(5, &["requests"]), "action-required", "the key was in no backup");

    assert_eq!(house.set_up(&new, &mut browser).await["replaced"], true);
    assert_eq!(accounts(&new), [("anna".to_owned(), false)], "replaced, not doubled");
    lost.ok(&["sync"]);
    assert_eq!(
        accounts(&lost),
        [("anna".to_owned(), false)],
        "the old one goes on until it is removed at the portal"
    );

    // Removed there: it can no longer approve, and says what is left to do.
    let info = browser.get("/security-info").await;
    info.says("New phone");
    for path in info.attributes("a[href$='/remove']", "href") {
        let page = browser.get(&path).await;
        if page.text().contains("Lost phone") {
            page.submit(&mut browser, &path, &[]).await.says_not("Lost phone (Linux)");
        }
    }
    let (mut asking, page) = house.ask(&anna).await;
    assert_eq!(lost.refused(4, &["requests", "approve", &number(&page)]), "method-ended");
    assert_eq!(accounts(&lost), [("anna".to_owned(), true)]);
    assert_eq!(lost.refused(5, &["requests"]), "action-required");
    new.ok(&["requests", "approve", &number(&page)]);
    assert_eq!(asking.get(APPROVAL).await.path, "/security-info");
}

/// A backup service, which has a runtime of its own: it starts and stops in threads that have none.
struct Apart(Option<Service>);

impl Apart {
    fn start() -> Self {
        let now = regain_http::Clock::system().now();
        Self(Some(std::thread::spawn(move || Service::for_programs(now)).join().unwrap()))
    }
}

impl Drop for Apart {
    fn drop(&mut self) {
        let service = self.0.take();
        assert!(std::thread::spawn(move || drop(service)).join().is_ok());
    }
}
