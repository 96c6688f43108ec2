//! Requests and answers as data: a driver sends them, this crate makes and reads them.

use regain_log::{Entry, Hash, Head, frame};
use regain_protocol::{ENTRIES_TYPE, Problem};
use serde::Serialize;
use serde::de::DeserializeOwned;
use zeroize::Zeroizing;

use crate::SyncError;

/// HTTP methods in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Acts.
    Post,
    /// Replaces.
    Put,
    /// Ends.
    Delete,
}

/// One HTTP request to the backup service.
pub struct Request {
    /// Method.
    pub method: Method,
    /// Path and query, starting with a slash.
    pub path: String,
    /// Bearer token, if the path asks for a session.
    pub token: Option<Zeroizing<String>>,
    /// Media type of the body; `None` without one.
    pub content_type: Option<&'static str>,
    /// `NUMBER.HASH` for the header `regain-expected-head`.
    pub expected_head: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

/// What came back over HTTP, whatever it is.
#[derive(Debug, Clone, Default)]
pub struct Response {
    /// HTTP status.
    pub status: u16,
    /// Media type, without parameters.
    pub content_type: String,
    /// Header `regain-head`.
    pub head: Option<String>,
    /// The body.
    pub body: Vec<u8>,
}

impl Request {
    /// Reads a path.
    pub fn get(path: impl Into<String>) -> Self {
        Self::bare(Method::Get, path.into())
    }

    /// Ends what a path names.
    pub fn delete(path: impl Into<String>) -> Self {
        Self::bare(Method::Delete, path.into())
    }

    /// Sends JSON.
    ///
    /// # Panics
    /// Never: the protocol's types have text keys only.
    pub fn json(method: Method, path: impl Into<String>, body: &impl Serialize) -> Self {
        let body = serde_json::to_vec(body).expect("the protocol's types have text keys only");
        Self { content_type: Some("application/json"), body, ..Self::bare(method, path.into()) }
    }

    /// Appends entries at an expected head.
    pub fn append(path: impl Into<String>, expected: Head, frames: Vec<u8>) -> Self {
        Self {
            content_type: Some(ENTRIES_TYPE),
            expected_head: Some(head_text(expected)),
            body: frames,
            ..Self::bare(Method::Post, path.into())
        }
    }

    /// With a session.
    #[must_use]
    pub fn with_token(mut self, token: &str) -> Self {
        self.token = Some(Zeroizing::new(token.to_owned()));
        self
    }

    fn bare(method: Method, path: String) -> Self {
        Self { method, path, token: None, content_type: None, expected_head: None, body: Vec::new() }
    }
}

impl Response {
    /// Whether the service did what was asked.
    pub fn is_success(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The JSON of a successful answer.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, SyncError> {
        self.require_success()?;
        serde_json::from_slice(&self.body).map_err(|_| SyncError::NotRegain { status: self.status })
    }

    /// The entries of a successful answer, and the head the service claims.
    pub fn entries(&self) -> Result<(Vec<Entry>, Head), SyncError> {
        self.require_success()?;
        self.framed()
    }

    /// The entries in the body, whatever the status: a conflict carries what the client lacks.
    pub fn framed(&self) -> Result<(Vec<Entry>, Head), SyncError> {
        let not_regain = SyncError::NotRegain { status: self.status };
        if self.content_type != ENTRIES_TYPE {
            return Err(not_regain);
        }
        let head = self.head.as_deref().and_then(parse_head).ok_or(not_regain)?;
        let entries = frame::read_all(&self.body).map_err(|error| SyncError::Finding(error.into()))?;
        Ok((entries, head))
    }

    /// Refuses everything but success, with the service's own problem where it sent one.
    pub fn require_success(&self) -> Result<(), SyncError> {
        if self.is_success() { Ok(()) } else { Err(self.refusal()) }
    }

    fn refusal(&self) -> SyncError {
        match self.problem() {
            Some(problem) => SyncError::Refused(Box::new(problem)),
            None => SyncError::NotRegain { status: self.status },
        }
    }

    /// The problem of a failed answer.
    pub fn problem(&self) -> Option<Problem> {
        if self.is_success() { None } else { serde_json::from_slice(&self.body).ok() }
    }
}

/// `NUMBER.HASH`.
pub fn head_text(head: Head) -> String {
    format!("{}.{}", head.number, head.hash)
}

/// Reads `NUMBER.HASH`.
pub fn parse_head(text: &str) -> Option<Head> {
    let (number, hash) = text.split_once('.')?;
    Some(Head { number: number.parse().ok()?, hash: hash.parse::<Hash>().ok()? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_survives_its_text() {
        let head = Head { number: 42, hash: Hash::of(&[b"x"]) };
        assert_eq!(parse_head(&head_text(head)), Some(head));
        assert_eq!(parse_head("42"), None);
        assert_eq!(parse_head("x.y"), None);
    }

    #[test]
    fn a_page_of_another_server_is_told_from_a_problem() {
        let page =
            Response { status: 404, content_type: "text/html".into(), head: None, body: b"<h1>".to_vec() };
        assert!(matches!(page.require_success(), Err(SyncError::NotRegain { status: 404 })));
        let body = br#"{"code":"not-found"}"#.to_vec();
        let problem = Response { status: 404, content_type: String::new(), head: None, body };
        assert!(matches!(problem.require_success(), Err(SyncError::Refused(_))));
    }
}
