//! Another name for this device.

use leptos::prelude::*;
use regain_screen::message::{Command, Trouble};

use crate::act::Act;
use crate::app::{open, w};
use crate::parts::{self, Field, say};
use crate::screens::backup::form::form;

/// A form behind a line that opens it.
pub fn rename() -> AnyView {
    let act = Act::new();
    let name = Field::with(
        "own-device-name",
        untrack(open).map_or_else(String::new, |open| open.device_name.clone()),
    );
    let is_open = RwSignal::new(false);
    let submit = move || {
        let new = name.value();
        if new.is_empty() || new.chars().count() > 64 {
            act.fail(Trouble::new("device-name", w().devices_name_length()));
            return;
        }
        act.run(Command::RenameDevice(new), move |_| {
            is_open.set(false);
            say(w().devices_renamed());
        });
    };
    let content = move || {
        is_open
            .get()
            .then(|| form(act, w().save(), false, parts::field(name, w().devices_name(), ""), submit))
    };
    view! {
        <div class="buttons">
            <button type="button" class="button" aria-expanded=move || is_open.get().to_string()
                on:click=move |_| is_open.update(|open| *open = !*open)>{w().devices_rename_title()}</button>
        </div>
        {content}
    }
    .into_any()
}
