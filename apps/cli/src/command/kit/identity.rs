//! `regain kit identity`: the line that opens encrypted exports with the stock `age` tool. Needs neither store nor service.

use std::path::Path;

use serde_json::json;

use crate::context::Context;
use crate::error::Result;
use crate::net::way_in;
use crate::prompt::Twin;

pub(super) fn run(context: &Context, kit_file: Option<&Path>) -> Result<()> {
    let secret = way_in::kit(context, Twin::new("--kit-file", kit_file))?;
    let Some(kit) = secret.kit() else { return Ok(()) };
    let line = kit.age_identity().expose_line();
    context.out.json(&json!({"identity": line.as_str()}));
    context.out.line(line.as_str());
    Ok(())
}
