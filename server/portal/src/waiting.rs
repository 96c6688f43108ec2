//! Event streams of apps and browsers that wait: one small state each and no task of its own, so that thousands of them wait at little cost.

use std::convert::Infallible;
use std::time::Duration;

use axum::response::sse::{Event, KeepAlive, KeepAliveStream, Sse};
use futures_util::stream::{self, Stream};
use regain_storage::portal::PersonId;
use tokio::sync::watch;

use crate::state::Shared;

/// A comment so often keeps proxies from closing the stream.
const COMMENT_EVERY: Duration = Duration::from_secs(20);

/// Tells what `look` says, at once and whenever it says something else after something of this person's changed. `None` ends the
/// stream, and so does the server when it stops.
pub fn stream<F, L>(
    portal: &Shared,
    person: PersonId,
    look: F,
) -> Sse<KeepAliveStream<impl Stream<Item = Result<Event, Infallible>> + use<F, L>>>
where
    F: Fn(Shared) -> L + Send + 'static,
    L: Future<Output = Option<String>> + Send,
{
    portal.metrics.stream(true);
    let waiting = Waiting {
        // First wait, then look: news in between wakes.
        news: Some(portal.wakes.wait(person)),
        closing: portal.closing.clone(),
        portal: Shared::clone(portal),
        person,
        look,
        told: None,
    };
    let stream = stream::unfold(waiting, |mut waiting| async move {
        let said = waiting.next().await?;
        Some((Ok(Event::default().data(said)), waiting))
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(COMMENT_EVERY))
}

struct Waiting<F> {
    portal: Shared,
    person: PersonId,
    news: Option<watch::Receiver<u64>>,
    closing: watch::Receiver<bool>,
    look: F,
    told: Option<String>,
}

impl<F: Fn(Shared) -> L, L: Future<Output = Option<String>>> Waiting<F> {
    async fn next(&mut self) -> Option<String> {
        loop {
            if self.told.is_some() {
                let news = self.news.as_mut()?;
                tokio::select! {
                    changed = news.changed() => changed.ok()?,
                    changed = self.closing.changed() => changed.ok()?,
                }
            }
            if *self.closing.borrow() {
                return None;
            }
            let said = (self.look)(Shared::clone(&self.portal)).await?;
            if self.told.as_ref() != Some(&said) {
                self.told = Some(said.clone());
                return self.told.clone();
            }
        }
    }
}

impl<F> Drop for Waiting<F> {
    fn drop(&mut self) {
        self.news = None;
        self.portal.wakes.leave(&self.person);
        self.portal.metrics.stream(false);
    }
}
