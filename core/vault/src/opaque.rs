//! A record this version cannot read. It is kept as it came and written out unchanged, so an older app never drops
//! what a newer one has stored.

use std::fmt;
use zeroize::Zeroizing;

/// The bytes of an unreadable record; possibly secrets, so wiped when dropped.
#[derive(PartialEq, Eq)]
pub struct Opaque(Zeroizing<Vec<u8>>);

impl Opaque {
    pub(crate) fn new(bytes: &[u8]) -> Self {
        Self(Zeroizing::new(bytes.to_vec()))
    }

    /// The bytes as they came.
    pub fn expose_raw(&self) -> &[u8] {
        &self.0
    }

    /// A second copy, on purpose; wiped like the first.
    #[must_use]
    pub fn duplicate(&self) -> Self {
        Self::new(&self.0)
    }
}

impl Ord for Opaque {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.0.as_slice().cmp(other.0.as_slice())
    }
}

impl PartialOrd for Opaque {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Debug for Opaque {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}
