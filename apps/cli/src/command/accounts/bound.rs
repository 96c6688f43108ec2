//! Accounts of organisations, beside those with codes.

use regain_screen::view::BoundRow;
use regain_sync::Replica;
use regain_vault::bound;
use serde::Serialize;

use crate::context::Context;
use crate::output::{Style, Table, clean};

/// The account as JSON; scripts tell it by its type.
#[derive(Serialize)]
pub struct BoundView {
    id: String,
    issuer: String,
    label: String,
    #[serde(rename = "type")]
    kind: &'static str,
    portal: String,
    action_required: bool,
}

impl BoundView {
    /// The view of a row.
    pub fn of(row: &BoundRow) -> Self {
        Self {
            id: row.id.clone(),
            issuer: row.organisation.clone(),
            label: row.name.clone(),
            kind: "approval",
            portal: row.portal.clone(),
            action_required: row.action_required,
        }
    }
}

/// Those that match every word in organisation, name or portal, or by the beginning of their id; all of them without a word.
pub(in crate::command) fn find(replica: &Replica, query: &str) -> Vec<BoundRow> {
    let query = query.trim().to_lowercase();
    let rows = bound::list(&replica.vault).into_iter().flatten();
    let matches = |row: &BoundRow| {
        let text = format!("{} {} {}", row.organisation, row.name, row.portal).to_lowercase();
        query.split_whitespace().all(|word| text.contains(word))
            || (query.len() >= 4 && row.id.starts_with(&query))
    };
    rows.map(|account| BoundRow::of(&account, replica.author())).filter(matches).collect()
}

/// Name and organisation.
pub(in crate::command) fn name(row: &BoundRow) -> String {
    clean(&format!("{} at {}", row.name, row.organisation))
}

/// The table of them.
pub(in crate::command) fn table(rows: &[BoundRow]) -> Table {
    let mut table = Table::new(&["ORGANIZATION", "NAME", "APPROVALS", "ID"]);
    for row in rows {
        let state = if row.action_required {
            (Style::Warning, "action required")
        } else {
            (Style::Plain, "on this device")
        };
        table.row([
            (Style::Plain, clean(&row.organisation)),
            (Style::Plain, clean(&row.name)),
            (state.0, state.1.to_owned()),
            (Style::Dim, row.id.chars().take(8).collect()),
        ]);
    }
    table
}

/// The step left, where there is one.
pub(in crate::command) fn say_step(context: &Context, row: &BoundRow) {
    if !row.action_required {
        return;
    }
    context.out.warn(format!("Action required for {}: scan a QR code from your organization.", name(row)));
    context.out.warn(
        "The key never leaves the device it was made on, so it is in no backup; this device has none that your organization accepts.",
    );
    let page = row.page().unwrap_or_else(|| "your organization's Security info page".to_owned());
    context.out.warn(format!(
        "next: open {page} and sign in, choose \u{201c}Add method\u{201d}, \u{201c}Authenticator app\u{201d}; give the QR code to `regain enrol --image FILE`, or its link to `regain enrol -`"
    ));
}
