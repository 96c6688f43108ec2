//! A portal that programs reach, and phones.

use std::io::Write as _;
use std::net::SocketAddr;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use axum::Extension;
use regain_e2e::home::{Done, Home, done};
use regain_http::client::Peer;
use regain_storage::portal::Role;
use serde_json::Value;
use tokio::net::TcpListener;

use crate::support::people::{PASSWORD, Someone};
use crate::support::{Browser, Page, Stand};

/// The portal's sign-in page that asks for an approval.
pub const APPROVAL: &str = "/sign-in/verify/approval";

/// A portal on a port of its own.
pub struct House {
    pub stand: Stand,
    door: tokio::task::JoinHandle<std::io::Result<()>>,
}

impl House {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let stand =
            Stand::with(|settings| settings.address = format!("http://localhost:{port}").parse().unwrap());
        let peer = Peer { address: SocketAddr::from(([127, 0, 0, 1], 4000)), tls: false };
        let router = stand.router.clone().layer(Extension(peer));
        let door = tokio::spawn(async move { axum::serve(listener, router).await });
        Self { stand, door }
    }

    /// It goes away.
    pub fn close(&self) {
        self.door.abort();
    }

    /// Somebody who has codes, and a browser in which they are signed in.
    pub async fn person(&self, name: &str) -> (Someone, Browser) {
        let someone = self.stand.person(name, Role::Member).await;
        let browser = self.stand.signed_in(&someone).await;
        (someone, browser)
    }

    /// Sets a phone up, from the page with the QR code to the number.
    pub async fn set_up(&self, phone: &Home, browser: &mut Browser) -> Value {
        let offered = Offered::by(browser).await;
        let enrolling = Enrolling::start(phone, &offered.link);
        let number = offered.number(browser).await;
        let done = enrolling.type_in(&number);
        assert_eq!(done.code, 0, "{}{}", done.out, done.err);
        serde_json::from_str(&done.out).unwrap()
    }

    /// Somebody signs in with name and password; the page that asks for an approval.
    pub async fn ask(&self, someone: &Someone) -> (Browser, Page) {
        let mut browser = self.stand.browser();
        let page = browser.sign_in(someone, PASSWORD).await;
        assert_eq!(page.path, APPROVAL, "{}", page.text());
        (browser, page)
    }
}

/// A QR code on the page of a signed-in browser.
pub struct Offered {
    page: String,
    pub link: String,
}

impl Offered {
    /// "Security info", "Add method", "Authenticator app", "Next".
    pub async fn by(browser: &mut Browser) -> Self {
        let page = browser.get("/security-info/add/app/account").await;
        let page = page.submit(browser, "/security-info/add/app", &[]).await;
        let link = page.all("#link").pop().unwrap_or_else(|| panic!("{}: {}", page.path, page.text()));
        Self { page: page.path, link }
    }

    /// The number of the test, once it stands on the page.
    pub async fn number(&self, browser: &mut Browser) -> String {
        let until = Instant::now() + Duration::from_secs(20);
        while Instant::now() < until {
            if let Some(number) = browser.get(&self.page).await.all(".number").pop() {
                return number;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no test began");
    }
}

/// A command line that waits for the number.
pub struct Enrolling(Child);

impl Enrolling {
    /// It was given the link.
    pub fn start(phone: &Home, link: &str) -> Self {
        let mut command = phone.command(&["enrol", link, "--number-file", "-", "--json", "--yes"]);
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self(command.spawn().unwrap())
    }

    /// The number is typed; what came of it.
    pub fn type_in(mut self, number: &str) -> Done {
        writeln!(self.0.stdin.take().unwrap(), "{number}").unwrap();
        self.end()
    }

    /// What came of it.
    pub fn end(self) -> Done {
        done(self.0.wait_with_output().unwrap())
    }
}

/// The number that stands in a page.
pub fn number(page: &Page) -> String {
    page.all(".number").pop().unwrap_or_else(|| panic!("no number at {}: {}", page.path, page.text()))
}

/// Another number with as many digits.
pub fn other(number: &str) -> String {
    number
        .chars()
        .map(|c| {
            if c == '9' {
                '0'
            } else if c == ' ' {
                ' '
            } else {
                '9'
            }
        })
        .collect()
}

/// The error's code of a command with `--json`.
pub fn code(done: &Done) -> String {
    let error: Value = serde_json::from_str(done.err.lines().last().unwrap())
        .unwrap_or_else(|error| panic!("{error}: {}", done.err));
    error["error"]["code"].as_str().unwrap().to_owned()
}

/// Name, organisation and whether something is left to do, of all accounts of organisations.
pub fn accounts(phone: &Home) -> Vec<(String, bool)> {
    let list = phone.accounts(&[]).into_iter().filter(|one| one["type"] == "approval");
    list.map(|one| (one["label"].as_str().unwrap().to_owned(), one["action_required"] == true)).collect()
}
