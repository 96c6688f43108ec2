//! What waits at all portals, asked at once and each for a limited time.

use std::sync::Arc;

use regain_sync::flow::approve::Waiting;
use regain_sync::replica::Binding;

use super::line;
use crate::Context;
use crate::error::{Exit, Failure, Result};
use crate::store::Unlocked;

/// What came of asking one portal.
pub struct Asked {
    /// The enrolment.
    pub binding: Binding,
    /// What waits, or why it is not known.
    pub found: Result<Option<Arc<Waiting>>>,
}

/// Asks all portals that this device may be asked by.
pub fn all(context: &Context, store: &Unlocked) -> Result<Vec<Asked>> {
    let bindings: Vec<Binding> = store.read()?.approvals().map(|holding| holding.binding.clone()).collect();
    Ok(std::thread::scope(|scope| {
        let threads: Vec<_> = bindings
            .into_iter()
            .map(|binding| {
                let context = context.silent();
                let own = binding.clone();
                (
                    own,
                    scope.spawn(move || {
                        Ok(line::open(&context, store, &binding)?.look(&context)?.map(Arc::new))
                    }),
                )
            })
            .collect();
        threads
            .into_iter()
            .map(|(binding, thread)| Asked {
                binding,
                found: thread.join().unwrap_or_else(|_| Err(broken())),
            })
            .collect()
    }))
}

fn broken() -> Failure {
    Failure::new(Exit::Failure, "internal", "asking the portal failed inside this program")
        .next("try again; if it stays, report it")
}
