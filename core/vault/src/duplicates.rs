//! Likely duplicates: pointed out, never dropped. An account's identity is its id.

use crate::record::RecordKind;
use crate::{Record, RecordId, Value, Vault, keys};
use regain_otp::Otp;

/// The live accounts with the same secret and type as `candidate`.
pub fn of(vault: &Vault, candidate: &Otp) -> Vec<RecordId> {
    let same = |record: &&Record| {
        record.value(keys::SECRET).and_then(Value::as_bytes) == Some(candidate.secret().expose_bytes())
            && record.value(keys::TYPE).and_then(Value::as_text) == Some(candidate.kind().name())
    };
    vault.live(RecordKind::ACCOUNT).filter(same).map(Record::id).collect()
}

/// Pairs of live accounts, one of `mine` and one of `theirs`, with the same secret and type and different ids.
pub fn between(mine: &Vault, theirs: &Vault) -> Vec<(RecordId, RecordId)> {
    let mut known: std::collections::BTreeMap<(&[u8], &str), Vec<RecordId>> =
        std::collections::BTreeMap::new();
    for record in mine.live(RecordKind::ACCOUNT) {
        if let Some(key) = identity(record) {
            known.entry(key).or_default().push(record.id());
        }
    }
    let mut pairs = Vec::new();
    for record in theirs.live(RecordKind::ACCOUNT) {
        // An account that both know already is the same account, whatever else shares its secret.
        if mine.record(record.id()).is_some_and(Record::is_live) {
            continue;
        }
        for id in identity(record).and_then(|key| known.get(&key)).into_iter().flatten() {
            pairs.push((*id, record.id()));
        }
    }
    pairs
}

fn identity(record: &Record) -> Option<(&[u8], &str)> {
    Some((record.value(keys::SECRET)?.as_bytes()?, record.value(keys::TYPE)?.as_text()?))
}
