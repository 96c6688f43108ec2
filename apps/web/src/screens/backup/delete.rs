//! Deleting the backup for every device: with a way in, and the account's name typed.

use leptos::prelude::*;
use regain_screen::message::{Command, Trouble};

use super::account::off;
use super::form::{form, missing};
use crate::act::Act;
use crate::app::{backup, w};
use crate::parts::{self, Field, WayInForm, say};
use crate::route::{Route, go};

/// "Delete the backup".
pub fn delete() -> AnyView {
    let act = Act::new();
    let name = Memo::new(|_| backup().map(|backup| backup.account));
    // With the backup gone there is nothing left to ask; the page is left by then.
    let content = move || name.get().map_or_else(off, |name| questions(act, name));
    parts::page(w().backup_delete_title(), &Route::RecoveryAccount, content)
}

fn questions(act: Act, name: String) -> AnyView {
    let way_in = WayInForm::new(false);
    let typed = Field::new("delete-account");
    let (text, label) = (w().backup_delete_text(&name), w().backup_delete_type(&name));
    let submit = move || {
        if typed.value() != name {
            act.fail(Trouble::new("account-differs", ""));
            return;
        }
        let Some(way_in) = way_in.value() else {
            missing(act);
            return;
        };
        act.run(Command::DeleteBackup(way_in), |_| {
            say(w().backup_deleted());
            go(&Route::Backup);
        });
    };
    let fields = view! { {parts::field(typed, &label, "")} {parts::way_in(way_in, false)} };
    view! {
        <p class="lead">{text}</p>
        {form(act, w().backup_delete_go(), true, fields, submit)}
    }
    .into_any()
}
