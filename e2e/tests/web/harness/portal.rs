//! An organisation's portal beside the service, and the browser on somebody's desk in which they are signed in to it.

use super::browser::{Browser, DESKTOP, Options};
use super::stage::Stage;

const NAME: &str = "anna";
const PASSWORD: &str = "wasser turm leise mond";

/// The first administrator's desk: she is signed in, and her browser shows QR codes.
pub struct Desk {
    pub browser: Browser,
    portal: String,
}

impl Stage {
    /// The portal is set up, as by the link that its first start prints.
    pub fn desk(&self) -> Desk {
        let browser = self.computer();
        browser.open(&self.house.first_run());
        browser.fill("User name", NAME);
        browser.fill("New password", PASSWORD);
        browser.fill("The same once more", PASSWORD);
        browser.press("Next");
        browser.until("the portal is set up", || browser.address().contains("/security-info").then_some(()));
        Desk { browser, portal: self.house.portal() }
    }

    /// Somebody types Anna's name and password elsewhere: her app is asked. Gives that browser.
    pub fn sign_in(&self) -> Browser {
        let browser = self.computer();
        browser.open(&format!("{}/sign-in", self.house.portal()));
        browser.fill("User name", NAME);
        browser.fill("Password", PASSWORD);
        browser.press_role("button", "Sign in");
        browser
    }

    fn computer(&self) -> Browser {
        Browser::new(&self.driver, Options { size: DESKTOP, phone: false, ..Options::default() })
    }
}

impl Desk {
    /// "Add method" up to the QR code of a new authenticator app. Gives its text.
    #[track_caller]
    pub fn offer(&self) -> String {
        self.browser.open(&format!("{}/security-info/add/app/account", self.portal));
        self.browser.press_role("button", "Next");
        self.browser.until("a link to paste", || {
            let link = self.browser.run("return document.querySelector('#link')?.value ?? ''");
            link.as_str().filter(|link| !link.is_empty()).map(str::to_owned)
        })
    }

    /// The address that "Set up on this device" leads to.
    #[track_caller]
    pub fn offer_here(&self) -> String {
        self.offer();
        let link = self.browser.run("return document.querySelector('a[href*=regain-enrol]').href");
        link.as_str().unwrap().to_owned()
    }
}

impl Browser {
    /// The number on a portal's page, as it stands there.
    #[track_caller]
    pub fn number(&self) -> String {
        self.until("a number stands on the page", || self.texts("p.number").pop())
    }

    /// From "Set up for …?" to the account that works.
    #[track_caller]
    pub fn agree_and_test(&self, desk: &Desk) {
        self.see("Set up this device for");
        self.press_role("button", "Set up");
        self.see("Type the number shown in the browser");
        self.fill("Number in the browser", &desk.browser.number());
        self.press_role("button", "Confirm");
        desk.browser.see("It works");
    }

    /// Adds the account of an enrolment link.
    #[track_caller]
    pub fn enrol_by_paste(&self, desk: &Desk) {
        let link = desk.offer();
        self.press("Add account");
        self.fill("Setup link or key list", &link);
        self.press("Read it");
        self.see("This QR code sets up an account of an organization: localhost:");
        self.press("Set it up");
        self.agree_and_test(desk);
    }
}
