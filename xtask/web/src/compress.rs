//! Writes the folder that the server embeds: every file compressed by Brotli (RFC 7932) once, at its best.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, Result};

use crate::shell::Files;

/// Sizes of the compressed files, by their path below `/app/`.
pub type Sizes = BTreeMap<String, usize>;

/// Writes each file as `NAME.br`, and the stamp of what they were made from. What was there before goes.
///
/// The folder is made beside its place and takes it whole: a server that starts meanwhile never finds half an app.
pub fn write(dist: &Path, files: &Files, stamp: &str, fast: bool) -> Result<Sizes> {
    let new = dist.with_extension("new");
    remove(&new)?;
    let mut sizes = Sizes::new();
    for (name, bytes) in files {
        let path = new.join(format!("{name}.br"));
        let folder = path.parent().unwrap_or(&new);
        std::fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
        let small = brotli(bytes, fast)?;
        std::fs::write(&path, &small).with_context(|| format!("{} can't be written", path.display()))?;
        sizes.insert(name.clone(), small.len());
    }
    std::fs::write(new.join(crate::stamp::FILE), stamp).context("the stamp can't be written")?;
    remove(dist)?;
    std::fs::rename(&new, dist).with_context(|| format!("{} can't be put in place", dist.display()))?;
    Ok(sizes)
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        std::fs::remove_dir_all(folder).with_context(|| format!("{} can't be emptied", folder.display()))?;
    }
    Ok(())
}

fn brotli(bytes: &[u8], fast: bool) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: if fast { 4 } else { 11 },
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
}
