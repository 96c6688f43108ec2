//! Who asks: a browser, where it is, which language it wants, which cookies it brought.

pub mod cookies;
mod form;
mod known;
mod me;
mod origin;
mod path;
mod place;
mod visitor;

pub use form::Sent;
pub use known::Known;
pub use me::{Enrolling, Me};
pub use origin::own_pages_only;
pub use path::{Next, encoded};
pub use place::browser_name;
pub use visitor::Visitor;
