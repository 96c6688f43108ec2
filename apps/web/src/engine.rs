//! The engine, as the screens see it: ask, and be told.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Arc;

use futures_channel::oneshot;
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use regain_screen::message::{self, Answer, Asked, Command, Progress, Told, Trouble};
use regain_screen::view::{CodeView, LockView, Open, Phase, PreviousView, Row};
use wasm_bindgen::JsCast as _;
use web_sys::{MessageEvent, Worker};

use crate::browser;

/// Where the app is, without what it holds: screens are switched by this.
#[derive(Clone, PartialEq)]
pub enum Place {
    /// Looking for the store.
    Starting,
    /// Nothing is stored here.
    Fresh,
    /// Locked.
    Locked(LockView),
    /// Open.
    Open,
    /// There is a store that can't be used.
    Damaged(Trouble, Option<PreviousView>),
}

/// One account's signals, which change alone.
#[derive(Clone)]
pub struct Live {
    /// Names and marks.
    pub row: ArcRwSignal<Row>,
    /// The code.
    pub code: ArcRwSignal<Option<CodeView>>,
}

type Ended = oneshot::Sender<Result<Answer, Trouble>>;

struct Waiting {
    end: Ended,
    progress: Box<dyn Fn(Progress)>,
}

#[derive(Default)]
struct Line {
    worker: Option<Worker>,
    last: u32,
    waiting: HashMap<u32, Waiting>,
    live: HashMap<String, Live>,
    /// How often codes were told.
    told: u32,
}

/// Codes that are drawn anew in one go.
const PART: usize = 50;

/// The line to the engine.
#[derive(Clone, Copy)]
pub struct Engine {
    /// Where the app is.
    pub place: RwSignal<Place>,
    /// What an open app shows.
    pub open: RwSignal<Option<Arc<Open>>>,
    line: StoredValue<Rc<RefCell<Line>>, LocalStorage>,
}

impl Engine {
    /// Not started yet.
    pub fn new() -> Self {
        Self {
            place: RwSignal::new(Place::Starting),
            open: RwSignal::new(None),
            line: StoredValue::new_local(Rc::new(RefCell::new(Line::default()))),
        }
    }

    /// Starts the worker.
    pub fn start(self) {
        let worker = browser::engine_worker();
        browser::on(&worker, "message", move |event| {
            let Ok(event) = event.dyn_into::<MessageEvent>() else { return };
            if let Some(bytes) = event.data().dyn_ref::<Uint8Array>()
                && let Some(told) = message::decode::<Told>(&bytes.to_vec())
            {
                self.hear(told);
            }
        });
        self.line.get_value().borrow_mut().worker = Some(worker);
    }

    /// Asks for something.
    pub async fn ask(self, command: Command) -> Result<Answer, Trouble> {
        self.ask_telling(command, |_| ()).await
    }

    /// Asks for something, and hears how far it is.
    pub async fn ask_telling(
        self,
        command: Command,
        progress: impl Fn(Progress) + 'static,
    ) -> Result<Answer, Trouble> {
        let (end, ended) = oneshot::channel();
        {
            let line = self.line.get_value();
            let mut line = line.borrow_mut();
            line.last += 1;
            let id = line.last;
            line.waiting.insert(id, Waiting { end, progress: Box::new(progress) });
            let bytes = Uint8Array::from(message::encode(&Asked { id, command }).as_slice());
            if let Some(worker) = &line.worker {
                let _ = worker.post_message_with_transfer(&bytes, &Array::of1(&bytes.buffer()));
            }
        }
        ended.await.unwrap_or_else(|_| Err(Trouble::new("unknown", "the engine has stopped")))
    }

    /// The signals of an account.
    pub fn live(self, id: &str) -> Option<Live> {
        self.line.get_value().borrow().live.get(id).cloned()
    }

    fn hear(self, told: Told) {
        let line = self.line.get_value();
        match told {
            Told::Answered { id, result } => {
                let waiting = line.borrow_mut().waiting.remove(&id);
                if let Some(waiting) = waiting {
                    let _ = waiting.end.send(result);
                }
            }
            Told::Progress { id, step } => {
                if let Some(waiting) = line.borrow().waiting.get(&id) {
                    (waiting.progress)(step);
                }
            }
            Told::Codes(codes) => {
                leptos::task::spawn_local(self.renew(codes));
            }
            Told::State(state) => self.show(state.phase),
        }
    }

    /// In parts: a thousand lines in one go would be felt. What is told meanwhile is newer, and holds all of them.
    async fn renew(self, codes: Vec<(String, CodeView)>) {
        let told = self.count();
        for part in codes.chunks(PART) {
            for (id, code) in part {
                if let Some(live) = self.live(id) {
                    live.code.set(Some(code.clone()));
                }
            }
            browser::sleep(0).await;
            if self.line.get_value().borrow().told != told {
                return;
            }
        }
    }

    /// Counts what is told of codes.
    fn count(self) -> u32 {
        let line = self.line.get_value();
        let mut line = line.borrow_mut();
        line.told = line.told.wrapping_add(1);
        line.told
    }

    fn show(self, phase: Phase) {
        self.count();
        let (place, open) = match phase {
            Phase::Starting => (Place::Starting, None),
            Phase::Fresh => (Place::Fresh, None),
            Phase::Locked(lock) => (Place::Locked(lock), None),
            Phase::Damaged(trouble, previous) => (Place::Damaged(trouble, previous), None),
            Phase::Open(open) => (Place::Open, Some(open)),
        };
        self.update_live(open.as_ref().map_or(&[][..], |open| &open.accounts));
        self.open.set(open.map(|open| Arc::new(*open)));
        if self.place.with_untracked(|present| *present != place) {
            self.place.set(place);
        }
    }

    /// Only what changed is drawn anew.
    fn update_live(self, rows: &[Row]) {
        let line = self.line.get_value();
        let mut changes = Vec::new();
        {
            let mut line = line.borrow_mut();
            let mut before = std::mem::take(&mut line.live);
            for row in rows {
                let live = before.remove(&row.id).unwrap_or_else(|| Live {
                    row: ArcRwSignal::new(row.clone()),
                    code: ArcRwSignal::new(row.code.clone()),
                });
                changes.push((live.clone(), row));
                line.live.insert(row.id.clone(), live);
            }
        }
        for (live, row) in changes {
            if live.code.with_untracked(|code| *code != row.code) {
                live.code.set(row.code.clone());
            }
            if live.row.with_untracked(|present| present != row) {
                live.row.set(row.clone());
            }
        }
    }
}
