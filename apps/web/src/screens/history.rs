//! Earlier states of the backup: which there are, what going back would change, and the way back.

use leptos::prelude::*;
use regain_screen::message::{Answer, Command, StateLine};
use regain_screen::view::PreviewView;

use super::recovery::preview;
use crate::act::Act;
use crate::app::{backup, w};
use crate::parts::{self, Confirm};
use crate::route::Route;
use crate::{browser, format};

/// Where this page is.
#[derive(Clone, PartialEq)]
enum Stage {
    List,
    Preview(Moment, PreviewView),
    Done(Moment),
}

/// A state's number and time.
type Moment = (u64, u64);

/// "Earlier states".
pub fn history() -> AnyView {
    let is_on = Memo::new(|_| backup().is_some());
    let stage = RwSignal::new(Stage::List);
    let content = move || {
        if !is_on.get() {
            return parts::empty(w().history_off(), w().history_off_next());
        }
        match stage.get() {
            Stage::List => list(stage),
            Stage::Preview(state, preview) => going_back(stage, state, &preview),
            Stage::Done(state) => done(stage, state),
        }
    };
    parts::page(w().history_title(), &Route::Settings, content)
}

fn list(stage: RwSignal<Stage>) -> AnyView {
    let states = RwSignal::new(None::<Vec<StateLine>>);
    let (loading, looking) = (Act::new(), Act::new());
    let load = move || {
        loading.run(Command::States, move |answer| {
            if let Answer::States(found) = answer {
                states.set(Some(found));
            }
        });
    };
    load();
    let rows = move || {
        let Some(found) = states.get() else { return ().into_any() };
        if found.is_empty() {
            return parts::empty(w().history_none(), w().history_none_next());
        }
        let rows =
            found.into_iter().enumerate().map(|(index, state)| line(stage, looking, &state, index == 0));
        view! { <ul class="list">{rows.collect_view()}</ul> }.into_any()
    };
    let again = move || {
        loading.code().map(|_| {
            view! { <div class="buttons">{loading.styled("button", w().retry(), load)}</div> }
        })
    };
    view! {
        <p class="lead">{w().history_intro()}</p>
        {loading.view()}
        {again}
        {looking.view()}
        {rows}
    }
    .into_any()
}

fn line(stage: RwSignal<Stage>, looking: Act, state: &StateLine, is_present: bool) -> AnyView {
    let (number, time) = (state.number, state.time);
    let title = format::date_time(time);
    let mut hint = w().history_number(&number.to_string());
    if is_present {
        hint = format!("{hint}, {}", w().history_present());
    }
    let look = move |_| {
        looking.run(Command::PreviewState(number), move |answer| {
            if let Answer::Preview(preview) = answer {
                stage.set(Stage::Preview((number, time), preview));
                browser::focus_soon("h2");
            }
        });
    };
    view! {
        <li>
            <button type="button" class="row" disabled=move || is_present || looking.busy() on:click=look>
                <span class="row-text">{title}<span class="hint">{hint}</span></span>
            </button>
        </li>
    }
    .into_any()
}

fn going_back(stage: RwSignal<Stage>, state: Moment, preview: &PreviewView) -> AnyView {
    let act = Act::new();
    let sure = Confirm::new();
    let (number, time) = state;
    let restore = move || {
        act.run(Command::RestoreState(number), move |_| {
            stage.set(Stage::Done(state));
            browser::focus_soon("h2");
        });
    };
    let what = if preview.changes.is_empty() {
        view! { <p>{w().history_nothing()}</p> }.into_any()
    } else {
        view! {
            <p>{w().history_preview_intro()}</p>
            {preview::changes(preview, false)}
            {act.view()}
        }
        .into_any()
    };
    let go = (!preview.changes.is_empty()).then(|| act.button(w().history_go(), move || sure.ask()));
    view! {
        <h2 tabindex="-1">{w().history_preview(&format::date_time(time))}</h2>
        {what}
        <div class="buttons">
            <button type="button" class="button" disabled=move || act.busy() on:click=move |_| stage.set(Stage::List)>
                {w().back()}
            </button>
            {go}
        </div>
        {parts::confirm(sure, w().history_go_title(), w().history_go_text(), w().history_go(), restore)}
    }
    .into_any()
}

fn done(stage: RwSignal<Stage>, state: Moment) -> AnyView {
    view! {
        <div class="done" role="status">
            <h2 tabindex="-1">{w().history_done(&format::date_time(state.1))}</h2>
            <p>{w().history_done_next()}</p>
        </div>
        <div class="buttons">
            <a class="button primary" href=Route::List.href()>{w().done()}</a>
            <button type="button" class="button" on:click=move |_| stage.set(Stage::List)>{w().history_title()}</button>
        </div>
    }
    .into_any()
}
