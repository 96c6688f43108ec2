//! Switching Cloud backup off on this device: the accounts stay here, the backup stays there.

use leptos::prelude::*;
use regain_screen::message::Command;

use crate::act::Act;
use crate::app::{backup, w};
use crate::parts::{self, Confirm, say};

/// Asks before it is done.
pub fn question(leaving: Confirm, act: Act) -> AnyView {
    let service = Memo::new(|_| backup().map(|backup| backup.service).unwrap_or_default());
    let waiting = Memo::new(|_| backup().map_or(0, |backup| u64::from(backup.waiting)));
    let text = view! {
        <p>{move || w().backup_off_text(&service.get())}</p>
        {move || (waiting.get() > 0).then(|| view! { <p>{w().backup_off_waiting(waiting.get())}</p> })}
    };
    parts::confirm(leaving, w().backup_off_title(), text, w().backup_off_go(), move || {
        act.run(Command::BackupOff, |_| say(w().backup_is_off()));
    })
}
