//! Ways in for whoever has none: the first run, invitations, asking for help, and "This wasn't me".

use std::time::{Duration, Instant};

use regain_http::token;
use regain_storage::NewMail;
use regain_storage::portal::{NewOneTime, PersonState, Purpose, Role};

use crate::support::people::{PASSWORD, Someone};
use crate::support::{MINUTE, Page, Stand};

const NEW: &str = "nebel gabel sieben kran";

async fn setup_link(stand: &Stand) -> String {
    let (text, hash) = token::make(&stand.random);
    assert!(stand.storage.put_setup_link(hash, stand.now() + 60 * MINUTE).await.unwrap());
    format!("/setup/{text}")
}

fn typed<'a>(name: &'a str, password: &'a str, again: &'a str) -> [(&'static str, &'a str); 4] {
    [("name", name), ("shown", "Anna A."), ("password", password), ("again", again)]
}

#[tokio::test]
async fn the_link_of_the_first_run_makes_one_administrator_who_can_only_enrol() {
    let stand = Stand::new();
    let link = setup_link(&stand).await;
    let mut browser = stand.browser();
    let page = browser.get(&link).await;
    page.says("Set up this portal");
    for (fields, said) in [
        (typed("anna", NEW, "something else entirely"), "not the same"),
        (typed("anna", "short", "short"), "at least 12 characters"),
        (typed("anna", "010203040506", "010203040506"), "tried first"),
        (typed("anna", "anna anna anna", "anna anna anna"), "easy to guess"),
        (typed("an na", NEW, NEW), "letters, digits"),
    ] {
        let again = page.submit(&mut browser, &link, &fields).await;
        assert_eq!(again.status, 422);
        again.says(said);
    }
    let mut late = stand.browser();
    let late_page = late.get(&link).await;
    let end = page.submit(&mut browser, &link, &typed("Anna", NEW, NEW)).await;
    assert_eq!(end.path, "/security-info");
    let (person, _) = stand.storage.person_by_name("anna", stand.now()).await.unwrap().unwrap();
    assert_eq!((person.role, person.state), (Role::Administrator, PersonState::Invited));
    // Two windows, or a link that was read over a shoulder: it was used.
    let page = late_page.submit(&mut late, &link, &typed("eve", NEW, NEW)).await;
    assert_eq!(page.status, 404);
    assert!(late.cookies.is_empty());
    assert_eq!(stand.acts().await, ["first-administrator"]);
    // Without a second way the password alone leads nowhere, and nothing but enrolling is open.
    let mut other = stand.browser();
    let anna = Someone { id: person.id, name: "anna".into(), codes: None, recovery_codes: Vec::new() };
    let page = other.sign_in(&anna, NEW).await;
    assert!(!other.cookies.contains_key("__Host-regain"), "{}", page.text());
}

#[tokio::test]
async fn without_the_right_link_there_is_no_first_run() {
    let stand = Stand::new();
    let link = setup_link(&stand).await;
    for path in ["/setup/x".to_owned(), format!("/setup/{}", token::make(&stand.random).0)] {
        assert_eq!(stand.browser().get(&path).await.status, 404);
    }
    stand.wait(60 * MINUTE);
    assert_eq!(stand.browser().get(&link).await.status, 404, "it has ended");
}

async fn invite(stand: &Stand, someone: &Someone) -> String {
    let (text, hash) = token::make(&stand.random);
    let thing = NewOneTime {
        hash,
        person: someone.id,
        purpose: Purpose::Invitation,
        method: None,
        expires: Some(stand.now() + 60 * MINUTE),
        uses: Some(1),
    };
    assert!(stand.storage.put_one_time(thing).await.unwrap());
    format!("/invitation/{text}")
}

