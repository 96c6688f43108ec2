//! Alert addresses: told of what happens, good for nothing else.

pub mod add;
mod address;
pub mod confirm;
pub mod list;
mod page;
pub mod remove;
pub mod stop;

pub use address::MailAddress;
