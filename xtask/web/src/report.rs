//! What a phone has to fetch.

use std::fmt::Write as _;

use crate::assets::has;
use crate::compress::Sizes;

/// What is fetched together, which files that are, and what it is held against, in KiB of Brotli.
type Group = (&'static str, fn(&str) -> bool, Option<usize>);

const GROUPS: [Group; 8] = [
    ("before the first paint", is_before_paint, Some(60)),
    ("up to the first code", is_before_code, Some(350)),
    ("adding accounts, when needed", is_adding, None),
    ("lock by passphrase, when needed", is_unlock, None),
    ("organisations, when needed", is_portal, None),
    ("backup and settings, when needed", is_rest, None),
    ("QR reader, when needed", |name| name.starts_with("scan"), None),
    ("strength meter, when needed", |name| name.starts_with("strength"), None),
];

/// A table of sizes.
pub fn table(sizes: &Sizes, fast: bool) -> String {
    let mut out = String::from("Bytes of Brotli a browser fetches:\n");
    for (what, is_in, limit) in GROUPS {
        let against = limit.map(|limit| format!(" (of {limit} KiB)")).unwrap_or_default();
        let _ = writeln!(out, "  {what:<33}{:>5} KiB{against}", kib(sizes, is_in));
    }
    if fast {
        out.push_str("Built in a hurry: these are not the sizes of a release.\n");
    }
    out
}

/// The first group that is heavier than it may be, in words.
pub fn too_heavy(sizes: &Sizes) -> Option<String> {
    GROUPS.iter().find_map(|&(what, is_in, limit)| {
        let (kib, limit) = (kib(sizes, is_in), limit?);
        (kib > limit)
            .then(|| format!("{what}: {kib} KiB, more than the {limit} people on slow lines wait for"))
    })
}

fn kib(sizes: &Sizes, is_in: fn(&str) -> bool) -> usize {
    let plain = |name: &str| is_in(name.trim_start_matches("assets/"));
    let bytes: usize = sizes.iter().filter(|(name, _)| plain(name)).map(|(_, bytes)| bytes).sum();
    bytes.div_ceil(1024)
}

fn is_before_paint(name: &str) -> bool {
    name == "index.html" || name.starts_with("theme.") || has(name, "css")
}

fn is_before_code(name: &str) -> bool {
    let is_program =
        ["app", "boot", "engine", "handover", "versions"].iter().any(|start| name.starts_with(start));
    is_before_paint(name) || (is_program && !is_part(name))
}

/// With what the screens of several parts share.
fn is_adding(name: &str) -> bool {
    name.starts_with("app_split_adding") || name.starts_with("app_chunk")
}

fn is_unlock(name: &str) -> bool {
    name.starts_with("engine_split_unlock") || name.starts_with("engine_chunk")
}

/// Its two halves alone; they come with what several parts share.
fn is_portal(name: &str) -> bool {
    name.contains("_split_portal")
}

/// Where neither was needed before.
fn is_rest(name: &str) -> bool {
    let others = ["app_split_adding", "engine_split_unlock", "app_split_portal", "engine_split_portal"];
    is_part(name) && !others.iter().any(|start| name.starts_with(start))
}

/// Cut off from a program: its own part, or what several parts share.
fn is_part(name: &str) -> bool {
    name.contains("_split_") || is_shared(name)
}

fn is_shared(name: &str) -> bool {
    name.contains("_chunk_")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_not_counted_before_the_first_code_and_what_is_too_heavy_is_named() {
        let sizes = |engine: usize| {
            [
                ("index.html", 2 << 10),
                ("assets/app.1.css", 3 << 10),
                ("assets/app_bg.2.wasm", 100 << 10),
                ("assets/app_split_later.3.wasm", 900 << 10),
                ("assets/engine_bg.4.wasm", engine),
                ("assets/engine_chunk_3.5.wasm", 900 << 10),
            ]
            .map(|(name, bytes)| (name.to_owned(), bytes))
            .into_iter()
            .collect::<Sizes>()
        };
        assert_eq!(too_heavy(&sizes(245 << 10)), None);
        assert!(too_heavy(&sizes((245 << 10) + 1)).is_some_and(|said| said.contains("first code: 351 KiB")));
    }
}
