//! `regain exit-codes`.

use serde_json::json;

use crate::context::Context;
use crate::error::{EXIT_CODES, Result};

#[expect(clippy::unnecessary_wraps, reason = "every command has this shape")]
pub(super) fn run(context: &Context) -> Result<()> {
    let codes: Vec<_> = EXIT_CODES
        .lines()
        .filter_map(|line| line.split_once("  "))
        .map(|(code, meaning)| json!({"code": code.parse::<u8>().ok(), "meaning": meaning}))
        .collect();
    context.out.json(&codes);
    context.out.line(EXIT_CODES.trim_end());
    Ok(())
}
