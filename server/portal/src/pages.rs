//! The pages. One folder for each part, one file for each thing a person does there.

pub mod passkey;
pub mod sign_in;
