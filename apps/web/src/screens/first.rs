//! The first screen of a fresh app.

use leptos::prelude::*;

use crate::app::w;
use crate::parts;
use crate::route::Route;

/// Three ways to begin.
pub fn first() -> AnyView {
    let body = view! {
        <p class="lead">{w().first_text()}</p>
        <div class="first">
            <a class="button primary large" href=Route::Add.href()>{w().first_add()}</a>
            <p class="hint">{w().first_add_hint()}</p>
            <a class="button large" href=Route::Recover.href()>{w().first_recover()}</a>
            <p class="hint">{w().first_recover_hint()}</p>
            <a class="button large" href=Route::Import.href()>{w().first_import()}</a>
            <p class="hint">{w().first_import_hint()}</p>
            <a class="button quiet" href=Route::Borrow.href()>{w().first_lost()}</a>
            <a class="button quiet" href=Route::Settings.href()>{w().settings()}</a>
        </div>
    };
    parts::plain_page(w().first_title(), body)
}
