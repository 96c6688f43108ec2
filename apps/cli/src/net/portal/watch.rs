//! What waits, for as long as it is wanted: a thread for each portal, which listens, and asks where listening does not work.

use std::collections::BTreeSet;
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use regain_protocol::ProblemCode;
use regain_sync::flow::approve::Waiting;
use regain_sync::replica::Binding;

use super::line;
use crate::Context;
use crate::error::{Failure, Result};
use crate::net::events::Lines;
use crate::store::Unlocked;

/// Between two questions where there is no stream.
const POLL: Duration = Duration::from_secs(3);
/// Between two looks for accounts that were enrolled or removed meanwhile.
const ACCOUNTS: Duration = Duration::from_secs(2);
/// Between two tries at a portal that can't be reached: doubled up to the second.
const PAUSES: (Duration, Duration) = (Duration::from_secs(1), Duration::from_secs(30));

/// What one portal says.
pub struct Heard {
    /// The enrolment.
    pub binding: Binding,
    /// What waits; or why that is not known, which passes.
    pub found: Result<Option<Arc<Waiting>>>,
}

/// Watches the portals of all accounts, those that are enrolled later included. It ends with the process, or when nobody listens.
pub fn start(context: &Context, store: &Arc<Unlocked>, tell: &Sender<Heard>) {
    if context.offline {
        return;
    }
    let (context, store, tell) = (context.silent(), Arc::clone(store), tell.clone());
    std::thread::spawn(move || {
        let watched: Arc<Mutex<BTreeSet<String>>> = Arc::default();
        let mut seen = None;
        loop {
            let stamp = store.stamp();
            if (stamp.is_none() || stamp != seen)
                && let Ok(replica) = store.read()
            {
                seen = stamp;
                for holding in replica.approvals() {
                    let binding = holding.binding.clone();
                    let name = format!("{} {}", binding.portal, binding.method);
                    if watched.lock().is_ok_and(|mut watched| watched.insert(name.clone())) {
                        let (context, store, tell) = (context.silent(), Arc::clone(&store), tell.clone());
                        let watched = Arc::clone(&watched);
                        std::thread::spawn(move || {
                            one(&context, &store, &binding, &tell);
                            if let Ok(mut watched) = watched.lock() {
                                watched.remove(&name);
                            }
                        });
                    }
                }
            }
            std::thread::sleep(ACCOUNTS);
        }
    });
}

/// Watches one portal until the account can't be asked any more.
fn one(context: &Context, store: &Unlocked, binding: &Binding, tell: &Sender<Heard>) {
    let say = |found| tell.send(Heard { binding: binding.clone(), found }).is_ok();
    let mut pause = PAUSES.0;
    loop {
        let end = match round(context, store, binding, &mut pause, &say) {
            Ok(()) => return,
            Err(failure) => failure,
        };
        if !is_there(store, binding) {
            // The list says what became of the account.
            say(Ok(None));
            return;
        }
        // A session that has ended is no trouble: the next round makes another.
        if end.code != ProblemCode::SignInRequired.code() && !say(Err(end)) {
            return;
        }
        std::thread::sleep(pause);
        pause = (pause * 2).min(PAUSES.1);
    }
}

/// Listens in one session. `Ok`: nobody is interested any more.
fn round(
    context: &Context,
    store: &Unlocked,
    binding: &Binding,
    pause: &mut Duration,
    say: &impl Fn(Result<Option<Arc<Waiting>>>) -> bool,
) -> Result<(), Failure> {
    let mut line = line::open(context, store, binding)?;
    *pause = PAUSES.0;
    let mut stream = line.listen();
    loop {
        if !say(Ok(line.look(context)?.map(Arc::new))) || !is_there(store, binding) {
            return Ok(());
        }
        match stream.as_mut().map(Lines::wait) {
            // Whatever it says means "look again"; so does a line that went dead.
            Some(Ok(_)) => {}
            Some(Err(_)) => stream = None,
            None => std::thread::sleep(POLL),
        }
    }
}

fn is_there(store: &Unlocked, binding: &Binding) -> bool {
    store.read().is_ok_and(|replica| replica.approvals().any(|holding| holding.binding == *binding))
}
