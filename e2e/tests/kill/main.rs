//! Programs that are killed and disks that are full: what was acknowledged is there, and nothing else is half there.
//!
//! `REGAIN_KILL_LOOPS=200` makes the loops of the suite long ones.
#![expect(clippy::unwrap_used, reason = "tests")]

mod client_killed;
mod disk_full;
mod server_killed;
mod writer;

/// Tells whoever runs the tests what they did, or did not.
#[expect(clippy::print_stderr, reason = "a skipped test and a long loop say so")]
fn say(text: &str) {
    eprintln!("{text}");
}

/// How often to kill: the suite's number, or what the environment asks for.
fn loops(suite: usize) -> usize {
    std::env::var("REGAIN_KILL_LOOPS").ok().and_then(|text| text.parse().ok()).unwrap_or(suite)
}
