//! What a phone has to fetch.

use std::fmt::Write as _;

use crate::compress::Sizes;

/// What is fetched when, and what it is held against, in KiB of Brotli.
const GROUPS: [(&str, &[&str], Option<usize>); 4] = [
    ("before the first paint", &["index.html", "assets/theme.", "assets/app.", "css"], Some(60)),
    (
        "up to the first code",
        &[
            "index.html",
            "assets/theme.",
            "assets/app",
            "assets/boot",
            "assets/handover",
            "assets/versions",
            "assets/engine",
        ],
        Some(350),
    ),
    ("QR reader, when needed", &["assets/scan"], None),
    ("strength meter, when needed", &["assets/strength"], None),
];

/// A table of sizes.
pub fn table(sizes: &Sizes, fast: bool) -> String {
    let mut out = String::from("Bytes of Brotli a browser fetches:\n");
    for (what, prefixes, limit) in GROUPS {
        let is_in = |name: &str| match prefixes {
            // The style sheet shares its first letters with the app's program.
            [.., "css"] => {
                name == "index.html" || name.starts_with("assets/theme.") || crate::assets::has(name, "css")
            }
            _ => prefixes.iter().any(|prefix| name.starts_with(prefix)),
        };
        let bytes: usize = sizes.iter().filter(|(name, _)| is_in(name)).map(|(_, bytes)| bytes).sum();
        let against = limit.map(|limit| format!(" (of {limit} KiB)")).unwrap_or_default();
        let _ = writeln!(out, "  {what:<28}{:>6} KiB{against}", bytes.div_ceil(1024));
    }
    if fast {
        out.push_str("Built in a hurry: these are not the sizes of a release.\n");
    }
    out
}
