//! Moves an account in the list.

use super::sorted;
use super::{AccountError, live, order_of};
use crate::record::RecordKind;
use crate::{Change, Clock, FieldKey, RecordId, Value, Vault, fraction, keys};

/// Moves an account to just after `after`, or to the front. Usually one field is written; where two devices have chosen the
/// same place at once, the neighbours that share it are spread as well.
pub fn place(
    vault: &mut Vault,
    clock: &mut Clock,
    now_ms: u64,
    id: RecordId,
    after: Option<RecordId>,
) -> Result<Change, AccountError> {
    live(vault, id, RecordKind::ACCOUNT)?;
    let list: Vec<(RecordId, String)> = sorted(vault)
        .into_iter()
        .filter(|record| record.id() != id)
        .map(|record| (record.id(), order_of(record).to_owned()))
        .collect();
    let at = match after {
        None => 0,
        Some(after) if after == id => return Ok(Change::new()),
        Some(after) => 1 + list.iter().position(|(other, _)| *other == after).ok_or(AccountError::Unknown)?,
    };
    let low = at.checked_sub(1).map(|before| list[before].1.clone());
    let mut change = Change::new();
    let mut moving = vec![id];
    let mut rest = list[at..].iter();
    // Whoever stands at or before the lower bound although he comes after it must move along.
    let high = loop {
        match rest.next() {
            Some((next, order)) if !fits(low.as_deref(), order) => moving.push(*next),
            Some((_, order)) => break Some(order.clone()),
            None => break None,
        }
    };
    let mut low = low.filter(|low| fraction::is_index(low));
    for id in moving {
        let order = fraction::between(low.as_deref(), high.as_deref()).unwrap_or_default();
        let fields = vec![(FieldKey::known(keys::ORDER), Value::text(&order)?)];
        change.join(vault.write(clock, now_ms, id, RecordKind::ACCOUNT, fields));
        low = Some(order);
    }
    Ok(change)
}

fn fits(low: Option<&str>, order: &str) -> bool {
    fraction::is_index(order) && low.is_none_or(|low| low < order)
}
