//! Several windows of one app: one leads, the others ask it and show what it tells. When the leader is closed, the next one leads; an
//! app that is locked by something a person has to give is then locked.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::rc::Rc;

use rand_core::{OsRng, RngCore as _};
use regain_screen::message::{Asked, Command, Told, Trouble, decode, encode};
use regain_screen::view::{self, Phase};
use serde::{Deserialize, Serialize};
use wasm_bindgen_futures::spawn_local;

use crate::app::App;
use crate::{command, platform, store, sync};

/// A leader that is busy stretching a passphrase on an old phone answers within this.
const PATIENCE_MS: u32 = 10_000;

/// What tabs say to each other.
#[derive(Serialize, Deserialize)]
enum Relayed {
    /// A tab is here and leads not.
    Hello(u64),
    /// A tab leads from now on: what was asked of the one before is not done.
    Leads,
    /// The leader's own window is hidden: is another one looked at? One that was closed says nothing.
    WhoLooks,
    /// Whether somebody looks at a tab.
    Looked(u64, bool),
    /// Its screen asks.
    Asked(u64, Asked),
    /// The leader tells one tab, or all of them.
    Told {
        /// The tab; all of them without.
        to: Option<u64>,
        /// The number of the question this answers.
        answers: Option<u32>,
        /// The [`Told`] as the screen reads it: a tab that follows hands it on as it is.
        told: Vec<u8>,
    },
}

/// This tab.
struct Tab {
    id: u64,
    leader: RefCell<Option<Rc<App>>>,
    /// Tabs somebody looks at; kept by the leader.
    looked_at: RefCell<BTreeSet<u64>>,
    /// This tab's screen asked before anybody led.
    visible: Cell<bool>,
    waiting: RefCell<Vec<Asked>>,
    /// Numbers of what the leader was asked and has not answered.
    pending: RefCell<BTreeSet<u32>>,
    /// A leader answered: what this tab asks is on its way.
    is_led: Cell<bool>,
    ticking: Cell<u32>,
    /// Counts what the leader told.
    told: Cell<u64>,
}

/// Opens the channels, and leads when no other tab does.
pub async fn run() {
    let tab = Rc::new(Tab {
        id: OsRng.next_u64(),
        leader: RefCell::new(None),
        looked_at: RefCell::default(),
        visible: Cell::new(true),
        waiting: RefCell::default(),
        pending: RefCell::default(),
        is_led: Cell::new(false),
        ticking: Cell::new(0),
        told: Cell::new(0),
    });
    let of_screen = Rc::clone(&tab);
    platform::hear(move |bytes| {
        if let Some(asked) = decode::<Asked>(&bytes) {
            of_screen.asked_here(asked);
        }
    });
    let of_tabs = Rc::clone(&tab);
    platform::channel(move |bytes| {
        if let Some(relayed) = decode::<Relayed>(&bytes) {
            of_tabs.heard(relayed);
        }
    });
    loop {
        tab.probe();
        platform::lead().await;
        let outrun = platform::outrun();
        tab.lead().await;
        outrun.await;
        tab.step_down();
    }
}

impl Tab {
    fn asked_here(self: &Rc<Self>, asked: Asked) {
        if let Command::Visible(visible) = asked.command {
            self.visible.set(visible);
            if !visible && self.leader.borrow().is_some() {
                self.looked_at.borrow_mut().clear();
                platform::relay(&encode(&Relayed::WhoLooks));
            }
        }
        if self.leader.borrow().is_some() {
            self.serve(self.id, asked);
        } else if self.is_led.get() {
            self.pass_on(asked);
            self.probe();
        } else {
            self.waiting.borrow_mut().push(asked);
            self.probe();
        }
    }

    fn heard(self: &Rc<Self>, relayed: Relayed) {
        match relayed {
            Relayed::Hello(_) => {
                if let Some(app) = &*self.leader.borrow() {
                    app.tell_state();
                }
            }
            Relayed::Leads => {
                self.drop_pending();
                self.say_looked();
            }
            Relayed::WhoLooks => self.say_looked(),
            Relayed::Looked(tab, visible) => {
                let leader = self.leader.borrow().clone();
                if let Some(app) = leader {
                    self.look(&app, tab, visible);
                }
            }
            Relayed::Asked(tab, asked) => {
                if self.leader.borrow().is_some() {
                    self.serve(tab, asked);
                }
            }
            Relayed::Told { to, answers, told } => {
                if self.leader.borrow().is_none() && to.is_none_or(|to| to == self.id) {
                    self.follow(answers, &told);
                }
            }
        }
    }

    /// What the leader tells is shown here as well.
    fn follow(&self, answers: Option<u32>, told: &[u8]) {
        if let Some(id) = answers {
            self.pending.borrow_mut().remove(&id);
        }
        platform::tell(told);
        self.told.set(self.told.get().wrapping_add(1));
        self.is_led.set(true);
        for asked in self.waiting.take() {
            self.pass_on(asked);
        }
    }

