//! Typing an account in.

use leptos::prelude::*;
use regain_screen::message::{Command, ManualAccount, Secret, Trouble};

use crate::act::Act;
use crate::app::w;
use crate::parts::{self, Field};
use crate::route::{Route, go};

/// The form.
pub fn manual() -> AnyView {
    let (issuer, label) = (Field::new("issuer"), Field::new("label"));
    let (secret, pin) = (Field::new("secret"), Field::new("pin"));
    let kind = Field::with("kind", "totp");
    let algorithm = Field::with("algorithm", "SHA1");
    let (digits, period, counter) =
        (Field::with("digits", "6"), Field::with("period", "30"), Field::with("counter", "0"));
    let act = Act::new();
    let add = move || {
        let number = |field: Field, code: &str| {
            field.value().parse::<u64>().map_err(|error| Trouble::new(code, error.to_string()))
        };
        let read = || -> Result<ManualAccount, Trouble> {
            let wrong = |code: &'static str| move |_| Trouble::new(code, "out of range");
            Ok(ManualAccount {
                issuer: issuer.value(),
                label: label.value(),
                secret: Secret::new(secret.value()),
                kind: kind.value(),
                algorithm: algorithm.value(),
                digits: u8::try_from(number(digits, "manual-digits")?).map_err(wrong("manual-digits"))?,
                period: u32::try_from(number(period, "manual-period")?).map_err(wrong("manual-period"))?,
                counter: number(counter, "manual-counter")?,
                pin: Secret::new(pin.value()),
            })
        };
        match read() {
            Ok(account) => act.run(Command::AddManual(account), |_| {
                parts::say(w().add_added(1));
                go(&Route::List);
            }),
            Err(trouble) => act.fail(trouble),
        }
    };
    let needs_pin = move || {
        let kind = kind.text.get();
        (kind == "yandex" || kind == "motp").then(|| parts::secret_field(pin, w().add_pin(), ""))
    };
    let first_counter =
        move || (kind.text.get() == "hotp").then(|| parts::field(counter, w().add_counter(), ""));
    let same = |text: &str| (text.to_owned(), text.to_owned());
    let kinds = vec![
        ("totp".to_owned(), w().add_kind_totp().to_owned()),
        ("hotp".to_owned(), w().add_kind_hotp().to_owned()),
        ("steam".to_owned(), "Steam".to_owned()),
        ("yandex".to_owned(), "Yandex".to_owned()),
        ("motp".to_owned(), "mOTP".to_owned()),
    ];
    let body = view! {
        <form on:submit=move |event| { event.prevent_default(); add(); }>
            {parts::field(issuer, w().account_issuer(), "")}
            {parts::field(label, w().account_label(), "")}
            {parts::secret_field(secret, w().add_secret(), w().add_secret_hint())}
            <details>
                <summary>{w().add_advanced()}</summary>
                {parts::select(kind, w().add_kind(), kinds)}
                {parts::select(algorithm, w().add_algorithm(), vec![same("SHA1"), same("SHA256"), same("SHA512")])}
                {parts::field(digits, w().add_digits(), "")}
                {parts::field(period, w().add_period(), "")}
                {first_counter}
                {needs_pin}
            </details>
            {act.view()}
            <div class="buttons"><button class="button primary" disabled=move || act.busy()>{w().add_go(1)}</button></div>
        </form>
    };
    parts::page(w().add_manual_title(), &Route::Add, body)
}
