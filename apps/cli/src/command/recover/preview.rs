//! What a merge would do, before it is done.

use regain_vault::history::{Difference, Preview, What};
use serde_json::{Value, json};

use crate::context::Context;
use crate::output::{clean, counted};

pub(super) fn show(context: &Context, preview: &Preview) {
    let out = &context.out;
    out.line("Merged with the accounts on this device:");
    part(context, "would be added", &preview.added);
    part(context, "would change", &preview.changed);
    part(context, "would go to the trash, because they were deleted elsewhere later", &preview.removed);
    out.line(format!("  unchanged: {}", counted(preview.identical, "account")));
    if !preview.likely_duplicates.is_empty() {
        out.line(format!(
            "  same secret as one here, likely the same account: {}. Both stay",
            counted(preview.likely_duplicates.len(), "account")
        ));
    }
}

fn part(context: &Context, what: &str, differences: &[Difference]) {
    if differences.is_empty() {
        return;
    }
    context.out.line(format!("  {} {what}:", differences.len()));
    for difference in differences {
        let fields = match &difference.what {
            What::Changed(fields) => {
                let keys: Vec<&str> = fields.iter().map(|field| field.key.as_str()).collect();
                format!(" ({})", keys.join(", "))
            }
            _ => String::new(),
        };
        context.out.line(clean(&format!("    {}{fields}", difference.name)));
    }
}

pub(super) fn as_json(preview: &Preview) -> Value {
    let list = |differences: &[Difference]| -> Vec<Value> {
        differences.iter().map(|d| json!({"id": d.id.to_string(), "name": d.name})).collect()
    };
    let duplicates: Vec<Value> = preview
        .likely_duplicates
        .iter()
        .map(|(mine, theirs)| json!({"mine": mine.to_string(), "theirs": theirs.to_string()}))
        .collect();
    json!({
        "added": list(&preview.added),
        "changed": list(&preview.changed),
        "removed": list(&preview.removed),
        "identical": preview.identical,
        "likely_duplicates": duplicates,
    })
}
