//! One thing a person asked for, while it is under way: the button waits, a step is said, trouble is shown in place.

use leptos::prelude::*;
use leptos::task::spawn_local;
use regain_screen::message::{Answer, Command, Progress, Trouble};
use regain_screen::words::{Said, Words};

use crate::app::{app, w};
use crate::{browser, parts};

/// The state of an action.
#[derive(Clone, Copy)]
pub struct Act {
    busy: RwSignal<bool>,
    step: RwSignal<Option<Progress>>,
    trouble: RwSignal<Option<Trouble>>,
}

impl Act {
    /// Nothing is under way.
    pub fn new() -> Self {
        Self { busy: RwSignal::new(false), step: RwSignal::new(None), trouble: RwSignal::new(None) }
    }

    /// Asks the engine, and does something with its answer.
    pub fn run(self, command: Command, then: impl FnOnce(Answer) + 'static) {
        self.run_or(command, then, |_| ());
    }

    /// The same; where there is trouble, it is shown, and something is done about it.
    pub fn run_or(
        self,
        command: Command,
        then: impl FnOnce(Answer) + 'static,
        or: impl FnOnce(&Trouble) + 'static,
    ) {
        if self.busy.try_get_untracked() != Some(false) {
            return;
        }
        self.busy.set(true);
        self.trouble.set(None);
        spawn_local(async move {
            let told = move |step| {
                self.step.try_set(Some(step));
            };
            let result = app().engine.ask_telling(command, told).await;
            // The screen may be gone meanwhile.
            if self.busy.try_set(false).is_some() {
                return;
            }
            self.step.set(None);
            match result {
                Ok(answer) => then(answer),
                Err(trouble) => {
                    or(&trouble);
                    self.fail(trouble);
                }
            }
        });
    }

    /// Shows trouble.
    pub fn fail(self, trouble: Trouble) {
        self.trouble.set(Some(trouble));
        browser::focus_soon(".trouble");
    }

    /// Forgets trouble.
    pub fn clear(self) {
        self.trouble.set(None);
    }

    /// Whether it runs.
    pub fn busy(self) -> bool {
        self.busy.get()
    }

    /// The trouble's code.
    pub fn code(self) -> Option<String> {
        self.trouble.with(|trouble| trouble.as_ref().map(|trouble| trouble.code.clone()))
    }

    /// Names the trouble is about.
    pub fn names(self) -> Vec<String> {
        self.trouble.with(|trouble| trouble.as_ref().map(|trouble| trouble.names.clone()).unwrap_or_default())
    }

    /// The step and the trouble.
    pub fn view(self) -> AnyView {
        self.view_saying(w().working(), Words::trouble)
    }

    /// The same in words for what it is about: what is said where no step is told, and the words of trouble.
    pub fn view_saying(self, working: &'static str, say: fn(Words, &Trouble) -> Said) -> AnyView {
        let step = move || {
            self.busy().then(|| {
                let words = self.step.get().map_or(working, step_words);
                view! { <p class="step"><span class="spin" aria-hidden="true"></span>{words}</p> }
            })
        };
        let trouble = move || self.trouble.get().map(|trouble| parts::said(&say(w(), &trouble), &trouble));
        view! { <div role="status">{step}</div>{trouble} }.into_any()
    }

    /// The main button of it.
    pub fn button(self, label: impl Into<String>, press: impl Fn() + 'static) -> AnyView {
        self.styled("button primary", label, press)
    }

    /// The same, of another look.
    pub fn styled(
        self,
        class: &'static str,
        label: impl Into<String>,
        press: impl Fn() + 'static,
    ) -> AnyView {
        let label = label.into();
        view! {
            <button type="button" class=class disabled=move || self.busy() on:click=move |_| press()>{label}</button>
        }
        .into_any()
    }
}

fn step_words(step: Progress) -> &'static str {
    match step {
        Progress::Contact => w().progress_contact(),
        Progress::Stretch => w().progress_stretch(),
        Progress::Upload => w().progress_upload(),
        Progress::Download => w().progress_download(),
        Progress::ReadBack => w().progress_read_back(),
        Progress::Store => w().progress_store(),
    }
}
