//! `regain backup alerts`: addresses that are told of changes. Mail never recovers anything.

use regain_protocol::limit::ALERTS;
use regain_sync::flow::alerts;
use serde_json::json;

use crate::args::{AlertsArgs, AlertsCommand};
use crate::context::Context;
use crate::error::Result;
use crate::net::ask;
use crate::output::{Style, Table};
use crate::store::Store;

pub(super) fn run(context: &Context, args: AlertsArgs) -> Result<()> {
    let store = Store::unlock(context)?;
    let (address, add) = match args.command {
        None => {
            let listed = alerts::listed(&ask::in_session(context, &store, alerts::list)?)?;
            context.out.json(&listed);
            if listed.is_empty() {
                context
                    .out
                    .line("No address is told of changes. Add one with `regain backup alerts add ADDRESS`.");
                return Ok(());
            }
            let mut table = Table::new(&["Address", "Confirmed"]);
            for alert in &listed {
                let (style, confirmed) = if alert.confirmed {
                    (Style::Good, "yes")
                } else {
                    (Style::Warning, "not yet: follow the link in the mail")
                };
                table.row([(Style::Plain, alert.address.as_str()), (style, confirmed)]);
            }
            context.out.table(&table);
            return Ok(());
        }
        Some(AlertsCommand::Add { address }) => (address, true),
        Some(AlertsCommand::Remove { address }) => (address, false),
    };
    let answer = ask::in_session(context, &store, |replica| alerts::change(replica, &address, add))?;
    answer.require_success()?;
    context.out.json(&json!({"address": address, "added": add}));
    if add {
        context.out.done(format!("A mail with a link was sent to {address}. Alerts go there once it is followed; at most {ALERTS} addresses."));
    } else {
        context.out.done(format!("{address} is told of nothing any more."));
    }
    Ok(())
}
