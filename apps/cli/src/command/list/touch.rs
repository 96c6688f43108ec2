//! In touch with the backup while the live list is on screen: in the background, and without a word of its own on the terminal.

use std::sync::{Arc, Mutex};
use std::thread;

use crate::context::Context;
use crate::error::Result;
use crate::net::events_text;
use crate::net::follow::{Step, follow};
use crate::store::Unlocked;

/// What the foot of the list says about the backup.
#[derive(Clone, Default)]
pub(super) struct Touch {
    text: Arc<Mutex<Option<String>>>,
}

impl Touch {
    /// Starts, where there is a backup to be in touch with. It ends with the process: every write of the store is one step, so nothing is
    /// lost by that.
    pub(super) fn start(context: &Context, store: &Arc<Unlocked>) -> Result<Self> {
        let touch = Self::default();
        if context.offline || store.read()?.membership.is_none() {
            return Ok(touch);
        }
        let (context, store, own) = (context.silent(), Arc::clone(store), touch.clone());
        thread::spawn(move || {
            let end = follow(&context, &store, false, |step| {
                own.put(match step {
                    Step::Synced(report, _) => {
                        let news =
                            store.read().map(|replica| events_text(&replica, report)).unwrap_or_default();
                        if news.is_empty() { own.take_trouble() } else { Some(news.join("; ")) }
                    }
                    Step::Trouble(_) => Some(AWAY.to_owned()),
                });
                Ok(())
            });
            own.put(Some(format!("no longer in touch with the backup: {}; see `regain sync`", end.message)));
        });
        Ok(touch)
    }

    /// The text of now.
    pub(super) fn text(&self) -> Option<String> {
        self.text.lock().ok()?.clone()
    }

    /// What stays to be said after a sync that went well: everything but that the service was away.
    fn take_trouble(&self) -> Option<String> {
        self.text().filter(|text| text != AWAY)
    }

    fn put(&self, text: Option<String>) {
        if let Ok(mut own) = self.text.lock() {
            *own = text;
        }
    }
}

const AWAY: &str = "not in touch with the backup service";
