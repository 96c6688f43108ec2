//! `cargo xtask openapi`: docs/openapi.json is what the server says of itself.

use std::fs;

use anyhow::{Context as _, Result, bail};

use crate::program::{cargo, output};
use crate::tree;

const FILE: &str = "docs/openapi.json";

/// Writes the document, or with `--check` compares it with the one that is committed.
pub fn run(arguments: &[String]) -> Result<()> {
    let check = match arguments {
        [] => false,
        [flag] if flag == "--check" => true,
        _ => bail!("takes `--check` or nothing"),
    };
    let mut fresh = output(cargo().args(["run", "--quiet", "--package", "regain-server", "--", "openapi"]))?;
    serde_json::from_str::<serde_json::Value>(&fresh)
        .context("what `regain-server openapi` writes is not JSON")?;
    if !fresh.ends_with('\n') {
        fresh.push('\n');
    }
    let path = tree::root().join(FILE);
    if !check {
        fs::write(&path, fresh).with_context(|| format!("cannot write {FILE}"))?;
        println!("{FILE} is written");
        return Ok(());
    }
    let committed = fs::read_to_string(&path).with_context(|| format!("cannot read {FILE}"))?;
    if committed != fresh {
        bail!("{FILE} is not what the server says of itself: run `cargo xtask openapi` and commit the file");
    }
    println!("{FILE} is fresh");
    Ok(())
}
