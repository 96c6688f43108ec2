//! A portal that programs reach, and phones.

use std::io::Write as _;
use std::net::SocketAddr;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use axum::Extension;
use regain_e2e::home::{Done, Home, done};
use regain_http::client::Peer;
use regain_protocol::portal::EnrolmentLink;
use regain_protocol::portal::link::EnrolmentCode;
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

    /// The link behind the code that this browser shows.
    pub async fn link(&self, someone: &Someone, browser: &Browser) -> String {
        let code = EnrolmentCode::from_bytes(self.stand.offer(browser, someone, None).await);
        EnrolmentLink { portal: self.stand.address.parse().unwrap(), code }.expose_text()
    }

    /// The number of the newest test in this browser, once it waits.
    pub async fn test_number(&self, browser: &Browser) -> String {
        let until = Instant::now() + Duration::from_secs(20);
        let session = crate::support::app::session(browser);
        while Instant::now() < until {
            let request = self.stand.storage.request_of(session, self.stand.now()).await.unwrap();
            if let Some(request) = request.filter(|request| request.answered.is_none()) {
                return request.texts.number;
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        panic!("no test began");
    }

    /// Sets a phone up, from the link to the number.
    pub async fn set_up(&self, phone: &Home, someone: &Someone, browser: &Browser) -> Value {
        let enrolling = Enrolling::start(phone, &self.link(someone, browser).await);
        let number = self.test_number(browser).await;
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
