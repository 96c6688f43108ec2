//! A temporary access pass for somebody whom nobody in the portal can help: the sole administrator.

use regain_storage::StorageError;
use regain_storage::portal::{AddMethod, Change, NewAudit, Notes, PersonState};
use zeroize::Zeroizing;

use crate::acts::Act;
use crate::deeds::NewPass;
use crate::fault::Fault;
use crate::mails;
use crate::people::PersonName;
use crate::state::Portal;

/// How long the pass is good, ms: an hour.
const PASS_MS: u64 = 60 * 60 * 1000;

/// Why nothing was done. The operator's to mend; each says how.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// No such name.
    #[error("nobody has the user name {0:?}; `regain-server admin list` shows who is there")]
    Nobody(String),
    /// May not sign in.
    #[error("{0} is disabled; an administrator enables the account first")]
    Disabled(String),
    /// Somebody else is at it.
    #[error("the account changed in this very moment; try again")]
    Moved,
    /// The store.
    #[error("the store does not answer: {0}")]
    Store(#[from] StorageError),
    /// Inside; the log says more.
    #[error("it failed inside; the log has it under {0}")]
    Internal(String),
}

/// A pass as it is shown, once.
pub struct Issued {
    /// Whose, the name typed to sign in.
    pub name: String,
    /// The pass.
    pub pass: Zeroizing<String>,
    /// From when on it is no good, ms.
    pub ends: u64,
    /// To how many addresses it is told.
    pub told: usize,
}

/// Issues a pass for this person, good once and for an hour. `on`: the host, as it calls itself.
pub async fn recover(portal: &Portal, name: &str, on: &str) -> Result<Issued, HostError> {
    let nobody = || HostError::Nobody(name.to_owned());
    let name = PersonName::typed(name).map_err(|_| nobody())?;
    let now = portal.now();
    let found = portal.storage.person_by_name(name.as_str(), now).await?;
    let (person, _) = found.ok_or_else(nobody)?;
    if person.state == PersonState::Disabled {
        return Err(HostError::Disabled(person.name));
    }
    let ends = now + PASS_MS;
    let pass = NewPass::make(portal, person.id, ends, Some(1));
    let origin = format!("host {on}");
    let notice = mails::Notice {
        act: Act::HostPass,
        about: None,
        added: None,
        by: None,
        way_back: None,
        origin: origin.clone(),
        now,
    };
    let mails =
        mails::to_all_addresses(portal, person.id, &notice).await.map_err(|fault| internal(&fault))?;
    let told = mails.len();
    let audit = NewAudit {
        at: now,
        actor: None,
        target: Some(person.id),
        action: Act::HostPass.code().to_owned(),
        origin,
        evidence: String::new(),
        details: "{}".to_owned(),
    };
    let add = AddMethod {
        person: person.id,
        revision: person.revision,
        method: pass.method,
        things: vec![pass.thing],
        taking: None,
        now,
        notes: Notes { audit, mails },
    };
    match portal.storage.add_method(add).await? {
        Change::Changed => Ok(Issued { name: person.name, pass: pass.text, ends, told }),
        Change::Moved | Change::LastAdministrator => Err(HostError::Moved),
    }
}

fn internal(fault: &Fault) -> HostError {
    HostError::Internal(if let Fault::Internal(id) = fault { id.clone() } else { String::new() })
}
