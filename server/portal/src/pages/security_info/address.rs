//! Mail addresses: where changes are told. They open nothing.

pub mod add;
pub mod confirm;
mod link;
pub mod remove;
mod typed;

pub use typed::address;
