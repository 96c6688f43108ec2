//! "Add method".

pub mod app;
pub mod chooser;
pub mod code;
mod replaceable;
