//! An organisation's portal beside the service, and the browser on somebody's desk in which they sign in to it.

use regain_http::{Random, token};
use regain_protocol::portal::EnrolmentLink;
use regain_protocol::portal::link::EnrolmentCode;
use regain_storage::portal::{
    AppKeys as _, ApprovalRequests as _, NewOneTime, OfferEnrolment, PersonId, PortalSessions as _, Purpose,
    ThingHash,
};
use regain_storage_sqlite::SqliteStorage;
use tokio::runtime::Runtime;

use super::browser::{Browser, DESKTOP, Options};
use super::stage::Stage;

const NAME: &str = "anna";
const PASSWORD: &str = "wasser turm leise mond";
const TEN_MINUTES: u64 = 10 * 60 * 1000;

/// The first administrator's desk: she is signed in, and her browser shows QR codes.
pub struct Desk {
    pub browser: Browser,
    portal: String,
    storage: SqliteStorage,
    runtime: Runtime,
}

impl Stage {
    /// The portal is set up, as by the link that its first start prints.
    pub fn desk(&self) -> Desk {
        let runtime = Runtime::new().unwrap();
        let database = self.house.database();
        let storage = runtime.block_on(async {
            tokio::task::spawn_blocking(move || SqliteStorage::open(database)).await.unwrap().unwrap()
        });
        let browser = Browser::new(&self.driver, Options { size: DESKTOP, phone: false, ..Options::default() });
        browser.open(&self.house.first_run());
        browser.fill("User name", NAME);
        browser.fill("New password", PASSWORD);
        browser.fill("The same once more", PASSWORD);
        browser.press("Next");
        browser.until("the portal is set up", || browser.address().contains("/security-info").then_some(()));
        Desk { browser, portal: self.house.portal(), storage, runtime }
    }

    /// Somebody types Anna's name and password elsewhere: her app is asked. Gives that browser.
    pub fn sign_in(&self) -> Browser {
        let browser = Browser::new(&self.driver, Options { size: DESKTOP, phone: false, ..Options::default() });
        browser.open(&format!("{}/sign-in", self.house.portal()));
        browser.fill("User name", NAME);
        browser.fill("Password", PASSWORD);
        browser.press("Sign in");
        browser
    }
}

impl Desk {
    /// The text of a QR code for a new authenticator app.
    pub fn offer(&self) -> String {
        let bytes: [u8; 16] = Random::system().bytes();
        let now = regain_http::Clock::system().now();
        let code = NewOneTime {
            // The frozen form of a stored code.
            hash: token::hash(&[b"regain enrolment 1".as_slice(), &bytes].concat()),
            person: self.person(),
            purpose: Purpose::Enrolment,
            method: None,
            expires: Some(now + TEN_MINUTES),
            uses: Some(1),
        };
        let offer =
            OfferEnrolment { code, session: self.session(), replacing: None, limited_until: None, now };
        assert!(self.runtime.block_on(self.storage.offer_enrolment(offer)).unwrap());
        let link = EnrolmentLink { portal: self.portal.parse().unwrap(), code: EnrolmentCode::from_bytes(bytes) };
        link.expose_text()
    }

    /// The number that stands in this browser for a test.
    pub fn test_number(&self) -> String {
        let now = regain_http::Clock::system().now();
        let asked = self.runtime.block_on(self.storage.request_of(self.session(), now)).unwrap();
        asked.expect("a test waits").texts.number
    }

    fn person(&self) -> PersonId {
        let now = regain_http::Clock::system().now();
        self.runtime.block_on(self.storage.portal_session(self.session(), now)).unwrap().unwrap().person
    }

    fn session(&self) -> ThingHash {
        let cookie = self.browser.session().get("/cookie/__Host-regain").unwrap();
        token::hash_of_text(cookie["value"].as_str().unwrap()).unwrap()
    }
}

impl Browser {
    /// The number on a portal's page, as a person types it.
    #[track_caller]
    pub fn number(&self) -> String {
        self.until("a number stands on the page", || self.texts(".number").pop())
    }

    /// What is on the screen after `link` was found, up to the account that works.
    #[track_caller]
    pub fn agree_and_test(&self, desk: &Desk) {
        self.see("Set up this device for");
        self.press_role("button", "Set up");
        self.see("Type the number shown in the browser");
        self.fill("Number in the browser", &desk.test_number());
        self.press("Confirm");
    }

    /// Adds the account of an enrolment link.
    #[track_caller]
    pub fn enrol_by_paste(&self, desk: &Desk) {
        self.press("Add account");
        self.fill("Setup link or key list", &desk.offer());
        self.press("Read it");
        self.see("This QR code sets up an account of an organization: localhost:");
        self.press("Set it up");
        self.agree_and_test(desk);
    }
}
