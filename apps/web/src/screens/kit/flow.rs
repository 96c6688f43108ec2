//! A kit on its way from the engine to paper. It outlives its screen: a step back must not lose words that are shown once.

use leptos::prelude::*;
use regain_screen::message::{Command, KitSheet};

use crate::act::Act;
use crate::app::{app, tell};
use crate::browser;
use crate::engine::Place;
use crate::screens::backup::keep::for_page;

/// A kit that is shown.
#[derive(Clone)]
pub struct Shown {
    /// What is on the sheet.
    pub sheet: KitSheet,
    /// It replaces another one, once it is confirmed.
    pub is_new: bool,
}

/// How far it is.
#[derive(Clone)]
pub enum Stage {
    /// Its words are seen.
    Sheet(Shown),
    /// Two of them are asked for.
    Check(Shown),
    /// It is kept, and was tried.
    Kept {
        /// It replaced another one.
        is_new: bool,
    },
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
    pub fn show(self, sheet: KitSheet, is_new: bool) {
        self.keeping.clear();
        self.stage.set(Some(Stage::Sheet(Shown { sheet, is_new })));
        browser::focus_soon("h2");
    }

    /// Takes it off the screen, kept or not.
    pub fn put_away(self) {
        self.stage.set(None);
        self.keeping.clear();
        tell(Command::KitGone);
    }
}
