//! Accounts of organisations: enrolments and requests.

use regain_protocol::path::portal::SECURITY_INFO_PAGE;
use regain_protocol::portal::{PortalAddress, Purpose, Shown};
use regain_sync::Replica;
use regain_sync::flow::approve::Waiting;
use regain_sync::flow::enrol::Known;
use regain_sync::replica::{Binding, Holding};
use serde::{Deserialize, Serialize};

use super::BoundRow;
use crate::message::Trouble;

/// "Set up for Example Ltd at portal.example?"
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EnrolmentView {
    /// The portal's address.
    pub portal: String,
    /// Its host, and port where it is not the usual one: what a person compares.
    pub host: String,
    /// What it calls the organisation.
    pub organisation: String,
}

/// A request that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestView {
    /// Names it to the engine: portal, method and request, since ids are one portal's.
    pub key: String,
    /// The person's name at the organisation.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// The portal's host: organisations may have the same name.
    pub host: String,
    /// What is signed in to.
    pub application: String,
    /// Where from, if the portal can tell. A hint: whoever asks may lie.
    pub place: Option<String>,
    /// The browser as it names itself; likewise.
    pub browser: Option<String>,
    /// What for.
    pub purpose: PurposeView,
    /// Digits of the number in the browser.
    pub digits: u8,
    /// When it was made, ms since the Unix epoch by this device's clock.
    pub asked: u64,
    /// When it ends, likewise.
    pub ends: u64,
}

/// What an approval is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum PurposeView {
    /// The test that makes a new key usable.
    Enrolment,
    /// A sign-in.
    SignIn,
    /// A change that asks for a recent second factor.
    StepUp,
}

/// What waits at all portals.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RequestsView {
    /// The requests, the oldest first.
    pub requests: Vec<RequestView>,
    /// Accounts whose portal could not be asked.
    pub unreached: Vec<UnreachedView>,
    /// How many accounts this device may be asked for.
    pub enrolled: u32,
}

/// A portal that could not be asked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnreachedView {
    /// The person's name at the organisation.
    pub name: String,
    /// The organisation.
    pub organisation: String,
    /// The portal's host.
    pub host: String,
    /// Why: [`crate::words::Words::portal_trouble`] says it.
    pub trouble: Trouble,
}

impl EnrolmentView {
    /// Of a portal that answered.
    pub fn of(known: &Known) -> Self {
        let portal = known.portal();
        Self {
            portal: portal.to_string(),
            host: portal.host().to_owned(),
            organisation: named(known.organisation(), portal),
        }
    }
}

impl RequestView {
    /// Of a request; `None` if this device has no key for it any more.
    pub fn of(waiting: &Waiting, replica: &Replica) -> Option<Self> {
        let (request, binding) = (waiting.request(), waiting.binding());
        let holding = replica.holdings.iter().find(|holding| holding.binding == *binding)?;
        let text = |shown: &Option<Shown>| {
            shown.as_ref().filter(|shown| !shown.is_empty()).map(|shown| shown.as_str().to_owned())
        };
        Some(Self {
            key: key_of(waiting),
            name: holding.name.as_str().to_owned(),
            organisation: named(&holding.organisation, &binding.portal),
            host: binding.portal.host().to_owned(),
            application: named(&request.application, &binding.portal),
            place: text(&request.place),
            browser: text(&request.browser),
            purpose: match request.purpose {
                Purpose::Enrolment => PurposeView::Enrolment,
                Purpose::SignIn => PurposeView::SignIn,
                Purpose::StepUp => PurposeView::StepUp,
            },
            digits: request.digits,
            asked: waiting.created(),
            ends: waiting.ends(),
        })
    }
}

impl UnreachedView {
    /// Of an enrolment.
    pub fn of(holding: &Holding, trouble: Trouble) -> Self {
        let portal = &holding.binding.portal;
        Self {
            name: holding.name.as_str().to_owned(),
            organisation: named(&holding.organisation, portal),
            host: portal.host().to_owned(),
            trouble,
        }
    }
}

impl BoundRow {
    /// The page where the organisation shows a new QR code. `None` where the backup holds an address that is no portal's: a link may only
    /// lead to one.
    pub fn page(&self) -> Option<String> {
        let portal: PortalAddress = self.portal.parse().ok()?;
        Some(format!("{portal}{SECURITY_INFO_PAGE}"))
    }
}

/// [`RequestView::key`] of a request.
pub fn key_of(waiting: &Waiting) -> String {
    let Binding { portal, method } = waiting.binding();
    format!("{portal} {method} {}", waiting.request().id)
}

/// What a portal calls something, or else its own host: a person must see something to decide about.
fn named(shown: &Shown, portal: &PortalAddress) -> String {
    if shown.is_empty() { portal.host().to_owned() } else { shown.as_str().to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(portal: &str) -> BoundRow {
        let text = String::new();
        BoundRow {
            id: text.clone(),
            name: text.clone(),
            organisation: text,
            portal: portal.into(),
            action_required: true,
        }
    }

    #[test]
    fn only_a_portals_address_becomes_a_link() {
        assert_eq!(
            row("https://portal.example").page().as_deref(),
            Some("https://portal.example/security-info")
        );
        for bad in ["", "javascript:alert(1)//", "https://portal.example/x?", "http://portal.example"] {
            assert_eq!(row(bad).page(), None, "{bad}");
        }
    }
}
