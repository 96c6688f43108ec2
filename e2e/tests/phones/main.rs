//! Command lines as phones at the real portal: set up with its code, asked when somebody signs in, answered by the number that stands in
//! the browser.
#![expect(clippy::unwrap_used, reason = "tests")]

mod answers;
mod away;
mod enrol;
mod house;
mod restored;
mod support;
