//! `cargo xtask arch`: what docs/ARCHITECTURE.md draws is what the crates are.
//!
//! The page is the only list. `page` reads it, `graph` reads the crates, `rules` compares the two, and
//! `hazmat` searches the sources for doors that only tests may open.

mod graph;
mod hazmat;
mod page;
mod rules;

use anyhow::{Context as _, Result, bail};

use crate::{program, tree};

const PAGE: &str = "docs/ARCHITECTURE.md";

/// Compares the workspace with the page and the sources with the `hazmat` law.
pub fn run(arguments: &[String]) -> Result<()> {
    if !arguments.is_empty() {
        bail!("takes no arguments");
    }
    let root = tree::root();
    let text = std::fs::read_to_string(root.join(PAGE)).with_context(|| format!("cannot read {PAGE}"))?;
    let page = page::parse(&text).with_context(|| format!("cannot understand {PAGE}"))?;
    let crates = graph::crates(&root, &program::metadata()?);

    let mut findings = rules::page_findings(&page);
    findings.extend(rules::crate_findings(&page, &crates));
    findings.extend(hazmat::findings(&tree::rust_files(&root)?, &crates));
    for finding in &findings {
        println!("  {finding}");
    }
    if !findings.is_empty() {
        bail!("{} finding(s); the laws are in {PAGE}", findings.len());
    }
    println!(
        "arch: {} crates keep to {} arrows and {} guarded dependencies",
        crates.len(),
        page.arrows.len(),
        page.guarded.len()
    );
    Ok(())
}
