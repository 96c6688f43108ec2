//! The web app's worker: it holds the keys, the store and the line to the service, and carries out what `regain-sync` decides. The
//! screen's side (`apps/web`) asks with [`regain_screen::message::Command`] and is told what to show.
//!
//! | module | what |
//! |---|---|
//! | [`app`] | the one state of the app, and telling it to the screens |
//! | [`store`] | opening, changing and locking what is stored |
//! | [`sync`] | the everyday run, and staying in touch |
//! | [`way_in`] | in by passphrase or recovery kit |
//! | [`command`] | what a person can ask for, one module for each subject |
//! | [`portal`] | accounts of organisations: enrolments, requests, answers |
//! | [`part`] | what is fetched when it is first needed |
//! | [`tabs`] | several windows of one app: one leads |
//! | [`platform`] | the browser |
//!
//! To add a command: a variant in `regain-screen`, an arm in [`command`], a function in the module of its subject.

pub mod app;
pub mod command;
pub mod net;
pub mod origin;
pub mod part;
pub mod platform;
pub mod portal;
pub mod store;
pub mod sync;
pub mod tabs;
pub mod way_in;

use wasm_bindgen_futures::spawn_local;

/// Starts: opens the channels, and leads as soon as no other tab does.
pub fn start() {
    spawn_local(tabs::run());
}
