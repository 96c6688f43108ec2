//! Which method a new one takes the place of.

use regain_storage::portal::{MethodId, MethodRow};

use crate::Standing;
use crate::fault::Fault;
use crate::pages::security_info::own;

/// A method that may be replaced by a new everyday one.
pub struct Replaceable {
    /// The id, for the form.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What may be chosen.
pub fn all(standing: &Standing) -> Vec<Replaceable> {
    let everyday = standing.methods.iter().filter(|row| row.kind.is_everyday());
    everyday.map(|row| Replaceable { id: own::text(row.id), name: row.name.clone() }).collect()
}

/// What was chosen; empty is nothing. Of anybody else's methods the answer is that of none.
pub fn chosen(standing: &Standing, typed: &str) -> Result<Option<MethodId>, Fault> {
    if typed.is_empty() {
        return Ok(None);
    }
    let row: &MethodRow = own::method(standing, typed)?;
    if row.kind.is_everyday() { Ok(Some(row.id)) } else { Err(Fault::NotFound) }
}
