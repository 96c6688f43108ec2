//! The browsers of the web app's stories.

#[expect(dead_code, reason = "the web app's stories use all of it")]
#[path = "../web/harness/browser.rs"]
pub mod browser;
#[expect(dead_code, reason = "the web app's stories use all of it")]
#[path = "../web/harness/driver.rs"]
pub mod driver;
#[path = "../web/harness/look.rs"]
#[expect(dead_code, reason = "the web app's stories use all of it")]
pub mod look;
#[path = "../web/harness/person.rs"]
#[expect(dead_code, reason = "the web app's stories use all of it")]
pub mod person;
