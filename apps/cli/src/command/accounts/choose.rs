//! From a word or two to one account.

use std::fmt::Write as _;

use regain_vault::query::{self, Hit};
use regain_vault::{RecordId, Vault};

use crate::error::{Exit, Failure, Result};
use crate::output::clean;

/// The words of a command line as one query.
pub(in crate::command) fn words(query: &[String]) -> String {
    query.join(" ")
}

/// The one account that matches. Several are listed, none is said; both are exit code 8.
pub(in crate::command) fn choose(vault: &Vault, query: &str) -> Result<RecordId> {
    match choose_all(vault, query)?.as_slice() {
        [one] => Ok(one.id),
        several => Err(ambiguous(query, several)),
    }
}

/// Every account that matches as well as the best one; at least one.
pub(in crate::command) fn choose_all(vault: &Vault, query: &str) -> Result<Vec<Hit>> {
    let hits = query::best(vault, query);
    if hits.is_empty() {
        return Err(Failure::new(
            Exit::NotFound,
            "not-found",
            format!("no account matches \"{}\"", clean(query)),
        )
        .next("see `regain list`; what was removed is in `regain trash`"));
    }
    Ok(hits)
}

fn ambiguous(query: &str, hits: &[Hit]) -> Failure {
    /// More lines than this help nobody.
    const SHOWN: usize = 20;
    let mut message = format!("{} accounts match \"{}\":", hits.len(), clean(query));
    for hit in hits.iter().take(SHOWN) {
        let id = hit.id.to_string();
        let _ = write!(message, "\n  {}  {}", &id[..8], clean(&hit.name)); // A String takes any text.
    }
    if hits.len() > SHOWN {
        let _ = write!(message, "\n  and {} more", hits.len() - SHOWN);
    }
    Failure::new(Exit::NotFound, "ambiguous", message)
        .next("say more of its name, or the first digits of its id")
}
