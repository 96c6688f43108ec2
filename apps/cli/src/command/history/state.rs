//! One earlier state: the difference, and the way back to it.

use regain_sync::flow::history;
use regain_sync::{Checks, SyncError};
use regain_vault::history::{Difference, What, diff, restore_to};
use regain_vault::{Clock, RecordKind, Vault};
use serde_json::{Value, json};

use super::super::change;
use super::when::{self, When};
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::{ask, sync};
use crate::output::{clean, counted};
use crate::store::{Store, Unlocked};
use crate::time;

pub(super) fn show(context: &Context, when: &str) -> Result<()> {
    let store = Store::unlock(context)?;
    let (state, earlier) = fetch(context, &store, when)?;
    let differences = differences(context, &store, &earlier)?;
    context.out.json(&json!({"number": state.number, "time": state.time.map(time::iso), "differences": as_json(&differences)}));
    as_text(context, &state, &differences);
    Ok(())
}

pub(super) fn restore(context: &Context, when: &str) -> Result<()> {
    let store = Store::unlock(context)?;
    let (state, earlier) = fetch(context, &store, when)?;
    let differences = differences(context, &store, &earlier)?;
    as_text(context, &state, &differences);
    if !differences.is_empty() {
        context.prompts.require("Bring this state back? It can be undone in the same way.")?;
        change(context, &store, |replica, now| {
            Ok((restore_to(&mut replica.vault, &mut replica.clock, now, &earlier), ()))
        })?;
    }
    context.out.json(&json!({
        "restored": !differences.is_empty(), "number": state.number, "time": state.time.map(time::iso),
        "differences": as_json(&differences),
    }));
    if !differences.is_empty() {
        context.out.done(format!("Brought back: {}.", counted(differences.len(), "entry")));
        sync::after_change(context, &store);
    }
    Ok(())
}

/// Which state was found.
struct State {
    number: u64,
    time: Option<u64>,
}

fn fetch(context: &Context, store: &Unlocked, when: &str) -> Result<(State, Vault)> {
    let when = when::read(when, context.now())?;
    let states = history::listed(&ask::in_session(context, store, history::list)?)?;
    let state = match when {
        When::Number(number) => {
            let time = states.iter().find(|state| state.number == number).map(|state| state.time);
            State { number, time }
        }
        When::At(time) => {
            let found = history::newest_at(&states, time).ok_or_else(|| {
                let oldest = states.iter().map(|state| state.time).min();
                let kept = oldest.map_or_else(|| "none".to_owned(), time::local);
                Failure::new(
                    Exit::NotFound,
                    "no-such-state",
                    format!("no state is kept from {} or before", time::local(time)),
                )
                .next(format!("see `regain history`; the oldest is from {kept}"))
            })?;
            State { number: found.number, time: Some(found.time) }
        }
    };
    let head = store.read()?.membership.as_ref().ok_or(SyncError::NoBackup)?.chain.head().number;
    let missing = || {
        Failure::new(
            Exit::NotFound,
            "no-such-state",
            format!("the state of entry {} is not kept", state.number),
        )
        .next("see `regain history` for those that are")
    };
    if state.number > head {
        return Err(missing());
    }
    let answer = ask::in_session(context, store, |replica| history::state(replica, state.number))?;
    if answer.status == 404 {
        return Err(missing());
    }
    let earlier = history::opened(&answer, &store.read()?, state.number, &Checks::default())?;
    Ok((state, earlier))
}

/// What going back would change, from the present: worked out on a copy, so that it is exactly what the restore does.
fn differences(context: &Context, store: &Unlocked, earlier: &Vault) -> Result<Vec<Difference>> {
    let replica = store.read()?;
    let mut after = replica.vault.duplicate();
    let mut clock = Clock::resume(replica.author(), &after, context.now());
    restore_to(&mut after, &mut clock, context.now(), earlier);
    let mut differences = diff(&replica.vault, &after);
    differences.retain(|difference| difference.kind != RecordKind::DEVICE);
    Ok(differences)
}

fn as_text(context: &Context, state: &State, differences: &[Difference]) {
    let when = state
        .time
        .map(|at| format!(" ({}, {})", time::local(at), time::ago(at, context.now())))
        .unwrap_or_default();
    if differences.is_empty() {
        context.out.line(format!("The state of entry {}{when} is the present one.", state.number));
        return;
    }
    context.out.line(format!("Going back to entry {}{when} would change:", state.number));
    for difference in differences {
        let name = clean(&difference.name);
        match &difference.what {
            What::Added => context.out.line(format!("  + {name} comes back")),
            What::Removed => context.out.line(format!("  - {name} goes to the trash")),
            What::Changed(fields) => {
                context.out.line(format!("  ~ {name}"));
                for field in fields {
                    let show = |value: &Option<String>| clean(value.as_deref().unwrap_or("(none)"));
                    let line = if field.secret {
                        format!("      {}: another one", field.key)
                    } else {
                        format!("      {}: {} → {}", field.key, show(&field.old), show(&field.new))
                    };
                    context.out.line(line);
                }
            }
        }
    }
}

fn as_json(differences: &[Difference]) -> Vec<Value> {
    differences
        .iter()
        .map(|difference| {
            let (what, fields) = match &difference.what {
                What::Added => ("comes-back", Vec::new()),
                What::Removed => ("goes-to-trash", Vec::new()),
                What::Changed(fields) => (
                    "changes",
                    fields
                        .iter()
                        .map(|f| json!({"key": f.key, "from": f.old, "to": f.new, "secret": f.secret}))
                        .collect(),
                ),
            };
            json!({"id": difference.id.to_string(), "name": difference.name, "what": what, "fields": fields})
        })
        .collect()
}
