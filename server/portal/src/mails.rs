//! Mails about what happened to an account. They tell, and never recover anything; their links show on GET and act on POST.

mod disown;
mod helpers;
mod language;
mod letter;
mod notice;
mod seconds;
mod several;

pub use disown::Disowned;
pub use helpers::to_helpers;
pub use letter::{Letter, Link};
pub use notice::{Notice, to_all_addresses};
pub use seconds::to_seconds;
