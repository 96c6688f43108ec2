//! A phone is set up.

use regain_e2e::home::Home;

use crate::house::{Enrolling, House, Offered, accounts, code, other};

#[tokio::test(flavor = "multi_thread")]
async fn a_link_and_the_number_in_the_browser_make_an_account_that_is_asked() {
    let house = House::open().await;
    let (_, mut browser) = house.person("anna").await;
    let phone = Home::new("Pixel 8");
    let enrolled = house.set_up(&phone, &mut browser).await;
    assert_eq!((&enrolled["name"], &enrolled["replaced"]), (&"anna".into(), &false.into()));
    assert_eq!(enrolled["portal"], house.stand.address);
    assert_eq!(accounts(&phone), [("anna".to_owned(), false)]);
    assert_eq!(phone.json(&["requests"])["requests"], serde_json::json!([]));
    let shown = phone.ok(&["show", "anna"]);
    assert!(
        shown.out.contains("answers requests") && !shown.err.contains("Action required"),
        "{}",
        shown.out
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_number_sets_nothing_up_and_the_link_is_used() {
    let house = House::open().await;
    let (_, mut browser) = house.person("anna").await;
    let phone = Home::new("Pixel 8");
    let offered = Offered::by(&mut browser).await;
    let enrolling = Enrolling::start(&phone, &offered.link);
    let number = offered.number(&mut browser).await;
    let done = enrolling.type_in(&other(&number));
    assert_eq!((done.code, code(&done)), (5, "wrong-number".to_owned()));
    assert!(accounts(&phone).is_empty());
    assert_eq!(phone.refused(8, &["requests"]), "not-enrolled");
    let again = Enrolling::start(&phone, &offered.link).end();
    assert_eq!((again.code, code(&again)), (5, "enrolment-ended".to_owned()));
}

#[tokio::test(flavor = "multi_thread")]
async fn setting_up_twice_leaves_one_account_and_several_portals_stand_side_by_side() {
    let (here, there) = (House::open().await, House::open().await);
    let (anna, mut browser) = here.person("anna").await;
    let (_, mut other_browser) = there.person("a.berg").await;
    let phone = Home::new("Pixel 8");
    here.set_up(&phone, &mut browser).await;
    assert_eq!(here.set_up(&phone, &mut browser).await["replaced"], true);
    there.set_up(&phone, &mut other_browser).await;
    let mut both = accounts(&phone);
    both.sort();
    assert_eq!(both, [("a.berg".to_owned(), false), ("anna".to_owned(), false)]);

    // The newer key answers here, and nothing of it is heard there.
    let (mut asking, page) = here.ask(&anna).await;
    let waiting = phone.json(&["requests"])["requests"].clone();
    assert_eq!((waiting.as_array().unwrap().len(), &waiting[0]["portal"]), (1, &here.stand.address.into()));
    phone.ok(&["requests", "approve", &crate::house::number(&page)]);
    assert_eq!(asking.get(crate::house::APPROVAL).await.path, "/security-info");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_account_that_is_removed_takes_its_key_along() {
    let house = House::open().await;
    let (_, mut browser) = house.person("anna").await;
    let phone = Home::new("Pixel 8");
    house.set_up(&phone, &mut browser).await;
    phone.ok(&["remove", "anna", "--yes"]);
    assert!(accounts(&phone).is_empty());
    assert_eq!(phone.refused(8, &["requests"]), "not-enrolled");
    assert!(!phone.path("home").join("store.regain.previous").exists(), "it would still hold the key");
    phone.ok(&["trash", "restore", "anna"]);
    assert_eq!(accounts(&phone), [("anna".to_owned(), true)], "back without its key");
    assert_eq!(phone.refused(5, &["requests"]), "action-required");
}

#[test]
fn a_link_is_read_strictly_and_nobody_is_asked_before_a_person_can_answer() {
    let phone = Home::new("Pixel 8");
    let link = "https://portal.example/enrol#regain-1.BwcHBwcHBwcHBwcHBwcHBw";
    for (bad, says) in [
        (
            "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP".to_owned(),
            "not a QR code for setting up a work account",
        ),
        (link.replace("https", "http"), "starts with https://"),
        (link.replace("regain-1", "regain-2"), "newer version"),
        (link[..link.len() - 1].to_owned(), "damaged"),
    ] {
        let done = phone.run(&["enrol", &bad, "--yes"]);
        assert!(
            done.code == 1 && done.err.contains(says) && done.err.contains("next: "),
            "{bad}: {}",
            done.err
        );
    }
    // Without a terminal and without --number-file the link would be used up for nothing. `add` knows the link too.
    for command in ["enrol", "add"] {
        let done = phone.run(&[command, link, "--yes"]);
        assert!(done.code == 2 && done.err.contains("--number-file"), "{}", done.err);
    }
}
