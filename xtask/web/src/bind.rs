//! wasm and its glue. No `wasm-opt` goes over it: distributions have releases that drop the function table of modules with reference
//! types, which then do not start, and the compiler's own `z` leaves little to gain.

use std::path::Path;

use anyhow::{Context as _, Result};
use wasm_bindgen_cli_support::Bindgen;

use crate::assets::Assets;
use crate::split;

/// Makes the glue of one program and adds both.
pub fn program(folder: &Path, name: &str, fast: bool, assets: &mut Assets) -> Result<()> {
    let input = split::program(folder, name, assets)?;
    let mut output = Bindgen::new()
        .input_path(&input)
        .web(true)?
        // The glue fetches its module itself, by the name it lies under.
        .omit_default_module_path(false)
        .typescript(false)
        // The parts are linked to the first one's table, stack and memory.
        .keep_lld_exports(true)
        .remove_name_section(!fast)
        .remove_producers_section(true)
        .generate_output()
        .with_context(|| format!("the glue of {} can't be made", input.display()))?;
    let wasm = output.wasm_mut().emit_wasm();
    assets.add(&format!("{name}.js"), split::linked(output.js(), name).into_bytes());
    assets.add(&format!("{name}_bg.wasm"), wasm);
    Ok(())
}
