//! The app's lock: opening it, and choosing it.

mod passkey;

use leptos::prelude::*;
use regain_screen::message::{Command, NewLock, Secret, Trouble};
use regain_screen::view::LockView;

use crate::act::Act;
use crate::app::{app, open, w};
use crate::parts::{self, Chosen, Confirm, Field};
use crate::route::{Route, go};
use crate::screens::backup::form::missing;

/// The lock screen.
pub fn locked(lock: LockView) -> AnyView {
    let passphrase = Field { autocomplete: "current-password", ..Field::new("unlock") };
    let act = Act::new();
    let unlock = move || {
        let secret = Secret::new(passphrase.text.get_untracked());
        passphrase.text.set(String::new());
        act.run(Command::Unlock(secret), |_| ());
    };
    let passkey = match lock {
        LockView::Passkey { credential } => Some(move || {
            let credential = credential.clone();
            leptos::task::spawn_local(async move {
                match passkey::key_of(&credential).await {
                    Some(key) => act.run(Command::UnlockByKey(key), |_| ()),
                    None => act.fail(Trouble::new("passkey", "")),
                }
            });
        }),
        LockView::Device | LockView::Passphrase => None,
    };
    let confirm = Confirm::new();
    let erase = move || {
        act.run(Command::Erase, |_| go(&Route::Recover));
    };
    let body = view! {
        {passkey.map(|press| view! { <div class="buttons">{act.button(w().lock_passkey(), press)}</div> })}
        <form on:submit=move |event| { event.prevent_default(); unlock(); }>
            {parts::secret_field(passphrase, w().lock_passphrase(), "")}
            {act.view()}
            <div class="buttons"><button class="button primary" disabled=move || act.busy()>{w().lock_unlock()}</button></div>
        </form>
        <details>
            <summary>{w().lock_forgotten()}</summary>
            <button type="button" class="button danger" on:click=move |_| confirm.ask()>{w().lock_erase()}</button>
        </details>
        <a class="button quiet" href=Route::Borrow.href()>{w().first_lost()}</a>
        {parts::confirm(confirm, w().lock_erase_title(), w().lock_erase_text(), w().lock_erase(), erase)}
    };
    parts::plain_page(w().lock_title(), body)
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Device,
    Passphrase,
    Passkey,
}

/// Choosing the lock.
pub fn settings() -> AnyView {
    let present = Memo::new(move |_| match open().map(|open| open.lock.clone()) {
        None | Some(LockView::Device) => Kind::Device,
        Some(LockView::Passphrase) => Kind::Passphrase,
        Some(LockView::Passkey { .. }) => Kind::Passkey,
    });
    let wanted = RwSignal::new(present.get_untracked());
    let new = Chosen::new("new-lock");
    let act = Act::new();
    let done = move |_| {
        new.field.text.set(String::new());
        parts::say(w().lock_changed());
    };
    let set = move || {
        let kind = wanted.get_untracked();
        if kind == Kind::Device {
            act.run(Command::SetLock(NewLock::Device), done);
            return;
        }
        if new.field.text.with_untracked(String::is_empty) {
            missing(act);
            return;
        }
        leptos::task::spawn_local(async move {
            let Some(passphrase) = new.secret().await else {
                act.fail(Trouble::new("weak-passphrase", ""));
                return;
            };
            if kind == Kind::Passphrase {
                act.run(Command::SetLock(NewLock::Passphrase(passphrase)), done);
                return;
            }
            match passkey::create().await {
                Some((credential, key)) => {
                    act.run(Command::SetLock(NewLock::Passkey { key, credential, passphrase }), done);
                }
                None => act.fail(Trouble::new("passkey-prf", "")),
            }
        });
    };
    let needs_passphrase = Memo::new(move |_| wanted.get() != Kind::Device);
    let passphrase = move || {
        needs_passphrase.get().then(|| {
            let hint = if wanted.get_untracked() == Kind::Passkey {
                w().lock_passkey_hint()
            } else {
                w().lock_new_hint()
            };
            parts::chosen_passphrase(new, w().lock_new(), hint)
        })
    };
    let body = view! {
        <form novalidate on:submit=move |event| { event.prevent_default(); set(); }>
        {parts::choice(w().lock_settings_hint(), view! {
            {parts::radio("lock", wanted, Kind::Device, w().lock_is_device(), "")}
            {parts::radio("lock", wanted, Kind::Passphrase, w().lock_is_passphrase(), "")}
            {parts::radio("lock", wanted, Kind::Passkey, w().lock_is_passkey(), w().lock_passkey_hint())}
        })}
        {passphrase}
        {act.view()}
        <div class="buttons"><button class="button primary" disabled=move || act.busy()>{w().save()}</button></div>
        </form>
        {move || (present.get() != Kind::Device).then(auto)}
    };
    parts::page(w().lock_settings(), &Route::Settings, body)
}

fn auto() -> AnyView {
    let seconds = app().prefs.autolock;
    let lock = Act::new();
    view! {
        {parts::choice(w().lock_auto(), view! {
            {parts::radio("auto", seconds, 60, w().lock_auto_minute(), "")}
            {parts::radio("auto", seconds, 300, w().lock_auto_five(), "")}
            {parts::radio("auto", seconds, 900, w().lock_auto_quarter(), "")}
            {parts::radio("auto", seconds, 0, w().lock_auto_never(), "")}
        })}
        {lock.view()}
        <div class="buttons">{lock.styled("button", w().lock_now(), move || lock.run(Command::Lock, |_| ()))}</div>
    }
    .into_any()
}
