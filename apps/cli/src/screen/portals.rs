//! Organisations' portals behind the screen: what waits there, and the steps of an enrolment. Whatever waits for a network does so in a
//! thread of its own, and says how it ended.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::mpsc::Sender;

use regain_protocol::portal::EnrolmentLink;
use regain_screen::view::{EnrolmentView, RequestView, RequestsView, UnreachedView, key_of};
use regain_screen::words::Words;
use regain_sync::Replica;
use regain_sync::flow::approve::Waiting;
use regain_sync::flow::enrol::{Known, Testing};

use super::Told;
use super::state::{Page, State};
use crate::command::platform;
use crate::context::Context;
use crate::error::{Failure, Result};
use crate::net::Client;
use crate::net::portal::answer::{self, Decided};
use crate::net::portal::enrol::{self, Enrolled};
use crate::net::portal::trouble;
use crate::net::portal::watch::Heard;
use crate::output::clean;
use crate::store::Unlocked;

/// What is known of the portals.
#[derive(Default)]
pub struct Portals {
    /// The newest word of each enrolment.
    heard: BTreeMap<String, Heard>,
    stage: Stage,
    /// Counted up with each enrolment that is begun or stopped: what belongs to another one comes too late.
    turn: u32,
}

#[derive(Default)]
enum Stage {
    #[default]
    Nothing,
    Found(Client, Box<Known>),
    Testing(Arc<(Client, Testing)>),
}

/// How a step ended.
pub enum Step {
    /// The portal answered.
    Found(Client, Box<Known>),
    /// A number stands in the browser.
    Testing(Client, Box<Testing>),
    /// The number was right.
    Enrolled(Enrolled),
    /// An enrolment came to an end.
    Failed(Failure),
    /// An answer was given to the request with this key.
    Answered(String, Decided, Result<()>),
}

/// What every step needs.
#[derive(Clone, Copy)]
pub struct With<'a> {
    pub context: &'a Context,
    pub store: &'a Arc<Unlocked>,
    pub tell: &'a Sender<Told>,
}

impl With<'_> {
    /// Does something in a thread of its own. The screen is gone when the process ends.
    fn spawn(&self, turn: u32, work: impl FnOnce(&Context, &Arc<Unlocked>) -> Option<Step> + Send + 'static) {
        let (context, store, tell) = (self.context.silent(), Arc::clone(self.store), self.tell.clone());
        std::thread::spawn(move || {
            if let Some(step) = work(&context, &store) {
                let _ = tell.send(Told::Portal(turn, step));
            }
        });
    }
}

impl Portals {
    /// A link was pasted: its portal is asked what it is.
    pub fn look(&mut self, with: With<'_>, state: &mut State, link: EnrolmentLink) {
        self.stop(with, state);
        state.turn_to(Page::Enrol);
        with.spawn(self.turn, move |context, _| {
            Some(match enrol::look(context, link) {
                Ok((client, known)) => Step::Found(client, Box::new(known)),
                Err(failure) => Step::Failed(failure),
            })
        });
    }

    /// The person agreed.
    pub fn enrol(&mut self, with: With<'_>, state: &mut State) {
        let Stage::Found(client, known) = std::mem::take(&mut self.stage) else { return };
        state.test = None;
        state.turn_to(Page::Test(String::new()));
        let name = state.open.device_name.clone();
        let name = if name.trim().is_empty() { platform().to_owned() } else { name };
        with.spawn(self.turn, move |context, store| {
            Some(match enrol::offer(context, store, &client, *known, (&name, platform())) {
                Ok(testing) => Step::Testing(client, Box::new(testing)),
                Err(failure) => Step::Failed(failure),
            })
        });
    }

    /// The number of the test was typed. A slip of the finger can be typed again.
    pub fn confirm(&mut self, with: With<'_>, state: &mut State, number: String) {
        let Stage::Testing(stage) = &self.stage else { return };
        if let Err(error) = enrol::check(with.context, &stage.1, &number) {
            state.message = Some(said(state.words, &crate::net::portal::explain(&error.into())));
            return;
        }
        state.message = Some(state.words.enrol_looking().to_owned());
        let stage = Arc::clone(stage);
        with.spawn(self.turn, move |context, store| {
            Some(match enrol::confirm(context, store, &stage.0, &stage.1, &number) {
                Ok(enrolled) => Step::Enrolled(enrolled),
                Err(failure) => Step::Failed(failure),
            })
        });
    }

    /// Not after all, at whatever step it is.
    pub fn stop(&mut self, with: With<'_>, state: &mut State) {
        self.turn += 1;
        (state.found, state.test) = (None, None);
        if let Stage::Testing(stage) = std::mem::take(&mut self.stage) {
            state.message = Some(state.words.enrol_stopped().to_owned());
            forget(with, self.turn, stage);
        }
    }

