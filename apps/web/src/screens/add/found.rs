//! What was found, before it is added.

use std::collections::BTreeSet;

use leptos::prelude::*;
use regain_screen::message::{Answer, Command, FoundAccount};

use super::Reading;
use crate::app::w;
use crate::parts;
use crate::picture::{Scanner, scanner};
use crate::route::{Route, go};
use crate::screens::portal;

/// The accounts, each with a tick.
pub fn found(reading: Reading, scans: Scanner) -> AnyView {
    let off = RwSignal::new(BTreeSet::<usize>::new());
    let content = move || {
        reading.found.get().map(|found| {
            let kit = found.kit.clone().map(|(_, account)| {
                view! {
                    {parts::notice(w().add_kit_found(&account), false)}
                    <a class="button" href=Route::Recover.href()>{w().first_recover()}</a>
                }
            });
            let enrolment = found.enrolment.as_ref().map(|host| {
                let press = move |_| {
                    if let Some(link) = reading.texts.with_untracked(|texts| portal::link(texts)) {
                        portal::begin(link);
                    }
                };
                view! {
                    {parts::notice(w().enrol_found(host), false)}
                    <button type="button" class="button primary" on:click=press>{w().enrol_found_go()}</button>
                }
            });
            // Those of an enrolment link are said as what they are about.
            let troubles =
                found.troubles.iter().map(|one| parts::said(&w().portal_trouble(one), one)).collect_view();
            let parts_missing = (!found.missing_parts.is_empty()).then(|| {
                let missing: Vec<String> = found.missing_parts.iter().map(u32::to_string).collect();
                let text = w().add_parts_missing(&missing.join(", "), &found.parts.to_string());
                view! { {parts::notice(text, true)} {scanner(scans)} }
            });
            // What was found instead says more than that nothing was.
            let none = (found.accounts.is_empty()
                && found.kit.is_none()
                && found.enrolment.is_none()
                && found.troubles.is_empty())
                .then(|| parts::empty(w().add_found_none(), w().add_found_none_next()));
            let count = found.accounts.len();
            let title = (count > 0).then(|| view! { <h2>{w().add_found(count as u64)}</h2> });
            let lines = found.accounts.into_iter().enumerate().map(|(index, one)| line(index, one, off)).collect_view();
            view! { {kit} {enrolment} {title} <ul class="plain">{lines}</ul> {none} {parts_missing} {troubles} {go_button(reading, off, count)} }
        })
    };
    let again = move |_| reading.again();
    view! {
        {content}
        <div class="buttons"><button type="button" class="button" on:click=again>{w().add_again()}</button></div>
    }
    .into_any()
}

fn go_button(reading: Reading, off: RwSignal<BTreeSet<usize>>, count: usize) -> AnyView {
    let left = move || count - off.with(BTreeSet::len);
    let press = move || {
        let which = off.with_untracked(|off| {
            (0..count)
                .filter(|index| !off.contains(index))
                .filter_map(|index| u32::try_from(index).ok())
                .collect()
        });
        let command = Command::AddRead { texts: reading.texts.get_untracked(), which };
        reading.act.run(command, |answer| {
            if let Answer::Added(added) = answer {
                parts::say(w().add_added(added.ids.len() as u64));
            }
            go(&Route::List);
        });
    };
    let button = move || {
        let button = reading.act.button(w().add_go(left() as u64), press);
        view! { <div class="buttons">{button}</div> }
    };
    (move || (left() > 0).then(button)).into_any()
}

fn line(index: usize, account: FoundAccount, off: RwSignal<BTreeSet<usize>>) -> AnyView {
    let duplicate =
        account.duplicate_of.map(|name| view! { <span class="loud-text">{w().add_duplicate(&name)}</span> });
    let change = move |event| {
        let on = event_target_checked(&event);
        off.update(|off| {
            if on {
                off.remove(&index);
            } else {
                off.insert(index);
            }
        });
    };
    view! {
        <li>
            <label class="choice">
                <input type="checkbox" prop:checked=move || !off.with(|off| off.contains(&index)) on:change=change />
                <span><span class="strong">{account.issuer}</span>" "{account.label}{duplicate}</span>
            </label>
        </li>
    }
    .into_any()
}
