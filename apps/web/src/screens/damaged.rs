//! A store that can't be used: never an empty app.

use leptos::prelude::*;
use regain_screen::message::Trouble;

use crate::app::w;
use crate::browser;
use crate::parts;
use crate::route::Route;

/// What happened and what helps.
pub fn damaged(trouble: &Trouble) -> AnyView {
    let reload = |_| {
        let _ = browser::window().location().reload();
    };
    let body = view! {
        <p>{w().damaged_text()}</p>
        {parts::trouble(trouble)}
        <div class="buttons">
            <button type="button" class="button" on:click=reload>{w().damaged_retry()}</button>
            <a class="button primary" href=Route::Recover.href()>{w().damaged_recover()}</a>
        </div>
    };
    parts::plain_page(w().damaged_title(), body)
}
