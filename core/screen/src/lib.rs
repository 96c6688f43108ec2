//! What a screen shows, and what a person can ask for: the same in the browser and in the terminal, so that rules and words
//! are written once.
//!
//! | module | what |
//! |---|---|
//! | [`export`] | what leaves the app for good: the content of the encrypted export |
//! | [`message`] | commands of a screen to the engine, and what the engine tells it; in the browser they cross a worker's border |
//! | [`pages`] | where the second factor of well-known services is set up anew |
//! | [`suggest`] | a name for a recovery account |
//! | [`view`] | view models: plain data, made by pure functions from a replica and the time |
//! | [`words`] | every sentence on a screen, English and German, from the Fluent files in `words/` |
//!
//! A screen holds no secret but the ones it is shown: codes, and what a person asked to see.

pub mod export;
pub mod message;
pub mod pages;
pub mod suggest;
pub mod view;
pub mod words;
