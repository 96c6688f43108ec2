//! The folder of the built web app is there, empty if need be; the server is built anew when its files change.

use std::path::Path;

fn main() -> std::io::Result<()> {
    let dist = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../apps/web/dist");
    std::fs::create_dir_all(dist)?;
    println!("cargo::rerun-if-changed=../../apps/web/dist");
    Ok(())
}
