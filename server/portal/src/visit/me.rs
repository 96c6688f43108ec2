//! Who is signed in.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use regain_http::token;
use regain_storage::portal::{Evidence, PortalSessionRow, ThingHash};

use super::{Visitor, cookies};
use crate::Standing;
use crate::fault::Fault;
use crate::session::{Action, Permit, SessionFacts, permit};
use crate::sign_in::Scope;
use crate::state::{Portal, Shared};

/// Somebody whose session reaches everything the role permits.
pub struct Me {
    /// The browser.
    pub visitor: Visitor,
    /// The person and the methods, as they are now.
    pub standing: Standing,
    /// The session.
    pub facts: SessionFacts,
    /// SHA-256 of its token.
    pub token: ThingHash,
    /// What it reaches.
    pub scope: Scope,
    /// When it was loaded, ms.
    pub now: u64,
}

/// Somebody whose session reaches the enrolment pages at least.
pub struct Enrolling(pub Me);

impl Me {
    /// Leave for an action; else the page that proves what is missing, and from there back to `page`, which shows the form again.
    pub fn permit(&self, action: Action, page: &str) -> Result<Permit, Fault> {
        permit(&self.facts, action, &self.standing, self.now)
            .map_err(|refusal| Fault::of_refusal(&refusal, page))
    }

    /// What its session rests on now.
    pub fn proven(&self) -> Vec<Evidence> {
        self.facts.counting(&self.standing, self.now)
    }

    /// From a browser's cookie, as everything is now.
    pub async fn load(portal: &Portal, visitor: Visitor) -> Result<Self, Fault> {
        let now = portal.now();
        let signed_out = || Fault::SignIn { next: visitor.path.clone() };
        let cookie = visitor.cookie(cookies::SESSION).ok_or_else(signed_out)?;
        let token = token::hash_of_text(&cookie).ok_or_else(signed_out)?;
        let row = portal.storage.portal_session(token, now).await?.ok_or_else(signed_out)?;
        let person = portal.storage.person(row.person, now).await?;
        let (person, methods) = person.ok_or_else(signed_out)?;
        let standing = Standing { person, methods };
        let facts = SessionFacts::from(&row);
        let scope = facts.reach(&standing, now).ok_or_else(signed_out)?;
        Ok(Self { visitor, standing, facts, token, scope, now })
    }
}

impl From<&PortalSessionRow> for SessionFacts {
    fn from(row: &PortalSessionRow) -> Self {
        Self { person: row.person, expires: row.expires, evidence: row.evidence.clone() }
    }
}

impl FromRequestParts<Shared> for Enrolling {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Shared) -> Result<Self, Fault> {
        Me::load(portal, Visitor::of(portal, parts)).await.map(Self)
    }
}

impl FromRequestParts<Shared> for Me {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, portal: &Shared) -> Result<Self, Fault> {
        let me = Self::load(portal, Visitor::of(portal, parts)).await?;
        if me.scope == Scope::Full { Ok(me) } else { Err(Fault::EnrolFirst) }
    }
}
