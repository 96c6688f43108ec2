//! "I lost a device", on a borrowed one: a backup is opened without joining it, and nothing is stored here.

use leptos::prelude::*;
use regain_screen::message::{Answer, Command};
use regain_screen::view::DeviceRow;

use super::backup::form::form;
use super::devices::{consequences, facts};
use super::recovery::Where;
use crate::act::Act;
use crate::app::{backup, tell, w};
use crate::browser;
use crate::parts::{self, say};
use crate::route::{Route, go};

/// How far it is.
#[derive(Clone, PartialEq)]
enum Stage {
    Asking,
    Devices(Vec<DeviceRow>),
    Removing { row: DeviceRow, all: Vec<DeviceRow> },
    Removed { name: String, lost: bool, rest: Vec<DeviceRow> },
}

/// "I lost a device".
pub fn borrowed() -> AnyView {
    let stage = RwSignal::new(Stage::Asking);
    // Whatever way the screen is left: what was opened is forgotten.
    on_cleanup(|| tell(Command::BorrowEnd));
    let act = Act::new();
    let content = move || match stage.get() {
        Stage::Asking => questions(stage, act),
        Stage::Devices(rows) => devices(stage, act, &rows),
        Stage::Removing { row, all } => removing(stage, act, row, all),
        Stage::Removed { name, lost, rest } => removed(stage, &name, lost, rest),
    };
    parts::page(w().borrowed_title(), &Route::List, content)
}

fn questions(stage: RwSignal<Stage>, act: Act) -> AnyView {
    let place = Where::new();
    let own = untrack(backup).is_some().then(|| {
        view! {
            <section class="notice">
                <p class="strong">{w().borrowed_here()}</p>
                <p>{w().borrowed_here_next()} " " <a href=Route::Devices.href()>{w().proposed_show()}</a></p>
            </section>
        }
    });
    let submit = move || {
        let Some((service, account, way_in)) = place.answered(act) else { return };
        act.run(Command::Borrow { service, account, way_in }, move |answer| {
            if let Answer::Borrowed(rows) = answer {
                place.wipe();
                stage.set(Stage::Devices(rows));
                browser::focus_soon("h2");
            }
        });
    };
    view! {
        <p class="lead">{w().borrowed_intro()}</p>
        {own}
        {form(act, w().borrowed_find(), false, place.view(), submit)}
    }
    .into_any()
}

fn devices(stage: RwSignal<Stage>, act: Act, rows: &[DeviceRow]) -> AnyView {
    if rows.is_empty() {
        return view! {
            {parts::empty(w().borrowed_none(), w().borrowed_none_next())}
            {end()}
        }
        .into_any();
    }
    let lines = rows.iter().map(|row| line(stage, act, row, rows)).collect_view();
    view! {
        <h2 tabindex="-1">{w().borrowed_which()}</h2>
        <ul class="list">{lines}</ul>
        {act.view()}
        {end()}
    }
    .into_any()
}

fn line(stage: RwSignal<Stage>, act: Act, row: &DeviceRow, all: &[DeviceRow]) -> AnyView {
    let (name, label, facts) = (row.name.clone(), w().remove_title(&row.name), facts(row));
    let next = Stage::Removing { row: row.clone(), all: all.to_vec() };
    let choose = move |_| {
        act.clear();
        stage.set(next.clone());
        browser::focus_soon("h2");
    };
    view! {
        <li class="row">
            <span class="row-text">{name}<span class="hint">{facts}</span></span>
            <button type="button" class="button" aria-label=label on:click=choose>{w().remove()}</button>
        </li>
    }
    .into_any()
}

fn removing(stage: RwSignal<Stage>, act: Act, row: DeviceRow, all: Vec<DeviceRow>) -> AnyView {
    let lost = RwSignal::new(true);
    let title = w().remove_title(&row.name);
    // What failed has used the opened backup up: it is opened anew, and the trouble stays in view.
    Effect::new(move |_| {
        if act.code().is_some() {
            stage.set(Stage::Asking);
        }
    });
    let submit = move || {
        let (lost, name) = (lost.get_untracked(), row.name.clone());
        let command = Command::RemoveDevice { id: row.id.clone(), lost, way_in: None };
        act.run(command, move |answer| {
            if let Answer::Borrowed(rest) = answer {
                stage.set(Stage::Removed { name, lost, rest });
                browser::focus_soon("h2");
            }
        });
    };
    let back = move |_| {
        act.clear();
        stage.set(Stage::Devices(all.clone()));
    };
    view! {
        <h2 tabindex="-1">{title}</h2>
        {form(act, w().remove_go(), true, consequences(lost), submit)}
        <div class="buttons">
            <button type="button" class="button" disabled=move || act.busy() on:click=back>{w().back()}</button>
        </div>
        {end()}
    }
    .into_any()
}

fn removed(stage: RwSignal<Stage>, name: &str, lost: bool, rest: Vec<DeviceRow>) -> AnyView {
    let title = w().borrowed_removed(name);
    let restore = rest.is_empty().then(|| view! { <li>{w().borrowed_next_restore()}</li> });
    let next = lost.then(|| {
        view! {
            <h3>{w().borrowed_next()}</h3>
            <ul>
                <li>{w().borrowed_next_exposed()}</li>
                {restore}
                <li>{w().borrowed_next_ways()}</li>
                <li>{w().borrowed_next_organisation()}</li>
            </ul>
        }
    });
    let more = (!rest.is_empty()).then(|| {
        view! {
            <button type="button" class="button" on:click=move |_| stage.set(Stage::Devices(rest.clone()))>
                {w().devices_title()}
            </button>
        }
    });
    view! {
        <h2 tabindex="-1">{title}</h2>
        {next}
        <div class="buttons">{more}</div>
        {end()}
    }
    .into_any()
}

fn end() -> AnyView {
    let leave = move |_| {
        say(w().borrowed_ended());
        go(&Route::List);
    };
    view! {
        <div class="buttons apart">
            <button type="button" class="button" on:click=leave>{w().borrowed_end()}</button>
        </div>
    }
    .into_any()
}
