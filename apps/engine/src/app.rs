//! The one state of the app.

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

use futures_util::lock::Mutex;
use rand_core::OsRng;
use regain_protocol::BackupStatus;
use regain_screen::message::{Told, Trouble};
use regain_screen::view::{self, Contact, LockView, Phase, PreviousView, Shown, State};
use regain_seal::lock;
use regain_sync::{Env, Replica};

use crate::command::kit::OnScreen;
use crate::command::recover::Opening;
use crate::platform;

/// The six words of a backup's newest entry.
pub type Spell = fn(&Replica) -> Option<[&'static str; 6]>;

/// Where the app is.
pub enum Place {
    /// The store was not looked at yet.
    Starting,
    /// There is no store.
    Fresh,
    /// There is one, and it is locked.
    Locked(LockView),
    /// Open.
    Open(Box<Session>),
    /// There is one that can't be used; what the state before the last change is, where that opens.
    Damaged(Trouble, Option<PreviousView>),
}

/// An open store.
pub struct Session {
    /// The data key.
    pub lock: lock::Unlocked,
    /// What the lock asks for.
    pub view: LockView,
    /// Everything this device knows.
    pub replica: Replica,
}

/// The app. Everything is single-threaded; a borrow never lives across an await.
pub struct App {
    /// Where it is.
    pub place: RefCell<Place>,
    /// One flow or sync at a time.
    pub line: Mutex<()>,
    /// The line to the service.
    pub contact: RefCell<Contact>,
    /// What the service said last.
    pub status: RefCell<Option<BackupStatus>>,
    /// How far this clock is off, ms, if that spoils codes.
    pub clock_off: Cell<Option<i64>>,
    /// When the clocks were compared last, ms since the Unix epoch.
    pub clock_compared: Cell<u64>,
    /// Whether anybody looks.
    pub visible: Cell<bool>,
    /// Another tab leads, and this one says nothing any more.
    pub is_retired: Cell<bool>,
    /// A backup that was opened and not yet joined.
    pub recovery: RefCell<Option<Opening>>,
    /// A backup opened on a borrowed device.
    pub borrowed: RefCell<Option<Opening>>,
    /// The kit that is on a screen.
    pub kit: RefCell<Option<OnScreen>>,
    /// Requests of organisations: another number whenever others wait, 0 while none does.
    pub requests: Cell<u32>,
    /// What is known of portals: the part that speaks to them knows what it is.
    pub portals: RefCell<Option<Box<dyn Any>>>,
    /// Spells the backup's fingerprint: comes with the part that syncs.
    pub spell: Cell<Option<Spell>>,
    tell: Box<dyn Fn(&Told)>,
}

impl App {
    /// An app that tells its screens through `tell`.
    pub fn new(tell: impl Fn(&Told) + 'static) -> Rc<Self> {
        Rc::new(Self {
            place: RefCell::new(Place::Starting),
            line: Mutex::new(()),
            contact: RefCell::new(Contact::Good),
            status: RefCell::new(None),
            clock_off: Cell::new(None),
            clock_compared: Cell::new(0),
            visible: Cell::new(false),
            is_retired: Cell::new(false),
            recovery: RefCell::new(None),
            borrowed: RefCell::new(None),
            kit: RefCell::new(None),
            requests: Cell::new(0),
            portals: RefCell::new(None),
            spell: Cell::new(None),
            tell: Box::new(tell),
        })
    }

    /// Says something.
    pub fn tell(&self, told: &Told) {
        if !self.is_retired.get() {
            (self.tell)(told);
        }
    }

    /// Says everything anew.
    pub fn tell_state(&self) {
        let phase = match &*self.place.borrow() {
            Place::Starting => Phase::Starting,
            Place::Fresh => Phase::Fresh,
            Place::Locked(view) => Phase::Locked(view.clone()),
            Place::Damaged(trouble, previous) => Phase::Damaged(trouble.clone(), *previous),
            Place::Open(session) => Phase::Open(Box::new(view::open(
                &session.replica,
                Shown {
                    now: platform::now(),
                    contact: self.contact.borrow().clone(),
                    status: self.status.borrow().as_ref(),
                    lock: session.view.clone(),
                    follows: false,
                    requests: self.requests.get(),
                    clock_off: self.clock_off.get(),
                    words: self.spell.get().and_then(|spell| spell(&session.replica)),
                },
            ))),
        };
        self.tell(&Told::State(Box::new(State { phase })));
    }

    /// Gives everything up: keys, records, and what was opened beside them.
    pub fn retire(&self) {
        self.is_retired.set(true);
        self.visible.set(false);
        self.close(Place::Starting);
    }

    /// Leaves an open store: what was opened beside it goes, too.
    pub fn close(&self, to: Place) {
        platform::hush();
        self.recovery.replace(None);
        self.borrowed.replace(None);
        self.kit.replace(None);
        self.portals.replace(None);
        self.requests.set(0);
        self.place.replace(to);
    }

    /// Sets the line's state, and says it.
    pub fn set_contact(&self, contact: Contact) {
        if *self.contact.borrow() != contact {
            self.contact.replace(contact);
            self.tell_state();
        }
    }

    /// Whether the app is open.
    pub fn is_open(&self) -> bool {
        matches!(*self.place.borrow(), Place::Open(_))
    }

    /// Reads the open replica.
    pub fn read<T>(&self, read: impl FnOnce(&Replica) -> T) -> Result<T, Trouble> {
        match &*self.place.borrow() {
            Place::Open(session) => Ok(read(&session.replica)),
            _ => Err(locked()),
        }
    }

    /// Changes the open replica in memory; the caller persists.
    pub fn alter<T>(&self, alter: impl FnOnce(&mut Replica) -> T) -> Result<T, Trouble> {
        match &mut *self.place.borrow_mut() {
            Place::Open(session) => Ok(alter(&mut session.replica)),
            _ => Err(locked()),
        }
    }
}

/// The app is not open.
pub fn locked() -> Trouble {
    Trouble::new("locked", "the app is locked")
}

/// Time and randomness of this moment.
pub fn env(rng: &mut OsRng) -> Env<'_, OsRng> {
    Env { now: platform::now(), rng }
}
