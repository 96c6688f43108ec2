//! What was found wrong with one record. It is said, and everything else goes on working.

use crate::RecordId;
use std::fmt;

/// Why one record cannot be used by this version. Its bytes are kept and passed on.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RecordError {
    /// The bytes are not a record.
    #[error("this entry is damaged")]
    Malformed,
    /// A part this version does not know and therefore must not touch.
    #[error("this entry was written by a newer version of Regain; update to use it")]
    Newer,
    /// Larger than the format allows.
    #[error("this entry is larger than the format allows")]
    TooBig,
    /// Purged by one device while another edited it, and no device that still holds the rest has answered yet.
    #[error(
        "this entry was emptied from the trash while it was edited elsewhere; delete it, or restore an earlier state"
    )]
    Emptied,
    /// A field the view needs is not there.
    #[error("this entry has no {0}")]
    Missing(&'static str),
    /// A field the view needs holds something else.
    #[error("this entry has a {0} that cannot be read")]
    Unreadable(&'static str),
    /// The fields are each readable and together make no code.
    #[error("this entry cannot give codes: {0}")]
    NoCode(String),
}

/// One broken record. The list around it is shown as ever.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Which record; `None` if not even that can be read.
    pub record: Option<RecordId>,
    /// A name to show, if there is one: issuer and label.
    pub name: Option<String>,
    /// What is wrong.
    pub error: RecordError,
}

impl Finding {
    /// A finding about a record with a readable id.
    pub(crate) fn about(record: &crate::Record, error: RecordError) -> Self {
        Self { record: Some(record.id()), name: Some(crate::account::name_of(record)), error }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (&self.name, &self.record) {
            (Some(name), _) if !name.is_empty() => write!(f, "{name}: {}", self.error),
            (_, Some(id)) => write!(f, "{id}: {}", self.error),
            _ => write!(f, "{}", self.error),
        }
    }
}
