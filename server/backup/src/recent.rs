//! A few thousand things that were used lately, by key. Any of them may be forgotten at any time.

use std::collections::HashMap;
use std::hash::Hash;
use std::sync::{Mutex, PoisonError};

/// Two generations: when the newer one is full the older one is forgotten.
pub struct Recent<K, V> {
    halves: Mutex<Halves<K, V>>,
    half: usize,
}

struct Halves<K, V> {
    new: HashMap<K, V>,
    old: HashMap<K, V>,
}

impl<K: Eq + Hash, V> Recent<K, V> {
    /// Keeps at least the `half` things used last, and at most twice as many.
    pub fn new(half: usize) -> Self {
        Self { halves: Mutex::new(Halves { new: HashMap::new(), old: HashMap::new() }), half }
    }

    /// Keeps it.
    pub fn put(&self, key: K, value: V) {
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        if halves.new.len() >= self.half && !halves.new.contains_key(&key) {
            halves.old = std::mem::take(&mut halves.new);
        }
        halves.old.remove(&key);
        halves.new.insert(key, value);
    }

    /// Takes it out, if it is there and is what the caller wants.
    pub fn take_if(&self, key: &K, wanted: impl Fn(&V) -> bool) -> Option<V> {
        let mut halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        let Halves { new, old } = &mut *halves;
        let half = if new.contains_key(key) { new } else { old };
        if half.get(key).is_some_and(wanted) { half.remove(key) } else { None }
    }

    /// A copy of it.
    pub fn find(&self, key: &K) -> Option<V>
    where
        V: Clone,
    {
        let halves = self.halves.lock().unwrap_or_else(PoisonError::into_inner);
        halves.new.get(key).or_else(|| halves.old.get(key)).cloned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_stay_and_the_oldest_go() {
        let recent = Recent::new(2);
        for key in 1..=4 {
            recent.put(key, key * 10);
        }
        assert_eq!((recent.find(&1), recent.find(&4)), (Some(10), Some(40)));
        recent.put(5, 50);
        assert_eq!((recent.find(&1), recent.find(&2), recent.find(&3)), (None, None, Some(30)));
        // Of one key there is one value.
        recent.put(3, 31);
        assert_eq!(recent.find(&3), Some(31));
        assert_eq!(recent.take_if(&3, |value| *value == 30), None);
        assert_eq!(recent.take_if(&3, |value| *value == 31), Some(31));
        assert_eq!(recent.find(&3), None);
    }
}
