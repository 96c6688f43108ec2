//! A request as the app shows it.

use regain_protocol::portal::{PendingRequest, Purpose};
use regain_storage::portal::{Asked, RequestRow};

use super::named;

/// Without its number: that stands in the browser that asks.
pub fn pending(row: &RequestRow) -> PendingRequest {
    PendingRequest {
        id: named::request(row.id),
        purpose: match row.asked {
            Asked::Enrolment { .. } => Purpose::Enrolment,
            Asked::SignIn(_) => Purpose::SignIn,
            // Taking back "report lost" is a change like those that ask for a second factor.
            Asked::StepUp(_) | Asked::Resume { .. } => Purpose::StepUp,
        },
        application: row.texts.application.as_str().into(),
        place: row.texts.place.as_deref().map(Into::into),
        browser: row.texts.browser.as_deref().map(Into::into),
        digits: u8::try_from(row.texts.number.len()).unwrap_or(u8::MAX),
        created: row.created,
        expires: row.expires,
    }
}
