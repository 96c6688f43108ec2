//! The installable web app's screens. They hold no keys: everything is asked of the engine in its worker.
//!
//! A new screen: a variant of [`route::Route`] with its path, a function in [`screens`], a line in `screens.rs`.

mod act;
mod app;
mod browser;
mod engine;
mod format;
mod idle;
mod parts;
mod picture;
mod prefs;
mod route;
mod screens;

fn main() {
    app::mount();
}
