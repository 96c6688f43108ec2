//! A store that can't be used: never an empty app.

use leptos::prelude::*;
use regain_screen::message::{Command, Trouble};
use regain_screen::view::PreviousView;

use crate::act::Act;
use crate::app::w;
use crate::parts;
use crate::route::Route;
use crate::{browser, format};

/// What happened and what helps: first what is still here, then the backup.
pub fn damaged(trouble: &Trouble, previous: Option<PreviousView>) -> AnyView {
    let reload = |_| {
        let _ = browser::window().location().reload();
    };
    // What can't be reached is not damaged, and would not take what the backup has.
    let is_shut = matches!(trouble.code.as_str(), "store-none" | "store-blocked");
    let text = (!is_shut).then(|| view! { <p>{w().damaged_text()}</p> });
    let recover = (!is_shut)
        .then(|| view! { <a class="button primary" href=Route::Recover.href()>{w().damaged_recover()}</a> });
    let body = view! {
        {text}
        {parts::trouble(trouble)}
        {previous.map(before)}
        <div class="buttons">
            <button type="button" class="button" on:click=reload>{w().damaged_retry()}</button>
            {recover}
        </div>
    };
    parts::plain_page(w().damaged_title(), body)
}

/// The state before the last change.
fn before(previous: PreviousView) -> AnyView {
    let act = Act::new();
    let accounts = w().accounts(u64::from(previous.accounts));
    let what = if previous.changed == 0 {
        accounts
    } else {
        w().damaged_previous_is(&accounts, &format::date_time(previous.changed))
    };
    view! {
        <section aria-labelledby="previous">
            <h2 id="previous">{w().damaged_previous()}</h2>
            <p class="strong">{what}</p>
            <p>{w().damaged_previous_text()}</p>
            {act.view()}
            <div class="buttons">{act.button(w().damaged_previous_go(), move || act.run(Command::UsePrevious, |_| ()))}</div>
        </section>
    }
    .into_any()
}
