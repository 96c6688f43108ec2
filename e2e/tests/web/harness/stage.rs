//! A service, and browsers that open its app.

use super::browser::{Browser, Options};
use super::driver::Driver;
use super::house::House;
use crate::home::{Home, uri};

/// Everything a story plays on.
pub struct Stage {
    /// Starts browsers.
    pub driver: Driver,
    /// The service.
    pub house: House,
}

impl Stage {
    /// With nobody in it.
    pub fn new() -> Self {
        Self { driver: Driver::start(), house: House::start() }
    }

    /// The same, with Firefox.
    pub fn with_firefox() -> Self {
        Self { driver: Driver::start_firefox(), house: House::start() }
    }

    /// A fresh browser at the app's first screen.
    pub fn browser(&self) -> Browser {
        self.browser_with(Options::default())
    }

    /// The same, started in another way.
    pub fn browser_with(&self, options: Options) -> Browser {
        let browser = Browser::new(&self.driver, options);
        browser.open(&self.house.app());
        browser
    }

    /// The command line as a device that has a backup of accounts of these issuers; its recovery account is `anna`.
    pub fn command_line(&self, issuers: &[&str]) -> Home {
        let home = Home::new("Laptop");
        for issuer in issuers {
            home.ok(&["add", &uri(issuer)]);
        }
        home.backup_on(&self.house.url(), "anna");
        home
    }
}
