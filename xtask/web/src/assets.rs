//! Files under names that say what is in them, so that a browser may keep each for ever.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use crate::split::link_name;

/// Assets by their plain names.
#[derive(Default)]
pub struct Assets(BTreeMap<String, Vec<u8>>);

/// Assets under hashed names.
pub struct Hashed {
    /// By hashed name.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Hashed names by plain names.
    pub names: BTreeMap<String, String>,
}

/// The order in which files name each other: each names only what stands before it.
const STAGES: [fn(&str) -> bool; 4] = [
    |name| !has(name, "js"),
    |name| ["app.js", "engine.js", "scan.js", "strength.js", "theme.js", "versions.js"].contains(&name),
    |name| name.ends_with("-worker.js") || name == "handover.js",
    |_| true,
];

impl Assets {
    /// Adds a file.
    pub fn add(&mut self, name: &str, bytes: Vec<u8>) {
        self.0.insert(name.to_owned(), bytes);
    }

    /// Adds the static files; the style sheets become one, in the order of their names.
    pub fn read(&mut self, folder: &Path) -> Result<()> {
        for file in sorted(folder)? {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            if has(&name, "js") && name != "sw.js" {
                self.add(&name, read(&file)?);
            }
        }
        let mut css = Vec::new();
        for file in sorted(&folder.join("css"))? {
            css.extend(read(&file)?);
        }
        self.add("app.css", css);
        for file in sorted(&folder.join("icons"))? {
            let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
            self.add(&name, read(&file)?);
        }
        Ok(())
    }

    /// Gives every file its hashed name, and the files that name it that name too.
    pub fn hash(self) -> Result<Hashed> {
        let mut rest = self.0;
        let mut hashed = Hashed { files: BTreeMap::new(), names: BTreeMap::new() };
        for stage in STAGES {
            let names: Vec<String> = rest.keys().filter(|name| stage(name)).cloned().collect();
            let mut found = Vec::new();
            for name in &names {
                hashed.ring(name, &mut rest)?;
            }
            let names = names.into_iter().filter(|name| !hashed.names.contains_key(name));
            for name in names {
                let mut bytes = rest.remove(&name).unwrap_or_default();
                if has(&name, "js") {
                    bytes = hashed.renamed(&text(&name, bytes)?).into_bytes();
                }
                found.push((name, bytes));
            }
            for (name, bytes) in found {
                let new = hashed_name(&name, &bytes);
                hashed.names.insert(name, new.clone());
                hashed.files.insert(new, bytes);
            }
        }
        Ok(hashed)
    }
}

impl Hashed {
    /// A program's glue and the file that fetches its parts name each other: each carries the fingerprint of both.
    fn ring(&mut self, name: &str, rest: &mut BTreeMap<String, Vec<u8>>) -> Result<()> {
        let link = link_name(name.trim_end_matches(".js"));
        let Some(link_bytes) = rest.remove(&link) else { return Ok(()) };
        let glue = self.renamed(&text(name, rest.remove(name).unwrap_or_default())?);
        let script = self.renamed(&text(&link, link_bytes)?);
        let print = fingerprint([glue.as_bytes(), script.as_bytes()].concat().as_slice());
        let both = [(name.to_owned(), glue), (link, script)];
        for (name, _) in &both {
            self.names.insert(name.clone(), with_print(name, &print));
        }
        for (name, text) in both {
            self.files.insert(self.names[&name].clone(), self.renamed(&text).into_bytes());
        }
        Ok(())
    }

    /// A text with every known name replaced. Longer names first: one may end in another.
    pub fn renamed(&self, text: &str) -> String {
        let mut names: Vec<_> = self.names.iter().collect();
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        // Through marks that no file holds, so that no new name is taken for an old one.
        let mut text = text.to_owned();
        for (index, (name, _)) in names.iter().enumerate() {
            text = text.replace(name.as_str(), &format!("\u{1}{index}\u{2}"));
        }
        for (index, (_, new)) in names.iter().enumerate() {
            text = text.replace(&format!("\u{1}{index}\u{2}"), new);
        }
        text
    }
}

/// The first bytes of a file's SHA-256, in hexadecimal.
pub fn fingerprint(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes)[..6])
}

fn hashed_name(name: &str, bytes: &[u8]) -> String {
    with_print(name, &fingerprint(bytes))
}

fn with_print(name: &str, print: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    format!("{stem}.{print}.{extension}")
}

fn text(name: &str, bytes: Vec<u8>) -> Result<String> {
    String::from_utf8(bytes).with_context(|| format!("{name} is no text"))
}

/// Whether a name ends in that.
pub fn has(name: &str, extension: &str) -> bool {
    Path::new(name).extension().is_some_and(|found| found == extension)
}

/// The files of a folder in the order of their names.
pub fn sorted(folder: &Path) -> Result<Vec<std::path::PathBuf>> {
    let entries = std::fs::read_dir(folder).with_context(|| format!("{} can't be read", folder.display()))?;
    let mut files: Vec<_> =
        entries.filter_map(Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    Ok(files)
}

/// A file's bytes.
pub fn read(file: &Path) -> Result<Vec<u8>> {
    std::fs::read(file).with_context(|| format!("{} can't be read", file.display()))
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    #[test]
    fn two_files_that_name_each_other_change_their_names_together() {
        let build = |script: &str| {
            let mut assets = Assets::default();
            assets.add("app.js", b"import './app_parts.js'".to_vec());
            assets.add("app_parts.js", format!("import './app.js'; {script}").into_bytes());
            assets.add("boot.js", b"import './app.js'".to_vec());
            assets.hash().unwrap()
        };
        let (one, two) = (build("1"), build("2"));
        for name in ["app.js", "app_parts.js", "boot.js"] {
            assert_ne!(one.names[name], two.names[name], "{name}");
        }
        for (name, other) in [("app.js", "app_parts.js"), ("app_parts.js", "app.js")] {
            let text = String::from_utf8_lossy(&one.files[&one.names[name]]).into_owned();
            assert!(text.contains(&one.names[other]), "{text}");
        }
    }

    #[test]
    fn a_change_anywhere_below_gives_everything_above_a_new_name() {
        let build = |wasm: &[u8]| {
            let mut assets = Assets::default();
            assets.add("engine_bg.wasm", wasm.to_vec());
            assets.add("engine.js", b"new URL('engine_bg.wasm')".to_vec());
            assets.add("engine-worker.js", b"import './engine.js'".to_vec());
            assets.add("boot.js", b"new Worker('./engine-worker.js')".to_vec());
            assets.hash().unwrap()
        };
        let (one, two) = (build(b"1"), build(b"2"));
        for name in ["engine_bg.wasm", "engine.js", "engine-worker.js", "boot.js"] {
            assert_ne!(one.names[name], two.names[name], "{name}");
        }
        let boot = &one.files[&one.names["boot.js"]];
        assert_eq!(
            String::from_utf8_lossy(boot),
            format!("new Worker('./{}')", one.names["engine-worker.js"])
        );
    }
}
