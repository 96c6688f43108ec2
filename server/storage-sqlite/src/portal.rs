//! What the organisation portal needs kept.

mod app_keys;
mod approvals;
mod audit;
mod columns;
mod four_eyes;
mod guesses;
mod messages;
mod methods;
mod one_times;
mod people;
mod policy;
mod recoveries;
mod sessions;
mod setup;
mod sign_ins;
