//! The portal's own harness: people, browsers without a script, the pages they get. Where it lies, it is the harness of the portal's tests.
#![expect(dead_code, unused_imports, reason = "the portal's tests use all of it, these a part")]

#[path = "../../../server/portal/tests/portal/support/app.rs"]
pub mod app;
#[path = "../../../server/portal/tests/portal/support/browser.rs"]
mod browser;
#[path = "../../../server/portal/tests/portal/support/page.rs"]
mod page;
#[path = "../../../server/portal/tests/portal/support/people.rs"]
pub mod people;
#[path = "../../../server/portal/tests/portal/support/stand.rs"]
mod stand;

pub use app::App;
pub use browser::Browser;
pub use page::Page;
pub use stand::{ADDRESS, MINUTE, Stand};
