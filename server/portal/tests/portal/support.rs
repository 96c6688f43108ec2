//! A portal with its database and clock, people in it, and browsers.

pub mod app;
mod browser;
mod page;
pub mod passkeys;
pub mod people;
mod stand;

pub use app::App;
pub use browser::Browser;
pub use page::Page;
pub use stand::{ADDRESS, MINUTE, Stand};
