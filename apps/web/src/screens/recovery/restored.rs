//! The end of a recovery: how many are here, and what is left to do.

use leptos::prelude::*;
use regain_screen::view::SummaryView;

use crate::app::{open, w};
use crate::parts;
use crate::route::Route;

/// "23 of 23 accounts".
pub fn restored(summary: &SummaryView, device: &str) -> AnyView {
    let expected = u64::from(summary.accounts);
    let here = Memo::new(|_| open().map_or(0, |open| open.accounts.len() as u64));
    let is_merge = summary.merge.is_some();
    let count = move || {
        let here = here.get();
        if here < expected {
            let line = w().recover_done_of(&here.to_string(), expected);
            return parts::notice(format!("{line}. {}", w().recover_done_missing()), true);
        }
        // After a merge there may be more than the backup held.
        let line =
            if is_merge { w().accounts(here) } else { w().recover_done_of(&expected.to_string(), expected) };
        view! { <p class="strong">{line}</p> }.into_any()
    };
    let name = w().recover_done_device(device);
    view! {
        <h2 tabindex="-1">{w().recover_done()}</h2>
        {count}
        <p>{name}</p>
        {bound()}
        <section class="notice">
            <p>{w().recover_done_lost()}</p>
            <p><a href=Route::Devices.href()>{w().recover_done_lost_go()}</a></p>
        </section>
        <div class="buttons"><a class="button primary" href=Route::List.href()>{w().recover_done_go()}</a></div>
    }
    .into_any()
}

/// Accounts that need one more step.
fn bound() -> impl IntoView {
    let rows = Memo::new(|_| {
        let open = open();
        let rows = open.iter().flat_map(|open| open.bound.iter().filter(|row| row.action_required));
        rows.map(|row| (row.id.clone(), row.name.clone(), row.organisation.clone())).collect::<Vec<_>>()
    });
    move || {
        let rows = rows.get();
        (!rows.is_empty()).then(|| {
            let rows = rows
                .into_iter()
                .map(|(id, name, organisation)| {
                    parts::link_row(&Route::Bound(id), format!("{organisation}: {name}"), w().bound_action())
                })
                .collect_view();
            view! { <h2>{w().recover_done_bound()}</h2> <nav class="list" aria-label=w().recover_done_bound()>{rows}</nav> }
        })
    }
}
