//! Ways back in.

mod fresh;
pub mod registration;
pub mod replace;
pub mod row;
pub mod update_blob;
