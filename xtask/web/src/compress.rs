//! Writes the folder that the server embeds: every file compressed by Brotli (RFC 7932) once, at its best.

use std::path::Path;

use anyhow::{Context as _, Result};

use crate::shell::Files;

/// Writes each file as `NAME.br`. What was there before goes.
pub fn write(dist: &Path, files: &Files, fast: bool) -> Result<()> {
    if dist.exists() {
        std::fs::remove_dir_all(dist).with_context(|| format!("{} can't be emptied", dist.display()))?;
    }
    for (name, bytes) in files {
        let path = dist.join(format!("{name}.br"));
        let folder = path.parent().unwrap_or(dist);
        std::fs::create_dir_all(folder).with_context(|| format!("{} can't be made", folder.display()))?;
        std::fs::write(&path, brotli(bytes, fast)?)
            .with_context(|| format!("{} can't be written", path.display()))?;
    }
    Ok(())
}

/// Compressed.
pub fn brotli(bytes: &[u8], fast: bool) -> Result<Vec<u8>> {
    let mut out = Vec::new();
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: if fast { 4 } else { 11 },
        lgwin: 22,
        ..Default::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &parameters)?;
    Ok(out)
}
