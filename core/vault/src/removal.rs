//! "A sync that would remove more than a few accounts asks first."

use crate::record::RecordKind;
use crate::{Change, Record, Vault, account};

/// Up to this many accounts may vanish in one sync without a question.
pub const A_FEW: usize = 3;

/// What would vanish.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RemovalWarning {
    /// How many live accounts would go to the trash.
    pub count: usize,
    /// How many there are.
    pub of: usize,
    /// Their names.
    pub names: Vec<String>,
}

/// Whether to ask before `change` is merged into `before`: it would take more than [`A_FEW`] live accounts, or every one of
/// at least two. Bound accounts count too. All changes of one pull belong in one question: join them first.
pub fn asks(before: &Vault, change: &Change) -> Option<RemovalWarning> {
    let counts = |record: &&Record| matches!(record.kind(), RecordKind::ACCOUNT | RecordKind::BOUND_ACCOUNT);
    let mut names = Vec::new();
    for theirs in change.records() {
        let Some(mine) = before.record(theirs.id()).filter(counts).filter(|record| record.is_live()) else {
            continue;
        };
        if theirs.deletion().is_none() {
            continue;
        }
        let mut joined = mine.duplicate();
        joined.join(theirs.duplicate());
        if !joined.is_live() {
            names.push(account::name_of(mine));
        }
    }
    let of = before.records().filter(counts).filter(|record| record.is_live()).count();
    let count = names.len();
    (count > A_FEW || (count == of && count >= 2)).then_some(RemovalWarning { count, of, names })
}
