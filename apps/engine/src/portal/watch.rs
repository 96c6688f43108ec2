//! What waits, while somebody looks: a stream of each portal, and a question now and then where that does not work.

use std::rc::Rc;

use regain_screen::message::Trouble;
use regain_sync::Replica;
use regain_sync::replica::Binding;
use wasm_bindgen_futures::spawn_local;

use super::{line, state};
use crate::app::App;
use crate::platform;

/// The longest silence of a stream: a portal sends a comment every 20 seconds.
const SILENCE_MS: u32 = 45_000;
/// Between two questions where there is no stream.
const POLL_MS: u32 = 3_000;
/// Between two tries at a portal that can't be reached: doubled up to the second.
const PAUSES_MS: (u32, u32) = (1_000, 30_000);

/// Watches the portals of all accounts that are not watched yet. Each is left when nobody looks, and when its account is over.
pub fn watch(app: &Rc<App>) {
    ask_of_doubtful(app);
    let Ok(bindings) =
        app.read(|replica| replica.approvals().map(|holding| holding.binding.clone()).collect::<Vec<_>>())
    else {
        return;
    };
    for binding in bindings {
        let is_new = app.portals(|portals| {
            let is_new = !portals.watched.contains(&binding);
            if is_new {
                portals.watched.push(binding.clone());
            }
            is_new
        });
        if is_new {
            let app = Rc::clone(app);
            spawn_local(async move { one(&app, &binding).await });
        }
    }
}

/// A key whose test was approved, but the answer was lost with the window: a session says whether it counts. Once for each opening.
fn ask_of_doubtful(app: &Rc<App>) {
    let unusable = |replica: &Replica| -> Vec<Binding> {
        let doubtful = replica.holdings.iter().filter(|holding| !holding.is_usable);
        doubtful.map(|holding| holding.binding.clone()).collect()
    };
    for binding in app.read(unusable).unwrap_or_default() {
        let is_new = app.portals(|portals| {
            let is_new = portals.enrolment.is_none() && !portals.asked.contains(&binding);
            if is_new {
                portals.asked.push(binding.clone());
            }
            is_new
        });
        if is_new {
            let app = Rc::clone(app);
            spawn_local(async move {
                if line::open(&app, &binding).await.is_ok() {
                    watch(&app);
                }
            });
        }
    }
}

async fn one(app: &Rc<App>, binding: &Binding) {
    let mut pause = PAUSES_MS.0;
    while is_wanted(app, binding) {
        if round(app, binding).await.is_ok() {
            pause = PAUSES_MS.0;
        } else if is_wanted(app, binding) {
            platform::sleep(pause).await;
            pause = (pause * 2).min(PAUSES_MS.1);
        }
    }
    app.portals(|portals| portals.watched.retain(|other| other != binding));
    if app.read(|replica| replica.approvals().all(|holding| holding.binding != *binding)) == Ok(true) {
        // The list says what became of the account.
        state::note(app, binding, None);
    }
}

/// Looks, then listens until the stream ends, and looks whenever it says so.
async fn round(app: &Rc<App>, binding: &Binding) -> Result<(), Trouble> {
    line::look(app, binding).await?;
    let Some(stream) = line::listen(app, binding) else { return Ok(()) };
    let bearer = stream.request.token.as_ref().map(|token| format!("Bearer {}", token.as_str()));
    let headers: Vec<(&str, &str)> = bearer.iter().map(|bearer| ("authorization", bearer.as_str())).collect();
    let url = format!("{}{}", stream.portal, stream.request.path);
    let (heard, about, began) = (Rc::clone(app), binding.clone(), platform::now());
    let ended = platform::listen(&url, &headers, SILENCE_MS, move |line| {
        if line.starts_with("data:") {
            let (app, binding) = (Rc::clone(&heard), about.clone());
            spawn_local(async move {
                // What fails is seen, and tried again, by the next round.
                let _ = line::look(&app, &binding).await;
            });
        }
    });
    // However it ended: whoever closes it at once is not asked without a pause.
    let _ = ended.await;
    if platform::now().abs_diff(began) < u64::from(POLL_MS) && is_wanted(app, binding) {
        platform::sleep(POLL_MS).await;
    }
    Ok(())
}

/// Somebody looks, and the account may be asked for.
fn is_wanted(app: &App, binding: &Binding) -> bool {
    app.visible.get()
        && app.read(|replica| replica.approvals().any(|holding| holding.binding == *binding)) == Ok(true)
}
