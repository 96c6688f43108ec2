//! Cuts a program at its marks: what the first code does not wait for becomes files of its own.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow};
use wasm_split_cli_support::{Options, transform};

use crate::assets::{Assets, read};

/// The file that fetches a program's parts, beside its glue.
pub fn link_name(program: &str) -> String {
    format!("{}.js", module_name(program))
}

/// Cuts one program. What is needed at once is written to the file that is given back, for the glue to be made of; the parts, and
/// what fetches them, are added.
pub fn program(folder: &Path, name: &str, assets: &mut Assets) -> Result<PathBuf> {
    let input = folder.join(format!("{name}.wasm"));
    let out = folder.join("parts").join(name);
    if out.exists() {
        std::fs::remove_dir_all(&out).with_context(|| format!("{} can't be emptied", out.display()))?;
    }
    let (first, module) = (out.join(format!("{name}.wasm")), module_name(name));
    let (wasm, glue) = (read(&input)?, format!("./{name}.js"));
    let mut options = Options::new(&wasm);
    options.output_dir = &out;
    options.main_out_path = &first;
    options.link_name = &module;
    options.main_module = &glue;
    let split = transform(options).map_err(|error| anyhow!("{} can't be cut: {error:#}", input.display()))?;
    if split.split_modules.is_empty() {
        return Ok(first);
    }
    let mut script = String::from_utf8(read(&out.join(&module))?).context("the loader is no text")?;
    for part in &split.split_modules {
        let stem = part.file_stem().unwrap_or_default().to_string_lossy();
        let own = format!("{name}_{stem}.wasm");
        // Two programs may have parts of one name.
        script = script.replace(&format!("\"./{stem}.wasm\""), &format!("\"./{own}\""));
        assets.add(&own, read(part)?);
    }
    assets.add(&link_name(name), script.into_bytes());
    Ok(first)
}

/// The glue with the loader under the name of its file. What the module calls it stays: files are renamed, a module is not.
pub fn linked(glue: &str, name: &str) -> String {
    glue.replace(&format!("from \"{}\"", module_name(name)), &format!("from \"./{}\"", link_name(name)))
}

/// What a cut module calls its loader.
fn module_name(program: &str) -> String {
    format!("{program}_parts")
}
