//! What a phone has to fetch.

use std::fmt::Write as _;

use crate::assets::has;
use crate::compress::Sizes;

/// What is fetched together, which files that are, and what it is held against, in KiB of Brotli.
type Group = (&'static str, fn(&str) -> bool, Option<usize>);

const GROUPS: [Group; 7] = [
    ("before the first paint", is_before_paint, Some(60)),
    ("up to the first code", is_before_code, Some(350)),
    ("adding accounts, when needed", |name| name.starts_with("app_split_adding"), None),
    (
        "lock by passphrase, when needed",
        |name| name.starts_with("engine_split_unlock") || is_shared(name),
        None,
    ),
    ("backup and settings, when needed", is_rest, None),
    ("QR reader, when needed", |name| name.starts_with("scan"), None),
    ("strength meter, when needed", |name| name.starts_with("strength"), None),
];

/// A table of sizes.
pub fn table(sizes: &Sizes, fast: bool) -> String {
    let mut out = String::from("Bytes of Brotli a browser fetches:\n");
    for (what, is_in, limit) in GROUPS {
        let plain = |name: &str| is_in(name.trim_start_matches("assets/"));
        let bytes: usize = sizes.iter().filter(|(name, _)| plain(name)).map(|(_, bytes)| bytes).sum();
        let against = limit.map(|limit| format!(" (of {limit} KiB)")).unwrap_or_default();
        let _ = writeln!(out, "  {what:<33}{:>5} KiB{against}", bytes.div_ceil(1024));
    }
    if fast {
        out.push_str("Built in a hurry: these are not the sizes of a release.\n");
    }
    out
}

fn is_before_paint(name: &str) -> bool {
    name == "index.html" || name.starts_with("theme.") || has(name, "css")
}

fn is_before_code(name: &str) -> bool {
    let is_program =
        ["app", "boot", "engine", "handover", "versions"].iter().any(|start| name.starts_with(start));
    is_before_paint(name) || (is_program && !is_part(name))
}

fn is_rest(name: &str) -> bool {
    is_part(name) && !["app_split_adding", "engine_split_unlock"].iter().any(|start| name.starts_with(start))
}

/// Cut off from a program: its own part, or what several parts share.
fn is_part(name: &str) -> bool {
    name.contains("_split_") || is_shared(name)
}

fn is_shared(name: &str) -> bool {
    name.contains("_chunk_")
}
