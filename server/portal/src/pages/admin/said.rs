//! Words for what is stored.

use std::collections::HashMap;

use regain_storage::portal::{PersonId, PersonState, Role};

use crate::deeds::{Wanted, id_text};
use crate::fault::Fault;
use crate::pages::admin::span::span;
use crate::pages::security_info::kind;
use crate::state::Portal;
use crate::words::Words;

/// A role.
pub fn role(role: Role, w: Words) -> &'static str {
    match role {
        Role::Member => w.admin_role_member(),
        Role::HelpDesk => w.admin_role_help_desk(),
        Role::Administrator => w.admin_role_administrator(),
    }
}

/// A state.
pub fn state(state: PersonState, w: Words) -> &'static str {
    match state {
        PersonState::Invited => w.admin_state_invited(),
        PersonState::Active => w.admin_state_active(),
        PersonState::Disabled => w.admin_state_disabled(),
    }
}

/// What waits for a second administrator, and what was checked before.
pub fn wanted(wanted: &Wanted, target: &str, w: Words) -> (String, Option<String>) {
    match wanted {
        Wanted::Pass { ms, checked, .. } => {
            (w.admin_wants_pass(&span(*ms, w), target), Some(checked.clone()))
        }
        Wanted::Reregistration(kinds) => {
            let names: Vec<&str> = kinds.iter().map(|one| kind(*one, w)).collect();
            (w.admin_wants_reregistration(&names.join(", "), target), None)
        }
        Wanted::Disabled => (w.admin_wants_disabled(target), None),
        Wanted::Enabled => (w.admin_wants_enabled(target), None),
        Wanted::Role(wanted) => (w.admin_wants_role(role(*wanted, w), target), None),
    }
}

/// Names of people, each looked up once.
#[derive(Default)]
pub struct Names(HashMap<PersonId, String>);

impl Names {
    /// The name shown to others; of somebody who is not there any more, the id.
    pub async fn of(&mut self, portal: &Portal, id: PersonId) -> Result<String, Fault> {
        if let Some(name) = self.0.get(&id) {
            return Ok(name.clone());
        }
        let found = portal.storage.person(id, portal.now()).await?;
        let name = found.map_or_else(|| id_text(&id.0), |(person, _)| person.shown);
        self.0.insert(id, name.clone());
        Ok(name)
    }
}