    /// A tab that is frozen in the background leads for ever and answers nothing: where somebody looks at this one, it takes over.
    fn probe(self: &Rc<Self>) {
        let (this, told) = (Rc::clone(self), self.told.get());
        platform::relay(&encode(&Relayed::Hello(self.id)));
        spawn_local(async move {
            platform::sleep(PATIENCE_MS).await;
            if this.visible.get() && this.leader.borrow().is_none() && this.told.get() == told {
                platform::take_over();
            }
        });
    }

    /// Another tab has taken over: this one shows what that one tells.
    fn step_down(&self) {
        self.ticking.set(self.ticking.get().wrapping_add(1));
        if let Some(app) = self.leader.replace(None) {
            app.retire();
        }
        self.looked_at.borrow_mut().clear();
    }

    fn say_looked(&self) {
        platform::relay(&encode(&Relayed::Looked(self.id, self.visible.get())));
    }

    fn pass_on(&self, asked: Asked) {
        self.pending.borrow_mut().insert(asked.id);
        platform::relay(&encode(&Relayed::Asked(self.id, asked)));
    }

    /// The leader is gone, and with it what it was doing for this tab: it is said, never done twice.
    fn drop_pending(&self) {
        for id in self.pending.take() {
            let gone = Trouble::new("interrupted", "the window that was doing this was closed");
            platform::tell(&encode(&Told::Answered { id, result: Err(gone) }));
        }
    }

    async fn lead(self: &Rc<Self>) {
        let app = App::new(|told: &Told| {
            platform::tell(&encode(told));
            relay(None, told.clone());
        });
        self.is_led.set(false);
        self.drop_pending();
        store::look(&app).await;
        // Only now: what is asked before the store was looked at waits.
        self.leader.replace(Some(Rc::clone(&app)));
        platform::relay(&encode(&Relayed::Leads));
        self.look(&app, self.id, self.visible.get());
        spawn_local(sync::follow(Rc::clone(&app)));
        for asked in self.waiting.take() {
            self.serve(self.id, asked);
        }
    }

    /// Does what a tab's screen asks, and answers that tab alone.
    fn serve(self: &Rc<Self>, tab: u64, asked: Asked) {
        let Some(app) = self.leader.borrow().clone() else { return };
        let own = self.id;
        let answer = move |told: Told| {
            if tab == own {
                platform::tell(&encode(&told));
            } else {
                relay(Some(tab), told);
            }
        };
        let Asked { id, command } = asked;
        if let Command::Visible(visible) = command {
            self.look(&app, tab, visible);
        }
        let this = Rc::clone(self);
        spawn_local(async move {
            let result = command::run(&app, command, &|step| answer(Told::Progress { id, step })).await;
            answer(Told::Answered { id, result });
            this.tick(&app);
        });
    }

    /// Whether anybody looks at any tab: only then codes are made and news waited for.
    fn look(self: &Rc<Self>, app: &Rc<App>, tab: u64, visible: bool) {
        {
            let mut looked_at = self.looked_at.borrow_mut();
            if visible {
                looked_at.insert(tab);
            } else {
                looked_at.remove(&tab);
            }
            app.visible.set(!looked_at.is_empty());
        }
        if app.visible.get() {
            app.tell_state();
            self.tick(app);
            sync::soon(app);
        } else {
            platform::hush();
        }
    }

    /// Tells new codes shortly before the ones that are shown end. Only the newest clock goes on.
    fn tick(self: &Rc<Self>, app: &Rc<App>) {
        let generation = self.ticking.get().wrapping_add(1);
        self.ticking.set(generation);
        let (this, app) = (Rc::clone(self), Rc::clone(app));
        spawn_local(async move {
            while this.ticking.get() == generation && app.visible.get() && app.is_open() {
                let now = platform::now();
                let codes = app.read(|replica| view::codes(replica, now)).unwrap_or_default();
                let Some(end) = codes.iter().map(|(_, code)| code.until).min() else { return };
                let left = end.saturating_sub(platform::now()).min(60_000);
                // The screen has the next code already, and shows it at the very moment; this brings the one after it.
                platform::sleep(u32::try_from(left + 50).unwrap_or(1_000)).await;
                if this.ticking.get() == generation
                    && let Ok(codes) = app.read(|replica| view::codes(replica, platform::now()))
                {
                    app.tell(&Told::Codes(codes));
                }
            }
        });
    }
}

/// Tells one tab that follows, or all of them; on their screens it says that they do.
fn relay(to: Option<u64>, mut told: Told) {
    if let Told::State(state) = &mut told
        && let Phase::Open(open) = &mut state.phase
    {
        open.follows = true;
    }
    let answers = if let Told::Answered { id, .. } = &told { Some(*id) } else { None };
    platform::relay(&encode(&Relayed::Told { to, answers, told: encode(&told) }));
}
