//! Mails about what happened to an account. They tell, and never recover anything; their links show on GET and act on POST.

mod notice;

pub use notice::{Notice, to_all_addresses};
