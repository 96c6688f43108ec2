//! Maps and sets of what an iterator gives. Not by `collect`, which sorts first: compiled for the web app, that is a sort of its own for
//! every type, and most of what is gathered here is in order already.

use std::collections::{BTreeMap, BTreeSet};

/// A map; of a key that comes twice the last value counts.
pub(crate) fn map<K: Ord, V>(items: impl Iterator<Item = (K, V)>) -> BTreeMap<K, V> {
    let mut map = BTreeMap::new();
    map.extend(items);
    map
}

/// A set.
pub(crate) fn set<T: Ord>(items: impl Iterator<Item = T>) -> BTreeSet<T> {
    let mut set = BTreeSet::new();
    set.extend(items);
    set
}
