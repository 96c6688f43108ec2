//! Waits for the next request.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use regain_screen::view::RequestView;

use super::is_wanted;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::portal::ask::Asked;
use crate::net::portal::watch;
use crate::store::Unlocked;

/// What waits now, or as soon as something does. `seconds`: at most so long; 0 for as long as it takes. Trouble on the way is said once, and
/// passes.
pub(super) fn wait(
    context: &Context,
    store: &Arc<Unlocked>,
    seconds: u64,
    wanted: Option<&str>,
) -> Result<Vec<Asked>> {
    if context.offline {
        return Err(Failure::new(
            Exit::Unreachable,
            "offline",
            "this needs the portal, and --offline was given",
        )
        .next("run it again without --offline"));
    }
    let until = (seconds > 0).then(|| Instant::now() + Duration::from_secs(seconds));
    let (tell, heard) = channel();
    watch::start(context, store, &tell);
    let mut said: BTreeMap<String, String> = BTreeMap::new();
    loop {
        let left =
            until.map_or(Duration::from_hours(1), |until| until.saturating_duration_since(Instant::now()));
        let heard = match heard.recv_timeout(left) {
            Ok(heard) => heard,
            Err(RecvTimeoutError::Timeout) if until.is_none() => continue,
            Err(_) => return Ok(Vec::new()),
        };
        match &heard.found {
            Ok(Some(waiting)) => {
                let view = RequestView::of(waiting, &store.read()?);
                if view.is_some_and(|view| is_wanted(&view, wanted)) {
                    return Ok(vec![Asked { binding: heard.binding, found: heard.found }]);
                }
            }
            Ok(None) => {
                said.remove(heard.binding.portal.host());
                super::require_accounts(store)?;
            }
            Err(failure) => {
                let host = heard.binding.portal.host().to_owned();
                if said.insert(host.clone(), failure.message.clone()).as_ref() != Some(&failure.message) {
                    context.out.warn(format!("warning: {}; trying again", failure.message));
                }
            }
        }
    }
}
