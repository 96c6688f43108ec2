//! Flows a person starts. Each step holds exactly what the next one needs, so that none can be skipped.

pub mod alerts;
pub mod approve;
pub mod close;
pub mod contact;
pub mod create;
pub mod enrol;
pub mod history;
pub mod join;
pub mod member_name;
pub mod read_back;
pub mod remove;
pub mod replace_slot;
pub mod status;
pub mod unlock;
pub mod way_in;

mod append;

pub(crate) use append::head_moved;
pub use append::{AppendEnd, Appending, MAX_RACES};
