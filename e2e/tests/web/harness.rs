//! Browser, service, cameras, and what a person does with them.

pub mod browser;
pub mod driver;
pub mod house;
pub mod look;
pub mod person;
pub mod picture;
