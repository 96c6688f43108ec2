//! A passphrase for a recovery account: six generated words, or one of the person's own that is hard enough to guess.

use leptos::prelude::*;
use leptos::task::spawn_local;
use regain_screen::message::{Answer, Command, Secret, Trouble};

use super::form::missing;
use crate::act::Act;
use crate::app::w;
use crate::parts::{self, Chosen, Field};

/// What was chosen.
#[derive(Clone, Copy)]
pub struct NewPassphrase {
    /// A suggested account name goes here.
    pub account: Field,
    is_own: RwSignal<bool>,
    is_kept: RwSignal<bool>,
    generated: RwSignal<Secret>,
    own: Chosen,
    suggesting: Act,
}

impl NewPassphrase {
    /// Six words and an account name are suggested at once.
    pub fn new() -> Self {
        let new = Self {
            account: Field { autocomplete: "username", ..Field::new("backup-account") },
            is_own: RwSignal::new(false),
            is_kept: RwSignal::new(false),
            generated: RwSignal::new(Secret::default()),
            own: Chosen::new("backup-passphrase"),
            suggesting: Act::new(),
        };
        new.suggest(true);
        new
    }

    /// The first suggestion is on its way.
    pub fn is_waiting(self) -> bool {
        self.suggesting.busy() && self.generated.with(Secret::is_empty)
    }

    fn suggest(self, name_too: bool) {
        self.suggesting.run(Command::Suggest, move |answer| {
            let Answer::Suggested { account, passphrase } = answer else { return };
            if name_too {
                self.account.text.set(account);
            }
            self.generated.set(passphrase);
            self.is_kept.set(false);
        });
    }

    /// Goes on with the passphrase, once it is noted; with one's own, once it was measured. The meter has the dictionaries; what can be
    /// told without them the engine checks again.
    pub fn take(self, act: Act, then: impl FnOnce(Secret) + 'static) {
        if self.is_own.get_untracked() {
            if self.own.field.text.with_untracked(String::is_empty) {
                missing(act);
                return;
            }
            spawn_local(async move {
                match self.own.secret().await {
                    Some(own) => then(own),
                    None => act.fail(Trouble::new("weak-passphrase", "")),
                }
            });
            return;
        }
        let generated = self.generated.get_untracked();
        if self.is_kept.get_untracked() && !generated.is_empty() {
            then(generated);
        } else {
            missing(act);
        }
    }
}

/// Asks for it.
pub fn choose(new: NewPassphrase) -> AnyView {
    let content = move || {
        if new.is_own.get() {
            parts::chosen_passphrase(new.own, w().backup_passphrase(), w().backup_passphrase_own_hint())
        } else {
            generated(new)
        }
    };
    let choices = view! {
        {parts::radio("new-passphrase", new.is_own, false, w().backup_passphrase_generated(), "")}
        {parts::radio("new-passphrase", new.is_own, true, w().backup_passphrase_own(), "")}
    };
    view! { {parts::choice(w().backup_passphrase_which(), choices)} {content} }.into_any()
}

fn generated(new: NewPassphrase) -> AnyView {
    let words = move || new.generated.with(|words| words.expose().to_owned());
    view! {
        <div class="six-words">
            <p id="generated-passphrase" translate="no" lang="en">{words}</p>
            {new.suggesting.styled("button", w().backup_another(), move || new.suggest(false))}
        </div>
        {new.suggesting.view()}
        <p class="hint">{w().backup_passphrase_shown()}</p>
        {parts::check(new.is_kept, w().backup_passphrase_kept())}
    }
    .into_any()
}
