//! What is known of portals while the app is open. Nothing of it is stored, and all of it goes when the app is locked.

use std::rc::Rc;

use regain_sync::flow::approve::{Session, Waiting};
use regain_sync::flow::enrol::{Known, Testing};
use regain_sync::replica::Binding;

use crate::app::App;
use crate::platform;

/// Ended requests that can still be reported.
const PAST: usize = 8;

/// An enrolment that was begun.
pub enum Enrolment {
    /// Its portal answered; nobody agreed yet.
    Known(Known),
    /// Its number stands in the browser.
    Testing(Testing),
}

/// Of all portals.
#[derive(Default)]
pub struct Portals {
    /// The enrolment that is under way.
    pub(super) enrolment: Option<Enrolment>,
    /// A session of each enrolment that was reached.
    pub(super) lines: Vec<(Binding, Session)>,
    /// Enrolments that are watched.
    pub(super) watched: Vec<Binding>,
    /// Keys that never became usable, asked about once.
    pub(super) asked: Vec<Binding>,
    /// What waits.
    waiting: Vec<Waiting>,
    /// What waited.
    past: Vec<Waiting>,
    /// The last number that the screens were told.
    told: u32,
}

impl App {
    /// Reads and changes what is known; a borrow never lives across an await.
    pub(super) fn portals<T>(&self, act: impl FnOnce(&mut Portals) -> T) -> T {
        let mut held = self.portals.borrow_mut();
        if held.as_ref().is_none_or(|held| !held.is::<Portals>()) {
            *held = Some(Box::new(Portals::default()));
        }
        let portals = held.as_mut().and_then(|held| held.downcast_mut::<Portals>());
        act(portals.expect("it was put there just now"))
    }
}

impl Portals {
    /// The requests that wait, the oldest first.
    pub(super) fn waiting(&self) -> impl Iterator<Item = &Waiting> {
        self.waiting.iter()
    }

    /// A request, also one that has ended.
    pub(super) fn find(&self, is_it: impl Fn(&Waiting) -> bool) -> Option<&Waiting> {
        self.waiting.iter().chain(&self.past).find(|waiting| is_it(waiting))
    }

    fn drop_from(&mut self, is_over: impl Fn(&Waiting) -> bool) -> bool {
        let over: Vec<Waiting> = self.waiting.extract_if(.., |waiting| is_over(waiting)).collect();
        let any = !over.is_empty();
        self.past.splice(..0, over);
        self.past.truncate(PAST);
        any
    }
}

/// Notes what an enrolment's portal said, and tells the screens if that is something new.
pub fn note(app: &Rc<App>, binding: &Binding, found: Option<Waiting>) {
    let left = found.as_ref().and_then(|waiting| waiting.left(platform::now()));
    let is_new = app.portals(|portals| {
        let same = |one: &Waiting, other: &Waiting| {
            one.binding() == other.binding() && one.request().id == other.request().id
        };
        let gone = portals.drop_from(|waiting| {
            waiting.binding() == binding && found.as_ref().is_none_or(|found| !same(waiting, found))
        });
        let Some(found) = found.filter(|_| left.is_some()) else { return gone };
        if portals.waiting.iter().any(|waiting| same(waiting, &found)) {
            return gone;
        }
        portals.waiting.push(found);
        portals.waiting.sort_by_key(Waiting::created);
        true
    });
    if !is_new {
        return;
    }
    tell(app);
    if let Some(left) = left {
        let app = Rc::clone(app);
        wasm_bindgen_futures::spawn_local(async move {
            platform::sleep(u32::try_from(left).unwrap_or(u32::MAX).saturating_add(500)).await;
            let now = platform::now();
            over(&app, |waiting| waiting.left(now).is_none());
        });
    }
}

/// Requests that wait no longer.
pub fn over(app: &App, is_over: impl Fn(&Waiting) -> bool) {
    if app.portals(|portals| portals.drop_from(is_over)) {
        tell(app);
    }
}

/// The screens are told another number whenever another request waits.
fn tell(app: &App) {
    let number = app.portals(|portals| {
        portals.told = portals.told.wrapping_add(1).max(1);
        if portals.waiting.is_empty() { 0 } else { portals.told }
    });
    app.requests.set(number);
    app.tell_state();
}
