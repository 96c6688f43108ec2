//! The border between a screen and the engine. Both sides are of one build, so the encoding (postcard) carries no names or versions
//! and is never stored.

mod answer;
mod command;
pub mod portal;
mod secret;
mod told;
mod trouble;

pub use answer::{Added, Answer, Found, FoundAccount, KitSheet, Qr, ReadBack, SecretView, StateLine};
pub use command::{Command, ManualAccount, NewLock, WayIn};
pub use secret::Secret;
pub use told::{Progress, Told};
pub use trouble::Trouble;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// A command with the number its answer will carry.
#[derive(Serialize, Deserialize)]
pub struct Asked {
    /// Counted up by the screen.
    pub id: u32,
    /// What is asked.
    pub command: Command,
}

/// A message as bytes.
///
/// # Panics
/// Never: the messages are plain data of bounded depth, and the buffer grows.
pub fn encode(message: &impl Serialize) -> Vec<u8> {
    postcard::to_allocvec(message).expect("plain data into a growing buffer")
}

/// Reads a message; `None` if the bytes are of another build.
pub fn decode<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    postcard::from_bytes(bytes).ok()
}
