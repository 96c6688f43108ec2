//! The sheet, as it is seen and printed: nothing else of the page comes on paper (`css/60-print.css`).

use leptos::prelude::*;
use regain_screen::message::KitSheet;

use super::flow::{Flow, Makes, Shown, Stage};
use crate::app::w;
use crate::parts::{self, Confirm};
use crate::route::{Route, go};
use crate::screens::backup::count_line;
use crate::{browser, format};

/// The kit, and what to do with it. There is no "Copy": a clipboard is where words are found by others.
pub fn sheet(flow: Flow, shown: &Shown) -> AnyView {
    let leaving = Confirm::new();
    let read_back = shown.sheet.read_back.filter(|_| shown.makes == Makes::First);
    let made = read_back.map(|read| view! { <p class="strong">{w().backup_made()}</p> {count_line(read)} });
    let text = skip_text(shown.makes);
    let intro = match shown.makes {
        Makes::First => w().kit_intro(),
        Makes::AtOnce => w().kit_new_intro(),
        Makes::Asked => w().kit_asked_intro(),
    };
    let next = shown.clone();
    let kept = move |_| {
        flow.stage.set(Some(Stage::Check(next.clone())));
        browser::focus_soon("h2");
    };
    let print = move |_| {
        let _ = browser::window().print();
    };
    view! {
        {made}
        <p class="lead">{intro}</p>
        {paper(&shown.sheet)}
        <div class="buttons">
            <button type="button" class="button" on:click=move |_| leaving.ask()>{w().kit_later()}</button>
            <button type="button" class="button" on:click=print>{w().print()}</button>
            <button type="button" class="button primary" on:click=kept>{w().kit_i_kept()}</button>
        </div>
        {skip(flow, leaving, text)}
    }
    .into_any()
}

/// What leaving it costs.
pub fn skip_text(makes: Makes) -> &'static str {
    if makes == Makes::First { w().kit_skip_text() } else { w().kit_skip_new_text() }
}

/// Leaving without keeping it is possible, and is said.
pub fn skip(flow: Flow, leaving: Confirm, text: &'static str) -> AnyView {
    parts::confirm(leaving, w().kit_skip_title(), text, w().kit_skip(), move || {
        flow.put_away();
        go(&Route::Backup);
    })
}

fn paper(sheet: &KitSheet) -> AnyView {
    let words: Vec<String> = sheet.words.expose().split(' ').map(str::to_owned).collect();
    let words = words.into_iter().map(|word| view! { <li>{word}</li> }).collect_view();
    let fingerprint = w().kit_fingerprint_is(&sheet.head.to_string(), &sheet.head_words.join(" "));
    // A service whose address is too long for the code leaves the words.
    let code =
        (sheet.qr.side > 0).then(|| view! { <div class="kit-qr">{parts::qr(&sheet.qr, w().kit_qr())}</div> });
    view! {
        <section class="kit-sheet" aria-labelledby="kit-heading">
            <h2 id="kit-heading" tabindex="-1">{w().app_name()} " – " {w().kit_title()}</h2>
            <ol class="kit-words" aria-label=w().kit_words() translate="no" lang="en">{words}</ol>
            {code}
            <dl>
                {fact(w().kit_service(), &sheet.service)}
                {fact(w().kit_account(), &sheet.account)}
                {fact(w().kit_date(), &format::date(browser::now()))}
                {fact(w().kit_fingerprint(), &fingerprint)}
            </dl>
            <p>{w().kit_how_to()}</p>
            <p class="strong">{w().kit_secret()}</p>
        </section>
    }
    .into_any()
}

fn fact(name: &'static str, value: &str) -> AnyView {
    let value = value.to_owned();
    parts::definition(name, view! { <span translate="no">{value}</span> })
}
