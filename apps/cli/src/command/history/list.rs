//! The states that can be restored.

use regain_sync::flow::history;
use serde_json::{Value, json};

use crate::context::Context;
use crate::error::Result;
use crate::net::{ask, who};
use crate::output::{Style, Table};
use crate::store::Store;
use crate::time;

pub(super) fn run(context: &Context) -> Result<()> {
    let store = Store::unlock(context)?;
    let states = history::listed(&ask::in_session(context, &store, history::list)?)?;
    let replica = store.read()?;
    let lines: Vec<Value> = states
        .iter()
        .map(|state| json!({"number": state.number, "time": time::iso(state.time), "by": who(&replica, state.author)}))
        .collect();
    context.out.json(&lines);
    let mut table = Table::new(&["Number", "When", "", "By"]);
    for state in &states {
        table.row([
            (Style::Strong, state.number.to_string().as_str()),
            (Style::Plain, &time::local(state.time)),
            (Style::Dim, &time::ago(state.time, context.now())),
            (Style::Plain, &who(&replica, state.author)),
        ]);
    }
    context.out.table(&table);
    context.out.line("What differs: regain history show WHEN. Bring it back: regain history restore WHEN (a number, a time, or 2h, 3d)");
    Ok(())
}
