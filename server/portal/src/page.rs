//! What all pages share: frame, answers, files, headers, and the page that says what went wrong.

mod answer;
pub mod assets;
mod done;
mod faults;
mod frame;
pub mod headers;
mod qr;
mod when;

pub use answer::{redirect, show};
pub use done::Done;
pub use faults::{faults, not_second, slow};
pub use frame::{Frame, Tab};
pub use qr::qr;
pub use when::{When, date};
