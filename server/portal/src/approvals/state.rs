//! How a request stands, as a word.

use regain_storage::portal::RequestState;

/// The word by which a waiting page and its event stream name it.
pub fn code(state: RequestState) -> &'static str {
    match state {
        RequestState::Waiting => "waiting",
        RequestState::Approved => "approved",
        RequestState::WrongNumber => "wrong-number",
        RequestState::Denied => "denied",
        RequestState::Reported => "reported",
        RequestState::Over => "over",
    }
}
