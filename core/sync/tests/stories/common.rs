//! What every story needs: a service in memory and devices that persist, encode and decode at every step, and can crash.

pub mod device;
pub mod opaque;
pub mod portal;
pub mod service;
pub mod world;

pub use device::{Device, Ended};
pub use world::World;

pub const HOUR: u64 = 60 * 60 * 1000;
pub const DAY: u64 = 24 * HOUR;
pub const START: u64 = 1_800_000_000_000;
pub const ORIGIN: &str = "https://backup.test";
pub const NAME: &str = "brave-otter-7";
