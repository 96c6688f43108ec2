//! What is written down together with a change: the line in the audit log, and the mails about it.

use regain_storage::portal::{Evidence, MethodId, NewAudit, Notes, PersonId};
use serde_json::{Map, Value};

use crate::acts::Act;
use crate::fault::Fault;
use crate::mails;
use crate::sign_in::amr;
use crate::state::Portal;
use crate::visit::{Me, Visitor};

/// What happened, to be written down.
#[derive(Debug, Clone)]
pub struct Note {
    act: Act,
    actor: Option<PersonId>,
    target: Option<PersonId>,
    evidence: String,
    details: Map<String, Value>,
    added: Option<MethodId>,
    by: Option<String>,
    way_back: Option<String>,
}

impl Note {
    /// Done by the person it happens to, with this evidence.
    pub fn own(act: Act, person: PersonId, evidence: &[Evidence]) -> Self {
        let evidence = amr(evidence).join(" ");
        Self {
            act,
            actor: Some(person),
            target: Some(person),
            evidence,
            details: Map::new(),
            added: None,
            by: None,
            way_back: None,
        }
    }

    /// Done in a session to the person whose it is.
    pub fn mine(act: Act, me: &Me) -> Self {
        Self::own(act, me.standing.person.id, &me.proven())
    }

    /// Done in a session to another person.
    pub fn to(act: Act, me: &Me, target: PersonId) -> Self {
        let by = (target != me.standing.person.id).then(|| me.standing.person.shown.clone());
        Self { target: Some(target), by, ..Self::mine(act, me) }
    }

    /// By somebody who did not prove to be anybody.
    pub fn by_nobody(act: Act, target: Option<PersonId>) -> Self {
        Self {
            act,
            actor: None,
            target,
            evidence: String::new(),
            details: Map::new(),
            added: None,
            by: None,
            way_back: None,
        }
    }

    /// With a detail: a name, a kind; never a secret.
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.details.insert(key.to_owned(), value.into());
        self
    }

    /// About a method that is added: "This wasn't me" in the mail suspends it.
    #[must_use]
    pub fn adding(self, method: MethodId) -> Self {
        Self { added: Some(method), ..self }
    }

    /// About a method that was suspended: the mail leads to the page that takes it back.
    #[must_use]
    pub fn with_way_back(self, address: String) -> Self {
        Self { way_back: Some(address), ..self }
    }

    /// The line for the log.
    pub fn line(self, visitor: &Visitor, now: u64) -> NewAudit {
        NewAudit {
            at: now,
            actor: self.actor,
            target: self.target,
            action: self.act.code().to_owned(),
            origin: visitor.origin(),
            evidence: self.evidence,
            details: Value::Object(self.details).to_string(),
        }
    }

    /// The line alone: nobody is told by mail.
    pub fn quiet(self, visitor: &Visitor, now: u64) -> Notes {
        Notes { audit: self.line(visitor, now), mails: Vec::new() }
    }

    /// The line, and a mail to every confirmed address of the person it happens to.
    pub async fn told(self, portal: &Portal, visitor: &Visitor, now: u64) -> Result<Notes, Fault> {
        let Some(target) = self.target else { return Ok(self.quiet(visitor, now)) };
        let notice = mails::Notice {
            act: self.act,
            about: self.details.get("name").and_then(Value::as_str).map(str::to_owned),
            added: self.added,
            by: self.by.clone(),
            way_back: self.way_back.clone(),
            origin: visitor.origin(),
            now,
        };
        let mails = mails::to_all_addresses(portal, target, &notice).await?;
        Ok(Notes { audit: self.line(visitor, now), mails })
    }
}
