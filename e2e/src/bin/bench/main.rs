//! `cargo xtask bench [FIGURE…]`: the figures of this project, each beside its limit, measured in the same run.
//!
//! | figure | limit |
//! |---|---|
//! | `append` | the same server committing each append by itself; a server that stores nothing |
//! | `restore` | key stretching aside: time to the first code, bytes, round trips |
//! | `edit` | one round trip |
//! | `list` | the key stretching of one unlock |
//! | `memory` | an idle server; ten thousand waiting devices |
//! | `approvals` | 300 ms from the app's answer until the browser is in, while five thousand apps wait; 5 ms for a page |
//! | `web` | an empty page; the first screen's own paint; key stretching in the same browser. Needs chromium and chromedriver |
//!
//! Every server runs as a process of its own, started from this program or from the `regain-server` beside it. Absolute
//! times are this machine's; quote the ratios.
#![expect(clippy::print_stdout, reason = "the figures are this program's output")]
#![expect(
    clippy::unwrap_used,
    clippy::cast_precision_loss,
    reason = "a measurement stops at the first surprise"
)]

mod append;
mod approvals;
mod edit;
mod founder;
mod list;
mod load;
mod memory;
mod program;
mod report;
mod restore;
mod serve;
mod web;

use std::path::Path;
use std::process::ExitCode;

const FIGURES: [&str; 7] = ["append", "restore", "edit", "list", "memory", "approvals", "web"];

fn main() -> ExitCode {
    regain_server::raise_open_files();
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [serve, kind, folder] = arguments.as_slice()
        && serve == "serve"
    {
        return serve::run(kind, Path::new(folder));
    }
    if let Some(unknown) = arguments.iter().find(|name| !FIGURES.contains(&name.as_str())) {
        println!("unknown figure {unknown}; there are: {}", FIGURES.join(", "));
        return ExitCode::from(2);
    }
    let wanted = |name: &str| arguments.is_empty() || arguments.iter().any(|argument| argument == name);
    if wanted("append") {
        append::run();
    }
    if wanted("restore") {
        restore::run();
    }
    if wanted("edit") {
        edit::run();
    }
    if wanted("list") {
        list::run();
    }
    if wanted("memory") {
        memory::run();
    }
    if wanted("approvals") {
        approvals::run();
    }
    if wanted("web") {
        web::run();
    }
    ExitCode::SUCCESS
}
