//! What the portal is.

pub mod show;
