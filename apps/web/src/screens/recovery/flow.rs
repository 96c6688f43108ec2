//! How far a recovery is. It outlives its screen, which is drawn anew when the store is made.

use leptos::prelude::*;
use regain_screen::view::SummaryView;

use crate::act::Act;
use crate::screens::backup::keep::for_page;

/// How far it is.
#[derive(Clone, PartialEq)]
pub enum Stage {
    /// Service, account and way in are asked for.
    Asking,
    /// A backup was opened; nothing has changed.
    Found(SummaryView),
    /// It is here.
    Restored {
        /// What was found.
        summary: SummaryView,
        /// This device's name.
        device: String,
    },
}

/// One recovery.
#[derive(Clone, Copy)]
pub struct Flow {
    /// How far it is.
    pub stage: RwSignal<Stage>,
    /// What is under way.
    pub act: Act,
}

thread_local! {
    static FLOW: Flow = for_page(|| Flow { stage: RwSignal::new(Stage::Asking), act: Act::new() });
}

/// The one recovery there can be.
pub fn flow() -> Flow {
    FLOW.with(|flow| *flow)
}
