//! A kit on its way from the engine to paper. It outlives its screen: a step back must not lose words that are shown once.

use leptos::prelude::*;
use regain_screen::message::{Command, KitSheet};

use crate::act::Act;
use crate::app::{app, tell};
use crate::browser;
use crate::engine::Place;
use crate::screens::backup::keep::for_page;

/// What happens once its words are confirmed.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Makes {
    /// It is the first one, and counts already.
    First,
    /// It replaces the old one at once.
    AtOnce,
    /// This device asks that it replace the old one.
    Asked,
}

/// A kit that is shown.
#[derive(Clone)]
pub struct Shown {
    /// What is on the sheet.
    pub sheet: KitSheet,
    /// What comes of it.
    pub makes: Makes,
}

/// How far it is.
#[derive(Clone)]
pub enum Stage {
    /// Its words are seen.
    Sheet(Shown),
    /// Two of them are asked for.
    Check(Shown),
    /// It is kept, and was tried where it counts.
    Kept(Makes),
}

/// The kit on the screen, if any.
#[derive(Clone, Copy)]
pub struct Flow {
    /// How far it is; `None`: no kit.
    pub stage: RwSignal<Option<Stage>>,
    /// Switching Cloud backup on, which ends with a kit.
    pub making: Act,
    /// Confirming it.
    pub keeping: Act,
}

thread_local! {
    static FLOW: Flow = for_page(Flow::new);
}

/// The one kit there can be.
pub fn flow() -> Flow {
    FLOW.with(|flow| *flow)
}

impl Flow {
    fn new() -> Self {
        let flow = Self { stage: RwSignal::new(None), making: Act::new(), keeping: Act::new() };
        // A lock takes the words off the screen, and out of its memory.
        Effect::new(move |_| {
            if matches!(app().engine.place.get(), Place::Locked(_)) {
                flow.stage.set(None);
            }
        });
        flow
    }

    /// Whether there is one.
    pub fn is_shown(self) -> bool {
        self.stage.with(Option::is_some)
    }

    /// Puts it on the screen.
    pub fn show(self, sheet: KitSheet, makes: Makes) {
        self.keeping.clear();
        self.stage.set(Some(Stage::Sheet(Shown { sheet, makes })));
        browser::focus_soon("h2");
    }

    /// Takes it off the screen, kept or not.
    pub fn put_away(self) {
        self.stage.set(None);
        self.keeping.clear();
        tell(Command::KitGone);
    }
}