    /// A request is answered.
    pub fn decide(&self, with: With<'_>, state: &mut State, request: String, decided: Decided) {
        let waiting = self.heard.iter().find(|(_, heard)| {
            heard.found.as_ref().is_ok_and(|found| found.as_ref().is_some_and(|one| key_of(one) == request))
        });
        let Some(name) = waiting.map(|(name, _)| name) else {
            state.message = Some(state.words.request_over().to_owned());
            return;
        };
        let Some(waiting) = self.waiting(name) else { return };
        state.message = Some(state.words.request_sending().to_owned());
        with.spawn(self.turn, move |context, store| {
            let sent = answer::send_it(context, store, &waiting, &decided);
            Some(Step::Answered(request, decided, sent))
        });
    }

    fn waiting(&self, name: &str) -> Option<Arc<Waiting>> {
        self.heard.get(name)?.found.as_ref().ok()?.clone()
    }

    /// A portal said something.
    pub fn hear(&mut self, heard: Heard) {
        self.heard.insert(format!("{} {}", heard.binding.portal, heard.binding.method), heard);
    }

    /// What the screen shows of it. `ahead`: the clock of the screen before the machine's, ms.
    pub fn view(&self, replica: &Replica, ahead: i64) -> RequestsView {
        let mut view = RequestsView::default();
        for holding in replica.approvals() {
            view.enrolled += 1;
            let name = format!("{} {}", holding.binding.portal, holding.binding.method);
            match self.heard.get(&name).map(|heard| &heard.found) {
                Some(Ok(Some(waiting))) => {
                    let here = RequestView::of(waiting, replica).map(|view| RequestView {
                        asked: view.asked.saturating_add_signed(ahead),
                        ends: view.ends.saturating_add_signed(ahead),
                        ..view
                    });
                    view.requests.extend(here);
                }
                Some(Err(failure)) => view.unreached.push(UnreachedView::of(holding, trouble(failure))),
                _ => {}
            }
        }
        view.requests.sort_by_key(|request| request.asked);
        view
    }

    /// A step ended.
    pub fn step(&mut self, with: With<'_>, state: &mut State, replica: &Replica, turn: u32, step: Step) {
        let words = state.words;
        match step {
            Step::Answered(key, decided, sent) => self.answered(state, &key, &decided, &sent),
            // Stopped meanwhile.
            Step::Testing(client, testing) if turn != self.turn => {
                forget(with, turn, Arc::new((client, *testing)));
            }
            _ if turn != self.turn => {}
            Step::Found(client, known) => {
                state.found = Some(EnrolmentView::of(&known));
                self.stage = Stage::Found(client, known);
            }
            Step::Testing(client, testing) => {
                state.test = RequestView::of(testing.waiting(), replica);
                self.stage = Stage::Testing(Arc::new((client, *testing)));
            }
            Step::Enrolled(enrolled) => {
                self.stage = Stage::Nothing;
                let (name, organisation) =
                    state.test.take().map(|test| (test.name, test.organisation)).unwrap_or_default();
                let done = if enrolled.is_back {
                    words.enrol_replaced(&name, &organisation)
                } else {
                    words.enrol_done(&name, &organisation)
                };
                state.message = Some(clean(&format!("{done}. {}", words.enrol_done_next())));
                state.turn_to(Page::List);
            }
            Step::Failed(failure) => {
                self.stage = Stage::Nothing;
                (state.found, state.test) = (None, None);
                state.message = Some(said(words, &failure));
                if matches!(state.page, Page::Enrol | Page::Test(_)) {
                    state.turn_to(Page::List);
                }
            }
        }
    }

    fn answered(&mut self, state: &mut State, key: &str, decided: &Decided, sent: &Result<()>) {
        let words = state.words;
        let is_slip = sent.as_ref().is_err_and(|failure| failure.exit == crate::Exit::Usage);
        state.message = Some(match sent {
            Ok(()) => match decided {
                Decided::Approve(_) => words.request_approved().to_owned(),
                Decided::Deny => words.request_denied().to_owned(),
                Decided::Report => words.request_reported().to_owned(),
            },
            Err(failure) => said(words, failure),
        });
        if is_slip {
            return;
        }
        // The portal says soon what waits now; nobody should answer the same again meanwhile.
        if sent.is_ok() {
            self.heard.retain(|_, heard| {
                heard.found.as_ref().is_ok_and(|found| found.as_ref().is_none_or(|one| key_of(one) != key))
            });
        }
        if matches!(&state.page, Page::Request { key: shown, .. } if shown == key) {
            state.turn_to(Page::List);
        }
    }
}

/// Tells the portal, in the background, and forgets the key.
fn forget(with: With<'_>, turn: u32, stage: Arc<(Client, Testing)>) {
    with.spawn(turn, move |context, store| {
        // What could not be told ends by itself.
        let _ = enrol::stop(context, store, &stage.0, &stage.1);
        None
    });
}

fn said(words: Words, failure: &Failure) -> String {
    let said = words.portal_trouble(&trouble(failure));
    format!("{} {}", said.what, said.next)
}
