//! Requests that wait, as a sheet over the list.

use leptos::html::Dialog;
use leptos::prelude::*;
use leptos::task::spawn_local;
use regain_screen::message::portal::{Ask, Reply};
use regain_screen::message::{Answer, Command, Trouble};
use regain_screen::view::{RequestView, RequestsView};

use super::request::request;
use crate::app::{app, open, w};
use crate::browser;
use crate::parts;
use crate::route::{Route, go};

#[derive(Clone, Copy)]
struct Sheet {
    dialog: NodeRef<Dialog>,
    found: RwSignal<Option<Result<RequestsView, Trouble>>>,
    /// The request on it: it stays until the person is done with it.
    shown: RwSignal<Option<RequestView>>,
    is_gone: RwSignal<bool>,
    /// What came of the answer.
    outcome: RwSignal<Option<&'static str>>,
}

/// The sheet.
pub fn sheet() -> AnyView {
    let sheet = Sheet {
        dialog: NodeRef::new(),
        found: RwSignal::new(None),
        shown: RwSignal::new(None),
        is_gone: RwSignal::new(false),
        outcome: RwSignal::new(None),
    };
    sheet.dialog.on_load(|dialog| {
        let _ = dialog.show_modal();
    });
    parts::entitle(w().requests_title());
    on_cleanup(|| parts::entitle(w().list_title()));
    let waits = Memo::new(|_| open().map_or(0, |open| open.requests));
    Effect::new(move |_| {
        waits.track();
        sheet.look();
    });
    let content = move || {
        match (sheet.outcome.get(), sheet.shown.get()) {
        (Some(said), _) => sheet.said(said),
        (None, Some(about)) => view! {
            {request(&about, sheet.is_gone, sheet.outcome)}
            <div class="buttons"><button type="button" class="button quiet" on:click=move |_| sheet.close()>{w().close()}</button></div>
        }
        .into_any(),
        (None, None) => sheet.nothing(),
    }
    };
    view! {
        <dialog class="sheet" node_ref=sheet.dialog aria-label=w().requests_title() on:close=|_| go(&Route::List)>{content}</dialog>
    }
    .into_any()
}

impl Sheet {
    /// Asks the portals, each time that something else waits.
    fn look(self) {
        spawn_local(async move {
            let asked = app().engine.ask(Command::Portal(Ask::Requests.pack())).await;
            let found = asked.map(|answer| match answer {
                Answer::Portal(reply) => match reply.reply() {
                    Some(Reply::Requests(found)) => found,
                    _ => RequestsView::default(),
                },
                _ => RequestsView::default(),
            });
            // The sheet may be closed meanwhile.
            if self.found.try_set(Some(found)).is_none() {
                self.settle();
            }
        });
    }

    /// Shows the first of those that wait, unless one is on the sheet already.
    fn settle(self) {
        if self.outcome.with_untracked(Option::is_some) {
            return;
        }
        let waiting = self.found.with_untracked(|found| match found {
            Some(Ok(found)) => found.requests.clone(),
            _ => Vec::new(),
        });
        let shown = self.shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.key.clone()));
        let stays = shown.as_ref().is_some_and(|key| waiting.iter().any(|one| one.key == *key));
        if stays {
            return;
        }
        match waiting.into_iter().next() {
            Some(next) => {
                self.is_gone.set(false);
                self.shown.set(Some(next));
            }
            None => self.is_gone.set(true),
        }
    }

    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }

    /// Done with one: the next, if there is one.
    fn done(self) {
        let answered = self.shown.with_untracked(|shown| shown.as_ref().map(|shown| shown.key.clone()));
        self.found.update_untracked(|found| {
            // The portals may not have been asked again yet.
            if let Some(Ok(found)) = found {
                found.requests.retain(|one| Some(&one.key) != answered.as_ref());
            }
        });
        self.outcome.set(None);
        self.shown.set(None);
        self.settle();
        if self.shown.with_untracked(Option::is_none) {
            self.close();
        }
    }

    fn said(self, said: &'static str) -> AnyView {
        browser::focus_soon("dialog.sheet .primary");
        view! {
            <p class="notice" role="status">{said}</p>
            <div class="buttons"><button type="button" class="button primary" on:click=move |_| self.done()>{w().done()}</button></div>
        }
        .into_any()
    }

    fn nothing(self) -> AnyView {
        let said = move || {
            match self.found.get() {
            None => view! { <p class="step"><span class="spin" aria-hidden="true"></span>{w().requests_looking()}</p> }.into_any(),
            Some(Err(trouble)) => parts::said(&w().portal_trouble(&trouble), &trouble),
            Some(Ok(found)) => {
                let unreached = found.unreached.into_iter().map(|one| {
                    view! {
                        <p class="strong">{w().requests_unreached(&one.organisation)}</p>
                        {parts::said(&w().portal_trouble(&one.trouble), &one.trouble)}
                    }
                });
                let (title, next) = match found.enrolled {
                    0 => (w().requests_nobody(), w().requests_nobody_next()),
                    _ => (w().requests_none(), w().requests_none_next()),
                };
                view! { {unreached.collect_view()} {parts::empty(title, next)} }.into_any()
            }
        }
        };
        let again = move |_| {
            self.found.set(None);
            self.look();
        };
        view! {
            <h2>{w().requests_title()}</h2>
            <div role="status">{said}</div>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| self.close()>{w().close()}</button>
                <button type="button" class="button primary" on:click=again>{w().requests_look()}</button>
            </div>
        }
        .into_any()
    }
}
