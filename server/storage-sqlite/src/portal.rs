//! What the organisation portal needs kept.

mod audit;
mod columns;
mod guesses;
mod methods;
mod one_times;
mod people;
mod sessions;
mod sign_ins;
