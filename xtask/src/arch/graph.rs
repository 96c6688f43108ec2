//! The crates of the workspace by folder, with what each names in its `Cargo.toml`.

use std::collections::BTreeMap;
use std::path::Path;

use crate::program::Metadata;
use crate::tree;

/// A workspace crate.
#[derive(Debug, Clone, Default)]
pub struct Crate {
    /// Where it lies, `core/otp`: the name by which docs/ARCHITECTURE.md knows it.
    pub folder: String,
    /// The name that Rust paths begin with, `regain_otp`.
    pub library: String,
    /// Workspace crates it is built from, as folders; tests aside.
    pub inner: Vec<String>,
    /// Outside crates it is built from; tests aside.
    pub outer: Vec<String>,
    /// Workspace crates that only its tests use, as folders.
    pub inner_for_tests: Vec<String>,
}

/// All workspace crates, ordered by folder. Dependencies for build scripts count as normal ones.
pub fn crates(root: &Path, metadata: &Metadata) -> Vec<Crate> {
    let folders: BTreeMap<&str, String> = metadata
        .packages
        .iter()
        .map(|package| {
            let folder = package.manifest_path.parent().unwrap_or(&package.manifest_path);
            (package.name.as_str(), tree::relative(root, folder))
        })
        .collect();
    let mut crates: Vec<Crate> = metadata
        .packages
        .iter()
        .map(|package| {
            let mut found = Crate {
                folder: folders[package.name.as_str()].clone(),
                library: package.name.replace('-', "_"),
                ..Crate::default()
            };
            for dependency in &package.dependencies {
                let for_tests = dependency.kind.as_deref() == Some("dev");
                match folders.get(dependency.name.as_str()) {
                    Some(folder) if for_tests => found.inner_for_tests.push(folder.clone()),
                    Some(folder) => found.inner.push(folder.clone()),
                    None if for_tests => {}
                    None => found.outer.push(dependency.name.clone()),
                }
            }
            found
        })
        .collect();
    crates.sort_by(|a, b| a.folder.cmp(&b.folder));
    crates
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "tests")]
    use super::*;

    #[test]
    fn sorts_dependencies_by_kind_and_home() {
        let metadata: Metadata = serde_json::from_str(
            r#"{"target_directory": "/p/target", "packages": [
                {"name": "regain-seal", "manifest_path": "/p/core/seal/Cargo.toml", "dependencies": [
                    {"name": "age", "kind": null}, {"name": "regain-log", "kind": "dev"},
                    {"name": "proptest", "kind": "dev"}, {"name": "cc", "kind": "build"}]},
                {"name": "regain-log", "manifest_path": "/p/core/log/Cargo.toml", "dependencies": []},
                {"name": "regain-cli", "manifest_path": "/p/apps/cli/Cargo.toml", "dependencies": [
                    {"name": "regain-seal", "kind": null}]}]}"#,
        )
        .unwrap();
        let crates = crates(Path::new("/p"), &metadata);
        assert_eq!(
            crates.iter().map(|c| c.folder.as_str()).collect::<Vec<_>>(),
            ["apps/cli", "core/log", "core/seal"]
        );
        assert_eq!(crates[0].library, "regain_cli");
        assert_eq!(crates[0].inner, ["core/seal"]);
        assert_eq!(crates[2].outer, ["age", "cc"]);
        assert_eq!(crates[2].inner_for_tests, ["core/log"]);
    }
}
