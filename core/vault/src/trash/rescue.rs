//! Saves an account that lives on from a purge that did not know it.
//!
//! A purge drops fields by their stamp alone; else merging would depend on the order. Suppose one device empties its trash
//! while another, offline, has restored or edited the account: after the merge only the newer fields would be left, an
//! account without its secret. The device that still holds the fields therefore writes them once more, above the purge.

use crate::{Change, Clock, Field, FieldKey, Record, Vault, keys};

/// Before `incoming` is merged: the edit that writes anew what it would take from accounts that live on. Not yet applied;
/// [`Vault::absorb`] does both.
pub fn rescue(vault: &Vault, clock: &mut Clock, now_ms: u64, incoming: &Change) -> Option<Change> {
    let mut change = Change::new();
    for theirs in incoming.records() {
        let Some(mine) = vault.record(theirs.id()) else { continue };
        rescue_one(mine, theirs, clock, now_ms, &mut change);
    }
    (!change.is_empty()).then_some(change)
}

fn rescue_one(mine: &Record, theirs: &Record, clock: &mut Clock, now_ms: u64, change: &mut Change) {
    let Some(purged) = theirs.purged.filter(|purged| mine.purged.is_none_or(|mine| mine < *purged)) else {
        return;
    };
    let mut unpurged = theirs.duplicate();
    unpurged.purged = None;
    let mut joined = mine.duplicate();
    joined.join(unpurged);
    if !joined.is_live() {
        return;
    }
    let stamp = clock.tick_after(now_ms, joined.newest().max(Some(purged)));
    let taken = |(key, field): &(FieldKey, Field)| field.stamp <= purged && key.as_str() != keys::COUNTER;
    let (id, kind) = (joined.id, joined.kind);
    for (key, field) in std::mem::take(&mut joined.fields).into_iter().filter(taken) {
        change.set(id, kind, key, stamp, field.value);
    }
}
