//! axe-core, taken from npm's registry into `target/axe`, and run in the page.

use std::path::PathBuf;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::browser::Browser;

/// The program, or why it can't be had.
pub fn axe() -> Result<String, String> {
    // target/PROFILE/deps/TEST
    let test = std::env::current_exe().unwrap();
    let folder = test.ancestors().nth(3).unwrap().join("axe");
    let path = folder.join("node_modules/axe-core/axe.min.js");
    if !path.exists() {
        install(&folder)?;
    }
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
}

fn install(folder: &PathBuf) -> Result<(), String> {
    std::fs::create_dir_all(folder).map_err(|error| error.to_string())?;
    let mut npm = Command::new("npm");
    npm.args(["install", "--no-save", "--no-audit", "--no-fund", "--ignore-scripts", "axe-core@4"]);
    let done =
        npm.current_dir(folder).stdin(Stdio::null()).output().map_err(|error| format!("npm: {error}"))?;
    if done.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&done.stderr).into_owned()) }
}

impl Browser {
    /// What axe finds serious or critical on this screen, in lines.
    pub fn serious(&self, axe: &str) -> Vec<String> {
        // Straight into the page's world, past its policy: the page itself can't do this.
        self.cdp("Runtime.evaluate", &serde_json::json!({"expression": axe}));
        let script = "const found = await axe.run(document, {resultTypes: ['violations'], \
            runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']});\
            return found.violations.filter(one => ['serious', 'critical'].includes(one.impact))\
                .flatMap(one => one.nodes.map(node => `${one.id}: ${one.help}: ${node.html} ${node.failureSummary}`));";
        let found = self.run_async(script);
        found.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect()
    }
}
