//! What waits for an answer, and answers.

pub mod answer;
pub mod look;
