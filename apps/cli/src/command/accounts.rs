//! What the account commands share: choosing one, and how one looks.

pub(in crate::command) mod bound;
mod choose;
mod view;

pub use view::AccountView;

pub(super) use choose::{choose, choose_all, words};
pub(super) use view::{code_text, name_or_id};
