//! First contact: is this a Regain service, of our version, and whose clock is wrong?

use regain_protocol::{PROTOCOL, ServiceInfo, path};
use regain_seal::Suite;

use crate::{Finding, Request, Response, SyncError};

/// A clock that differs by more than this from the service's is said, in ms: codes go wrong from half a minute on.
pub const SKEW_WORTH_SAYING_MS: u64 = 30_000;

/// What first contact tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// What the service says of itself.
    pub info: ServiceInfo,
    /// Local clock minus the service's, ms; the network's delay included.
    pub skew_ms: i64,
}

impl Contact {
    /// Whether the clocks differ by more than codes forgive.
    pub fn is_clock_wrong(&self) -> bool {
        self.skew_ms.unsigned_abs() > SKEW_WORTH_SAYING_MS
    }
}

/// Asks the service what it is.
pub fn start() -> Request {
    Request::get(path::SERVICE)
}

/// Reads the answer. `now` is the local clock, ms since the Unix epoch.
pub fn answer(response: &Response, now: u64) -> Result<Contact, SyncError> {
    let info: ServiceInfo = response.json()?;
    if info.product != "regain" {
        return Err(SyncError::NotRegain { status: response.status });
    }
    if info.protocol != PROTOCOL {
        return Err(SyncError::OtherVersion(info.protocol));
    }
    if !info.suites.contains(&Suite::One.number()) {
        return Err(Finding::Suite { offered: info.suites }.into());
    }
    let skew_ms = now.cast_signed().saturating_sub(info.time.cast_signed());
    Ok(Contact { info, skew_ms })
}

#[cfg(test)]
#[expect(clippy::unwrap_used, reason = "tests")]
mod tests {
    use super::*;

    fn says(json: &str) -> Response {
        Response { status: 200, content_type: "application/json".into(), head: None, body: json.into() }
    }

    #[test]
    fn a_clock_is_compared_and_a_stranger_told_apart() {
        let info = r#"{"product":"regain","protocol":1,"version":"0","time":1000000,"registration":"open",
            "suites":[1],"limits":{"append_bytes":1,"append_entries":1,"body_bytes":1}}"#;
        let contact = answer(&says(info), 1_000_000 + 31_000).unwrap();
        assert_eq!((contact.skew_ms, contact.is_clock_wrong()), (31_000, true));
        assert!(!answer(&says(info), 999_000).unwrap().is_clock_wrong());
        let newer = info.replace("\"protocol\":1", "\"protocol\":2");
        assert_eq!(answer(&says(&newer), 0).unwrap_err(), SyncError::OtherVersion(2));
        let heavier = info.replace("\"suites\":[1]", "\"suites\":[2]");
        assert_eq!(answer(&says(&heavier), 0).unwrap_err(), Finding::Suite { offered: vec![2] }.into());
        assert_eq!(answer(&says("{}"), 0).unwrap_err(), SyncError::NotRegain { status: 200 });
    }
}
