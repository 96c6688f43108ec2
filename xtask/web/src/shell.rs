//! The three files whose names stay: the page, the manifest, the service worker.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::assets::{Hashed, fingerprint};

/// Files by their path below `/app/`.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Fetched when the app is installed, before it says that it works offline.
const AT_ONCE: [&str; 12] = [
    "app.css",
    "app.js",
    "app_bg.wasm",
    "app_parts.js",
    "boot.js",
    "engine-worker.js",
    "engine.js",
    "engine_bg.wasm",
    "engine_parts.js",
    "handover.js",
    "theme.js",
    "versions.js",
];

/// Fills in names, and adds the assets.
pub fn fill(statics: &Path, hashed: &Hashed) -> Result<Files> {
    let all: String = hashed.files.keys().map(String::as_str).collect();
    let build = fingerprint(all.as_bytes());
    let mut files: Files =
        hashed.files.iter().map(|(name, bytes)| (format!("assets/{name}"), bytes.clone())).collect();
    for name in ["index.html", "manifest.webmanifest", "sw.js"] {
        let path = statics.join(name);
        let text =
            std::fs::read_to_string(&path).with_context(|| format!("{} can't be read", path.display()))?;
        let text = hashed.renamed(&text).replace("BUILD_HASH", &build);
        let text =
            text.replace("[\"PRECACHE\"]", &list(hashed, true)).replace("[\"LATER\"]", &list(hashed, false));
        files.insert(name.to_owned(), text.into_bytes());
    }
    Ok(files)
}

fn list(hashed: &Hashed, at_once: bool) -> String {
    // Pictures of screens are for who thinks of installing the app, and no part of it.
    let names = hashed.names.iter().filter(|(name, _)| !name.starts_with("screen-"));
    let names = names.filter(|(name, _)| AT_ONCE.contains(&name.as_str()) == at_once);
    let names: Vec<String> = names.map(|(_, new)| format!("\"assets/{new}\"")).collect();
    format!("[{}]", names.join(", "))
}
