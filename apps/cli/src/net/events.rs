//! "Something new", as server-sent events (HTML Living Standard, section 9.2).

use std::io::{BufRead as _, BufReader};
use std::time::Duration;

use regain_protocol::path;
use regain_sync::{Replica, Request};
use ureq::BodyReader;

use super::{Client, NetError};

/// The service sends a comment every 20 seconds: after twice that and a little the line is dead.
const SILENCE: Duration = Duration::from_secs(45);
/// Longest line of an event that is worth reading.
const LINE_BYTES: u64 = 4096;

/// The lines of an open stream.
pub struct Lines {
    lines: BufReader<BodyReader<'static>>,
    origin: String,
}

/// What a line says.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// The line is alive.
    Comment,
    /// The data of an event.
    Data(String),
}

/// An open stream of the backup service.
pub struct Events(Lines);

/// What the stream said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// The backup's newest entry has this number.
    Head(u64),
    /// Nothing new; the line is alive.
    Nothing,
}

/// Why there is no stream.
#[derive(Debug)]
pub enum EventsError {
    /// No answer.
    Net(NetError),
    /// The service refused with this HTTP status; 401 and 403 ask for a sync first.
    Status(u16),
    /// This device has no backup, or no session yet.
    NoSession,
}

impl Lines {
    /// Opens a stream. After `silence` it counts as dead.
    pub fn open(client: &Client, request: &Request, silence: Duration) -> Result<Self, EventsError> {
        let answer = client.stream(request, silence).map_err(EventsError::Net)?;
        if !answer.status().is_success() {
            return Err(EventsError::Status(answer.status().as_u16()));
        }
        let body = answer.into_body().into_with_config().limit(u64::MAX).reader();
        Ok(Self { lines: BufReader::new(body), origin: client.origin().to_string() })
    }

    /// Waits for the next line that says anything: an event, or the sign that the line is alive.
    pub fn wait(&mut self) -> Result<Line, NetError> {
        loop {
            let mut line = String::new();
            let mut limited = std::io::Read::take(&mut self.lines, LINE_BYTES);
            let read = limited.read_line(&mut line);
            match read {
                Ok(0) => {
                    let why = "the connection was closed".into();
                    return Err(NetError::Unreachable { origin: self.origin.clone(), why });
                }
                Ok(_) => {}
                Err(error) => return Err(NetError::of_io(self.origin.clone(), &error)),
            }
            if let Some(line) = read_line(line.trim_end()) {
                return Ok(line);
            }
        }
    }
}

impl Events {
    /// Opens the stream in the device's session.
    pub fn open(client: &Client, replica: &Replica) -> Result<Self, EventsError> {
        let membership = replica.membership.as_ref().ok_or(EventsError::NoSession)?;
        let token = membership.token.as_ref().ok_or(EventsError::NoSession)?;
        let path = path::of_backup(path::EVENTS, membership.backup());
        Lines::open(client, &Request::get(path).with_token(token), SILENCE).map(Self)
    }

    /// Waits for news of the backup, or for the service's sign that the line is alive.
    pub fn wait(&mut self) -> Result<News, NetError> {
        loop {
            if let Some(news) = news(&self.0.wait()?) {
                return Ok(news);
            }
        }
    }
}

fn read_line(line: &str) -> Option<Line> {
    if line.starts_with(':') {
        return Some(Line::Comment);
    }
    Some(Line::Data(line.strip_prefix("data:")?.trim_start().to_owned()))
}

fn news(line: &Line) -> Option<News> {
    let Line::Data(data) = line else { return Some(News::Nothing) };
    let data: serde_json::Value = serde_json::from_str(data).ok()?;
    data.get("number")?.as_u64().map(News::Head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_told_apart() {
        let news = |line| news(&read_line(line)?);
        assert_eq!(news("data: {\"number\":7}"), Some(News::Head(7)));
        assert_eq!(news("data:{\"number\":7}"), Some(News::Head(7)));
        assert_eq!(news(":"), Some(News::Nothing));
        assert_eq!(news("event: head"), None);
        assert_eq!(news("data: nonsense"), None);
        assert_eq!(news(""), None);
    }
}
