//! An export in several QR codes: which came, and which are missing.

use std::collections::{BTreeMap, BTreeSet};

/// The number of parts stands in the code itself; more than anybody scans is damage.
const MOST: u32 = 1000;

/// Of each export, by what its parts have in common: how many there are, and which came.
#[derive(Default)]
pub(super) struct Parts(BTreeMap<i32, (u32, BTreeSet<u32>)>);

impl Parts {
    /// Takes a part, numbered from 0. Whether it is new: one that is scanned twice counts once.
    pub fn take(&mut self, export: i32, size: u32, index: u32) -> bool {
        let (_, seen) = self.0.entry(export).or_insert((size.min(MOST), BTreeSet::new()));
        seen.insert(index)
    }

    /// How many parts there are, and the numbers of those that are missing, from 1; of the first export that is incomplete.
    pub fn missing(&self) -> (u32, Vec<u32>) {
        let missing = |(size, seen): &(u32, BTreeSet<u32>)| -> Vec<u32> {
            (0..*size).filter(|index| !seen.contains(index)).map(|index| index + 1).collect()
        };
        let mut exports = self.0.values().map(|export| (export.0, missing(export)));
        let first = self.0.values().next().map_or(0, |export| export.0);
        exports.find(|(_, missing)| !missing.is_empty()).unwrap_or((first, Vec::new()))
    }
}

#[cfg(test)]
mod tests {
    use super::Parts;

    #[test]
    fn a_part_counts_once_and_exports_stay_apart() {
        let mut parts = Parts::default();
        assert_eq!(parts.missing(), (0, vec![]));
        assert!(parts.take(7, 3, 1));
        assert!(!parts.take(7, 3, 1));
        assert!(parts.take(8, 2, 0));
        assert_eq!(parts.missing(), (3, vec![1, 3]));
        assert!(parts.take(7, 3, 0) && parts.take(7, 3, 2));
        assert_eq!(parts.missing(), (2, vec![2]));
        assert!(parts.take(8, 2, 1));
        assert_eq!(parts.missing(), (3, vec![]));
    }

    #[test]
    fn a_damaged_number_makes_no_endless_list() {
        let mut parts = Parts::default();
        parts.take(1, u32::MAX, 0);
        assert_eq!(parts.missing().1.len(), 999);
    }
}
