//! Cuts a program at its marks: what the first code does not wait for becomes files of its own.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use crate::assets::{Assets, read};

/// The file that fetches a program's parts, beside its glue.
pub fn link_name(program: &str) -> String {
    format!("{program}_parts.js")
}

/// Cuts one program. What is needed at once is written to the file that is given back, for the glue to be made of; the parts, and
/// what fetches them, are added.
pub fn program(folder: &Path, name: &str, assets: &mut Assets) -> Result<PathBuf> {
    let input = folder.join(format!("{name}.wasm"));
    let out = folder.join("parts").join(name);
    if out.exists() {
        std::fs::remove_dir_all(&out).with_context(|| format!("{} can't be emptied", out.display()))?;
    }
    let (first, link) = (out.join(format!("{name}.wasm")), link_name(name));
    let (wasm, glue, link_path) = (read(&input)?, format!("./{name}.js"), format!("./{link}"));
    let mut options = Options::new(&wasm);
    options.output_dir = &out;
    options.main_out_path = &first;
    options.link_name = &link_path;
    options.main_module = &glue;
    let split = transform(options).map_err(|error| anyhow!("{} can't be cut: {error:#}", input.display()))?;
    if split.split_modules.is_empty() {
        return Ok(first);
    }
    let mut script = String::from_utf8(read(&out.join(&link))?).context("the loader is no text")?;
    for part in &split.split_modules {
        let stem = part.file_stem().unwrap_or_default().to_string_lossy();
        let own = format!("{name}_{stem}.wasm");
        // Two programs may have parts of one name.
        script = script.replace(&format!("\"./{stem}.wasm\""), &format!("\"./{own}\""));
        assets.add(&own, read(part)?);
    }
    assets.add(&link, script.into_bytes());
    Ok(first)
}
