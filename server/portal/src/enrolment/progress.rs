//! What became of a code.

use regain_storage::portal::{
    Asked, EnrolmentRow, MethodId, MethodRow, MethodState, RequestRow, RequestState, ThingHash,
};

use super::code::{EnrolmentId, code, kept, link};
use crate::approvals;
use crate::fault::Fault;
use crate::state::Portal;
use crate::visit::Me;

/// How far an enrolment is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Progress {
    /// The code waits for a device.
    Open {
        /// The text of the QR code.
        link: String,
        /// Until when, ms.
        expires: u64,
    },
    /// A device brought a key, and is tested.
    Testing {
        /// The method, by the name its device gave it: whoever reads it knows whether that was theirs.
        method: MethodRow,
        /// The number to type there, in groups.
        number: String,
        /// Until when, ms.
        expires: u64,
    },
    /// The test ended without an approval, or the method is gone.
    Failed {
        /// How.
        how: RequestState,
    },
    /// The method is in use.
    Live(MethodRow),
    /// Nobody used the code in time.
    Expired,
}

impl Progress {
    /// A word for it, the same as the event stream's.
    pub fn state(&self) -> &'static str {
        match self {
            Self::Open { .. } => "open",
            Self::Testing { .. } => "testing",
            Self::Failed { how } => approvals::code(*how),
            Self::Live(_) => "live",
            Self::Expired => "expired",
        }
    }
}

/// How far an enrolment of this session is. Of one that another session offered nothing can be said: it looks expired.
pub async fn progress(portal: &Portal, me: &Me, id: EnrolmentId) -> Result<Progress, Fault> {
    let now = portal.now();
    let code = code(portal, &me.token, id);
    let Some(row) = portal.storage.enrolment(me.token, kept(code.expose_bytes())).await? else {
        return Ok(Progress::Expired);
    };
    let EnrolmentRow { expires, method, .. } = row;
    let Some(method) = method else {
        let open = Progress::Open { link: link(portal, code), expires };
        return Ok(if now < expires { open } else { Progress::Expired });
    };
    let test = test(portal, me.token, method, now).await?;
    let Some(method) = me.standing.method(method) else {
        return Ok(Progress::Failed { how: test.map_or(RequestState::Over, |test| test.state) });
    };
    match (method.state, test) {
        (MethodState::Live, _) => Ok(Progress::Live(method.clone())),
        (MethodState::Waiting, Some(test)) if test.state == RequestState::Waiting => Ok(Progress::Testing {
            method: method.clone(),
            number: approvals::grouped(&test.texts.number),
            expires: test.expires,
        }),
        (_, test) => Ok(Progress::Failed { how: test.map_or(RequestState::Over, |test| test.state) }),
    }
}

/// The newest request of this session, if it is the test of this method.
async fn test(
    portal: &Portal,
    session: ThingHash,
    method: MethodId,
    now: u64,
) -> Result<Option<RequestRow>, Fault> {
    let row = portal.storage.request_of(session, now).await?;
    Ok(row.filter(|row| row.asked == Asked::Enrolment { session, method }))
}
