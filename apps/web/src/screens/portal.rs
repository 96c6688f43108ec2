//! Organisations' accounts: setting one up, and the requests that wait for an answer.

mod enrol;
mod number;
mod request;
mod sheet;

pub use enrol::enrol;
pub use sheet::sheet;

use std::cell::RefCell;

use regain_screen::message::Secret;

use crate::route::{Route, go};

thread_local! {
    /// The link that is set up: in memory only, also while the app is locked.
    static LINK: RefCell<Option<Secret>> = const { RefCell::new(None) };
}

/// The enrolment link among texts that were read.
pub fn link(texts: &[Secret]) -> Option<Secret> {
    let lines = texts.iter().flat_map(|text| text.expose().lines()).map(str::trim);
    let mut links = lines.filter(|line| line.starts_with("http") && line.contains("/enrol#regain-"));
    links.next().map(|line| Secret::new(line.to_owned()))
}

/// Goes on with a link that was found.
pub fn begin(link: Secret) {
    LINK.replace(Some(link));
    go(&Route::Enrol);
}
