//! What the service knows of a backup.

pub mod show;
