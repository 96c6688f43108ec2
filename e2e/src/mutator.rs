//! What a malicious service does to requests and answers.

use regain_log::{Entry, Head, frame};
use regain_sync::request::{head_text, parse_head};
use regain_sync::{Request, Response};

/// Stands between a client and the real service.
pub trait Mutator: Send {
    /// Looks at a request, changes it, or answers it in the service's place.
    fn request(&mut self, _request: &mut Request) -> Option<Response> {
        None
    }

    /// Changes the service's answer.
    fn response(&mut self, _request: &Request, response: Response) -> Response {
        response
    }
}

/// Changes nothing.
pub struct Honest;

impl Mutator for Honest {}

/// Changes answers by a function.
pub struct Answers<F>(pub F);

impl<F: FnMut(&Request, Response) -> Response + Send> Mutator for Answers<F> {
    fn response(&mut self, request: &Request, response: Response) -> Response {
        self.0(request, response)
    }
}

/// Answers in the service's place where a function gives an answer.
pub struct Instead<F>(pub F);

impl<F: FnMut(&mut Request) -> Option<Response> + Send> Mutator for Instead<F> {
    fn request(&mut self, request: &mut Request) -> Option<Response> {
        self.0(request)
    }
}

/// Whether a request reads entries that follow a number.
pub fn is_pull(request: &Request) -> bool {
    request.path.contains("/entries?")
}

/// Whether a request reads a whole state.
pub fn is_restore(request: &Request) -> bool {
    request.path.ends_with("/restore")
}

/// Whether a request appends entries.
pub fn is_append(request: &Request) -> bool {
    request.path.ends_with("/entries")
}

/// The entries in an answer; none where it holds none.
pub fn entries_of(response: &Response) -> Vec<Entry> {
    frame::read_all(&response.body).unwrap_or_default()
}

/// The same answer with other entries. The head it claims becomes the last entry's, so that the lie is consistent; where no
/// entry is left the head stays.
#[must_use]
pub fn with_entries(mut response: Response, entries: &[Entry]) -> Response {
    response.body = frame::write_all(entries);
    if let Some(last) = entries.last() {
        response.head = Some(head_text(Head { number: last.header().number, hash: last.hash() }));
    }
    response
}

/// The head an answer claims.
pub fn head_of(response: &Response) -> Option<Head> {
    parse_head(response.head.as_deref()?)
}

/// An answer with a problem's code and status, as an honest service would spell it.
pub fn problem(code: regain_protocol::ProblemCode) -> Response {
    Response {
        status: code.status(),
        content_type: regain_protocol::PROBLEM_TYPE.to_owned(),
        head: None,
        body: serde_json::to_vec(&regain_protocol::Problem::new(code)).unwrap(),
    }
}

/// Changes one answer's JSON.
#[must_use]
pub fn with_json(mut response: Response, change: impl FnOnce(&mut serde_json::Value)) -> Response {
    let mut value = serde_json::from_slice(&response.body).unwrap();
    change(&mut value);
    response.body = serde_json::to_vec(&value).unwrap();
    response
}
