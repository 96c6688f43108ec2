//! axe-core, taken from npm's registry, and run in the page.

use serde_json::Value;

use super::browser::Browser;
use super::npm;

/// The program, or why it can't be had.
pub fn axe() -> Result<String, String> {
    let path = npm::package("axe-core@4")?.join("axe.min.js");
    std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
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
