//! What the engine says, asked or not.

use serde::{Deserialize, Serialize};

use super::{Answer, Trouble};
use crate::view::{CodeView, State};

/// One message of the engine.
#[derive(Clone, Serialize, Deserialize)]
pub enum Told {
    /// The answer to the command with this number.
    Answered {
        /// Its number.
        id: u32,
        /// How it ended.
        result: Result<Answer, Trouble>,
    },
    /// Everything to show, new. Sent whenever anything but a code changed.
    State(Box<State>),
    /// New codes, by account id: sent shortly before the ones that are shown end.
    Codes(Vec<(String, CodeView)>),
    /// A long command is under way.
    Progress {
        /// Its number.
        id: u32,
        /// What it does at this moment.
        step: Progress,
    },
}

/// What takes a moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Progress {
    /// Asking the service.
    Contact,
    /// Stretching a passphrase: about a second, on an old phone a few.
    Stretch,
    /// Uploading.
    Upload,
    /// Fetching.
    Download,
    /// Reading back and comparing.
    ReadBack,
    /// Writing here.
    Store,
}
