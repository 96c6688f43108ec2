//! A question before something that is hard to take back.

use leptos::html::Dialog;
use leptos::prelude::*;

use crate::app::w;

/// A question, asked by `ask`.
#[derive(Clone, Copy)]
pub struct Confirm {
    dialog: NodeRef<Dialog>,
}

impl Confirm {
    /// Not asked yet.
    pub fn new() -> Self {
        Self { dialog: NodeRef::new() }
    }

    /// Asks.
    pub fn ask(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            let _ = dialog.show_modal();
        }
    }

    fn close(self) {
        if let Some(dialog) = self.dialog.get_untracked() {
            dialog.close();
        }
    }
}

/// The question itself, as the browser's own dialog: it keeps the focus, and Escape is "Cancel".
pub fn confirm(
    confirm: Confirm,
    title: impl Into<String>,
    text: impl IntoView + 'static,
    go: impl Into<String>,
    then: impl Fn() + 'static,
) -> AnyView {
    let (title, go) = (title.into(), go.into());
    let label = title.clone();
    let press = move |_| {
        confirm.close();
        then();
    };
    view! {
        <dialog node_ref=confirm.dialog aria-label=label>
            <h2>{title}</h2>
            <div>{text}</div>
            <div class="buttons">
                <button type="button" class="button" on:click=move |_| confirm.close()>{w().cancel()}</button>
                <button type="button" class="button danger" on:click=press>{go}</button>
            </div>
        </dialog>
    }
    .into_any()
}
