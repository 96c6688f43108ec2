//! Finds accounts by a word or two: `regain code git`.

use crate::record::RecordKind;
use crate::{Record, RecordId, Value, Vault, account, keys};

/// How well an account matches; the best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rank {
    /// Issuer, label, both together, or a tag is exactly the text.
    Exact,
    /// One of them, or the id, starts with it.
    Prefix,
    /// One of them contains it.
    Substring,
    /// Each word of the text is contained in one of them.
    Words,
}

/// One hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The account.
    pub id: RecordId,
    /// Issuer and label.
    pub name: String,
    /// How well it matches.
    pub rank: Rank,
}

/// Digits of an id from which on a text may mean an id: fewer would match by accident.
const ID_DIGITS: usize = 4;

/// The live accounts that match `text` in issuer, label, tag or id, whatever the case; the best first, equals in the list's
/// order. An empty text matches nothing.
pub fn find(vault: &Vault, text: &str) -> Vec<Hit> {
    let text = text.trim().to_lowercase();
    if text.is_empty() {
        return Vec::new();
    }
    let hit = |record: &Record| {
        let rank = rank(record, &text)?;
        Some(Hit { id: record.id(), name: account::name_of(record), rank })
    };
    let mut hits: Vec<Hit> = account::sorted(vault).into_iter().filter_map(hit).collect();
    hits.sort_by_key(|hit| hit.rank);
    hits
}

/// The hits of the best rank only: one means the text was clear.
pub fn best(vault: &Vault, text: &str) -> Vec<Hit> {
    let mut hits = find(vault, text);
    let best = hits.first().map(|hit| hit.rank);
    hits.retain(|hit| Some(hit.rank) == best);
    hits
}

fn rank(record: &Record, text: &str) -> Option<Rank> {
    debug_assert_eq!(record.kind(), RecordKind::ACCOUNT);
    let field = |key| record.value(key).and_then(Value::as_text).unwrap_or_default().to_lowercase();
    let (issuer, label) = (field(keys::ISSUER), field(keys::LABEL));
    let mut texts = vec![format!("{issuer}:{label}"), format!("{issuer} {label}"), issuer, label];
    texts.extend(account::tags_of(record).map(str::to_lowercase));
    let id = record.id().to_string();
    if texts.iter().any(|known| known == text) || id == text {
        return Some(Rank::Exact);
    }
    if texts.iter().any(|known| known.starts_with(text)) || (text.len() >= ID_DIGITS && id.starts_with(text))
    {
        return Some(Rank::Prefix);
    }
    if texts.iter().any(|known| known.contains(text)) {
        return Some(Rank::Substring);
    }
    let all = text.split_whitespace().all(|word| texts.iter().any(|known| known.contains(word)));
    all.then_some(Rank::Words)
}
