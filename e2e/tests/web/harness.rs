//! Browser, service, cameras, and what a person does with them.

pub mod axe;
pub mod browser;
pub mod builds;
pub mod codes;
pub mod driver;
pub mod house;
pub mod kept;
pub mod lighthouse;
pub mod look;
pub mod npm;
pub mod person;
pub mod picture;
pub mod portal;
pub mod screens;
pub mod stage;
pub mod steps;
