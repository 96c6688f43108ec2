//! The web app as a person meets it: a real browser, the real service, cameras that see drawn QR codes, two browsers or a browser and
//! the command line as two devices. How to write one: `docs/TESTING.md`.
#![expect(clippy::unwrap_used, reason = "tests")]

mod harness;
#[expect(dead_code, reason = "the shows of the command line use all of it")]
#[path = "../shows/home.rs"]
mod home;
mod needs_axe;
mod needs_axe_portal;
mod needs_browser_article;
mod needs_browser_backup;
mod needs_browser_bad_input;
mod needs_browser_bound;
mod needs_browser_camera;
mod needs_browser_command_line;
mod needs_browser_devices;
mod needs_browser_everyday;
mod needs_browser_handed_over;
mod needs_browser_harness;
mod needs_browser_keyboard;
mod needs_browser_lock;
mod needs_browser_many;
mod needs_browser_offline;
mod needs_browser_parts;
mod needs_browser_portal;
mod needs_browser_private;
mod needs_browser_recovery;
mod needs_browser_screens;
mod needs_browser_secrets;
mod needs_browser_storage;
mod needs_browser_tabs;
mod needs_browser_update;
mod needs_firefox;
mod needs_lighthouse;
