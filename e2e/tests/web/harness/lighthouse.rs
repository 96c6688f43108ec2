//! Lighthouse, taken from npm's registry. It starts a browser of its own, with a fresh profile.

use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

use super::npm;

/// The newest that runs on Node 20, which Debian's users have.
const WANTED: &str = "lighthouse@12";

/// What it says about a page, from 0 to 100, and what it found fault with.
pub struct Verdict {
    /// How fast it is there, on a slow phone and a slow line, as computed.
    pub performance: f64,
    /// Whether everybody can use it.
    pub accessibility: f64,
    /// Whether it is built well.
    pub best_practices: f64,
    /// In its words.
    pub faults: Vec<String>,
}

/// Looks at a page as on a `phone`, or on a desk.
pub fn examine(url: &str, phone: bool) -> Result<Verdict, String> {
    let program = npm::package(WANTED)?.join("cli/index.js");
    let folder = tempfile::TempDir::new().unwrap();
    let report = folder.path().join("report.json");
    let done = Command::new("node")
        .args([program.as_path(), Path::new(url)])
        .args(["--quiet", "--output=json", "--only-categories=performance,accessibility,best-practices"])
        .arg(format!("--output-path={}", report.display()))
        .arg("--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage")
        .args((!phone).then_some("--preset=desktop"))
        .env("CHROME_PATH", "/usr/bin/chromium")
        .stdin(Stdio::null())
        .output()
        .map_err(|error| format!("node: {error}"))?;
    if !done.status.success() {
        return Err(String::from_utf8_lossy(&done.stderr).into_owned());
    }
    let report = std::fs::read_to_string(&report).map_err(|error| error.to_string())?;
    serde_json::from_str(&report).map(|report| verdict(&report)).map_err(|error| error.to_string())
}

fn verdict(report: &Value) -> Verdict {
    let score = |category: &str| report["categories"][category]["score"].as_f64().unwrap_or_default() * 100.0;
    let audits = report["audits"].as_object().into_iter().flatten();
    let faults = audits.filter(|(_, audit)| audit["score"].as_f64().is_some_and(|score| score < 0.9));
    Verdict {
        performance: score("performance"),
        accessibility: score("accessibility"),
        best_practices: score("best-practices"),
        faults: faults
            .map(|(id, audit)| format!("{id}: {} {}", audit["title"], audit["displayValue"]))
            .collect(),
    }
}
