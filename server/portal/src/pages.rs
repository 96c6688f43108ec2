//! The pages. One folder for each part, one file for each thing a person does there.

pub mod admin;
pub mod enrol;
pub mod invitation;
pub mod new_password;
pub mod not_me;
pub mod passkey;
pub mod recovery;
pub mod security_info;
pub mod sessions;
pub mod setup;
pub mod sign_in;
