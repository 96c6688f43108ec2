//! Organisations' portals. What is asked and answered here crosses the border as bytes inside [`super::Command::Portal`] and
//! [`super::Answer::Portal`]: only the screens that use it know how to read it, and they are not among those that come first.

use serde::{Deserialize, Serialize};

use super::Secret;
use crate::view::{EnrolmentView, RequestView, RequestsView};

/// A message that was encoded where it was made.
#[derive(Clone, Serialize, Deserialize)]
pub struct Packed(Vec<u8>);

impl Packed {
    /// What is asked; `None` if it is something else.
    pub fn ask(&self) -> Option<Ask> {
        super::decode(&self.0)
    }

    /// What is answered; `None` if it is something else.
    pub fn reply(&self) -> Option<Reply> {
        super::decode(&self.0)
    }
}

/// What is asked. `Answer::Done` where no reply is named.
#[derive(Clone, Serialize, Deserialize)]
pub enum Ask {
    /// Asks the portal of an enrolment link what it is: `Reply::Found`. Nothing else is sent to it.
    Look(Secret),
    /// The person agreed to what `Look` found: a key is made, its public half is sent, and the portal asks for a test: `Reply::Test`.
    Enrol {
        /// How this device is called there.
        device_name: String,
    },
    /// The number of the test was typed: `Reply::Usable`. One that can't be it costs nothing; a wrong one ends the enrolment.
    Confirm(String),
    /// No enrolment after all, at whatever step it is.
    Stop,
    /// What waits, asked of all portals now: `Reply::Requests`.
    Requests,
    /// Yes, with the number in the browser. One that can't be it costs nothing; a wrong one ends the request.
    Approve {
        /// [`RequestView::key`].
        request: String,
        /// As typed.
        number: String,
    },
    /// No: [`RequestView::key`].
    Deny(String),
    /// "It wasn't me", also when it has ended: [`RequestView::key`].
    Report(String),
}

/// What is answered.
#[derive(Clone, Serialize, Deserialize)]
pub enum Reply {
    /// The portal of a link.
    Found(EnrolmentView),
    /// The number that stands in the browser is to be typed.
    Test(RequestView),
    /// The account works on this device.
    Usable {
        /// Id of its row.
        id: String,
        /// It was in the list before, and this device had no key for it.
        is_back: bool,
    },
    /// What waits.
    Requests(RequestsView),
}

impl Ask {
    /// Encodes it.
    pub fn pack(&self) -> Packed {
        Packed(super::encode(self))
    }
}

impl Reply {
    /// Encodes it.
    pub fn pack(&self) -> Packed {
        Packed(super::encode(self))
    }
}
