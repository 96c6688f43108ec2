//! `GET /backups/{backup}/events`: server-sent events (HTML Living Standard, section 9.2). One small state per waiting
//! device and no task of its own: ten thousand of them wait at little cost.

use std::convert::Infallible;
use std::time::Duration;

use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use futures_util::stream::{self, Stream};
use regain_log::{BackupId, MemberKind};
use regain_protocol::{Problem, ProblemCode, path};
use regain_storage::TokenHash;
use tokio::sync::watch;

use crate::fault::Fault;
use crate::state::Shared;

/// A comment so often keeps proxies from closing the stream.
const COMMENT_EVERY: Duration = Duration::from_secs(20);

/// Tells of every new head. The first event tells the head at the time of the request, so that nothing is missed between a
/// pull and this.
#[utoipa::path(get, path = path::EVENTS, tag = "entries", security(("session" = [])),
    params(("backup" = String, Path)),
    responses((status = 200, content_type = "text/event-stream"), (status = 403, body = Problem)))]
pub async fn watch(
    State(service): State<Shared>,
    Path(backup): Path<String>,
    headers: HeaderMap,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Fault> {
    let signed = service.member(&headers, &backup).await?;
    if signed.session.kind != MemberKind::Device {
        return Err(ProblemCode::NotAllowed.into());
    }
    let backup = signed.session.backup;
    // First wait, then look: news in between wakes.
    let news = service.wakes.wait(backup);
    let row = service.storage.head(backup).await?.ok_or(ProblemCode::NotFound)?;
    service.metrics.stream(true);
    let waiting = Waiting {
        closing: service.closing.clone(),
        news: Some(news),
        service,
        backup,
        token: signed.token,
        newest: row.head.number,
        told: None,
    };
    let stream = stream::unfold(waiting, |mut waiting| async move {
        let number = waiting.next().await?;
        Some((Ok(Event::default().event("head").data(format!("{{\"number\":{number}}}"))), waiting))
    });
    Ok(Sse::new(stream).keep_alive(KeepAlive::new().interval(COMMENT_EVERY)))
}

struct Waiting {
    service: Shared,
    backup: BackupId,
    token: TokenHash,
    news: Option<watch::Receiver<u64>>,
    closing: watch::Receiver<bool>,
    newest: u64,
    told: Option<u64>,
}

impl Waiting {
    /// The next number to tell; nothing when the stream ends: the server stops, or the session is over.
    async fn next(&mut self) -> Option<u64> {
        let news = self.news.as_mut()?;
        loop {
            self.newest = self.newest.max(*news.borrow_and_update());
            if *self.closing.borrow() {
                return None;
            }
            if self.told.is_none_or(|told| told < self.newest) {
                break;
            }
            tokio::select! {
                changed = news.changed() => changed.ok()?,
                changed = self.closing.changed() => changed.ok()?,
            }
        }
        // The news may be that this device was removed.
        if self.told.is_some() {
            let now = self.service.clock.now();
            self.service.storage.find_session(self.token, now).await.ok()??;
        }
        self.told = Some(self.newest);
        self.told
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.news = None;
        self.service.wakes.leave(&self.backup);
        self.service.metrics.stream(false);
    }
}