#[tokio::test]
async fn an_invitation_lets_its_person_choose_a_password_once() {
    let stand = Stand::new();
    let ben = stand.invited("ben", Role::Member).await;
    let link = invite(&stand, &ben).await;
    let mut browser = stand.browser();
    let page = browser.get(&link).await;
    page.says("Welcome, BEN");
    let fields = [("password", NEW), ("again", NEW)];
    let end = page.submit(&mut browser, &link, &fields).await;
    end.says("Sign in with it");
    assert!(browser.cookies.is_empty(), "the link opens no session");
    let again = page.submit(&mut browser, &link, &fields).await;
    assert_eq!(again.status, 404);
    let page = browser.sign_in(&ben, NEW).await;
    assert_eq!(page.path, "/security-info");
    assert!(stand.browser().sign_in(&ben, PASSWORD).await.status == 422, "the old one is gone");
}

#[tokio::test]
async fn an_invitation_is_nothing_once_its_person_has_a_second_factor() {
    let stand = Stand::new();
    let ben = stand.person("ben", Role::Member).await;
    let link = invite(&stand, &ben).await;
    assert_eq!(stand.browser().get(&link).await.status, 404);
}

async fn ask_for_help(stand: &Stand, name: &str) -> (Page, Duration) {
    let mut browser = stand.browser();
    let page = browser.get("/sign-in/stuck").await;
    let begun = Instant::now();
    let fields = [("name", name), ("note", "ext. 12")];
    let page = page.submit(&mut browser, "/sign-in/stuck", &fields).await;
    (page, begun.elapsed())
}

#[tokio::test]
async fn asking_for_help_tells_those_who_help_and_says_nothing_about_names() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Administrator).await;
    let ben = stand.person("ben", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    stand.add_address(&ben, "ben@example.org").await;
    let (known, took) = ask_for_help(&stand, "ben").await;
    let (unknown, took_for_nobody) = ask_for_help(&stand, "nobody").await;
    assert_eq!(known.html, unknown.html);
    assert!(took.abs_diff(took_for_nobody) < Duration::from_millis(100), "{took:?} {took_for_nobody:?}");
    let mut to: Vec<NewMail> = stand.mails().await;
    to.sort_by(|a, b| a.to.cmp(&b.to));
    assert_eq!(to.iter().map(|mail| &*mail.to).collect::<Vec<_>>(), ["anna@example.org", "ben@example.org"]);
    assert!(to[0].text.contains("/admin/recovery"));
    let open = stand.storage.open_recoveries(10).await.unwrap();
    assert_eq!((open.len(), &*open[0].note, open[0].person), (1, "ext. 12", ben.id));
    // A second one while the first is open tells nobody again.
    ask_for_help(&stand, "ben").await;
    assert!(stand.mails().await.is_empty());
}

#[tokio::test]
async fn somebody_who_asks_for_everybody_is_slowed() {
    let stand = Stand::new();
    for _ in 0..10 {
        assert_eq!(ask_for_help(&stand, "nobody").await.0.status, 200);
    }
    assert_eq!(ask_for_help(&stand, "nobody").await.0.status, 429);
}

#[tokio::test]
async fn this_was_not_me_shows_on_get_and_acts_on_post() {
    let stand = Stand::new();
    let anna = stand.person("anna", Role::Member).await;
    stand.add_address(&anna, "anna@example.org").await;
    let _thief = stand.signed_in(&anna).await;
    let mail = stand.mails().await.pop().unwrap();
    let link = mail.text.split_whitespace().find(|word| word.contains("/not-me/")).unwrap().to_owned();
    assert!(mail.html.as_ref().unwrap().contains(&link));
    let path = link.strip_prefix("http://localhost:8422").unwrap();
    let mut browser = stand.browser();
    let page = browser.get(path).await;
    page.says("signed out");
    assert_eq!(stand.storage.portal_sessions(anna.id, stand.now()).await.unwrap().len(), 1, "GET only shows");
    page.submit(&mut browser, path, &[]).await.says("Done.");
    assert!(stand.storage.portal_sessions(anna.id, stand.now()).await.unwrap().is_empty());
    // Others can't make such a link, and it ends.
    let mut forged = path.to_owned();
    let last = forged.pop().unwrap();
    forged.push(if last == 'A' { 'Q' } else { 'A' });
    assert_eq!(browser.get(&forged).await.status, 404);
    stand.wait(3 * 24 * 60 * MINUTE);
    assert_eq!(browser.get(path).await.status, 404);
}
