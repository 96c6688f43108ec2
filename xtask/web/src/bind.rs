//! wasm and its glue.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::assets::Assets;

/// What Rust's wasm32 target makes use of: a browser that lacks one of these could not run the module anyway.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Makes the glue of one program and adds both.
pub fn program(folder: &Path, name: &str, fast: bool, assets: &mut Assets) -> Result<()> {
    let input = folder.join(format!("{name}.wasm"));
    let mut output = Bindgen::new()
        .input_path(&input)
        .web(true)?
        // The glue fetches its module itself, by the name it lies under.
        .omit_default_module_path(false)
        .typescript(false)
        .remove_name_section(!fast)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("the glue of {} can't be made", input.display()))?;
    let wasm = output.wasm_mut().emit_wasm();
    assets.add(&format!("{name}.js"), output.js().as_bytes().to_vec());
    assets.add(&format!("{name}_bg.wasm"), if fast { wasm } else { smaller(folder, name, wasm) });
    Ok(())
}

/// What `wasm-opt` makes of it where that is installed, if it is smaller.
fn smaller(folder: &Path, name: &str, wasm: Vec<u8>) -> Vec<u8> {
    let (before, after) =
        (folder.join(format!("{name}.bound.wasm")), folder.join(format!("{name}.opt.wasm")));
    let optimised = std::fs::write(&before, &wasm).ok().and_then(|()| {
        let mut command = Command::new("wasm-opt");
        command.args(FEATURES).arg("-Oz").arg(&before).arg("-o").arg(&after);
        command.status().ok().filter(std::process::ExitStatus::success)?;
        std::fs::read(&after).ok()
    });
    optimised.filter(|optimised| optimised.len() < wasm.len()).unwrap_or(wasm)
}
