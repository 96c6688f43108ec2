//! What is typed and chosen.

use leptos::prelude::*;

use crate::app::w;

/// What a field is.
#[derive(Clone, Copy)]
pub struct Field {
    /// Its content.
    pub text: RwSignal<String>,
    /// Names it.
    pub id: &'static str,
    /// What the browser may fill in.
    pub autocomplete: &'static str,
    /// Several lines.
    pub long: bool,
}

impl Field {
    /// An empty one.
    pub fn new(id: &'static str) -> Self {
        Self { text: RwSignal::new(String::new()), id, autocomplete: "off", long: false }
    }

    /// With content.
    pub fn with(id: &'static str, text: impl Into<String>) -> Self {
        let field = Self::new(id);
        field.text.set(text.into());
        field
    }

    /// What was typed, without spaces around.
    pub fn value(self) -> String {
        self.text.with_untracked(|text| text.trim().to_owned())
    }
}

/// A labelled field.
pub fn field(field: Field, label: &str, hint: &str) -> AnyView {
    let hint_id = format!("{}-hint", field.id);
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let input = if field.long {
        view! {
            <textarea id=field.id rows="4" autocomplete="off" autocapitalize="off" spellcheck="false" aria-describedby=described
                prop:value=move || field.text.get()
                on:input=move |event| field.text.set(event_target_value(&event))></textarea>
        }
        .into_any()
    } else {
        view! {
            <input id=field.id type="text" autocomplete=field.autocomplete autocapitalize="off" spellcheck="false"
                aria-describedby=described prop:value=move || field.text.get()
                on:input=move |event| field.text.set(event_target_value(&event)) />
        }
        .into_any()
    };
    labelled(field.id, label, hint, hint_id, input)
}

/// A labelled field whose content is hidden until asked for.
pub fn secret_field(field: Field, label: &str, hint: &str) -> AnyView {
    let shown = RwSignal::new(false);
    let hint_id = format!("{}-hint", field.id);
    let described = (!hint.is_empty()).then(|| hint_id.clone());
    let kind = move || if shown.get() { "text" } else { "password" };
    let word = move || if shown.get() { w().hide() } else { w().show() };
    let input = view! {
        <div class="with-button">
            <input id=field.id type=kind autocomplete=field.autocomplete autocapitalize="off" spellcheck="false"
                aria-describedby=described prop:value=move || field.text.get()
                on:input=move |event| field.text.set(event_target_value(&event)) />
            <button type="button" class="button" aria-pressed=move || shown.get().to_string()
                on:click=move |_| shown.update(|shown| *shown = !*shown)>{word}</button>
        </div>
    }
    .into_any();
    labelled(field.id, label, hint, hint_id, input)
}

/// A label and a hint around an input whose content they describe.
pub fn labelled(id: &'static str, label: &str, hint: &str, hint_id: String, input: AnyView) -> AnyView {
    let (label, hint) = (label.to_owned(), hint.to_owned());
    let hint = (!hint.is_empty()).then(|| view! { <p class="hint" id=hint_id>{hint}</p> });
    view! { <div class="field"><label for=id>{label}</label>{hint}{input}</div> }.into_any()
}

/// A choice of few, in one line each.
pub fn radio<T: Copy + PartialEq + Send + Sync + 'static>(
    name: &'static str,
    chosen: RwSignal<T>,
    value: T,
    label: &str,
    hint: &str,
) -> AnyView {
    let (label, hint) = (label.to_owned(), hint.to_owned());
    let hint = (!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> });
    view! {
        <label class="choice">
            <input type="radio" name=name prop:checked=move || chosen.get() == value on:change=move |_| chosen.set(value) />
            <span>{label}{hint}</span>
        </label>
    }
    .into_any()
}

/// A group of choices.
pub fn choice(legend: &str, choices: impl IntoView + 'static) -> AnyView {
    let legend = legend.to_owned();
    view! { <fieldset><legend>{legend}</legend>{choices}</fieldset> }.into_any()
}

/// Something that is so or not.
pub fn check(on: RwSignal<bool>, label: impl Into<String>) -> AnyView {
    let label = label.into();
    view! {
        <label class="choice">
            <input type="checkbox" prop:checked=move || on.get() on:change=move |event| on.set(event_target_checked(&event)) />
            <span>{label}</span>
        </label>
    }
    .into_any()
}

/// One of a list.
pub fn select(field: Field, label: &str, options: Vec<(String, String)>) -> AnyView {
    let label = label.to_owned();
    let options = options
        .into_iter()
        .map(|(value, words)| {
            let own = value.clone();
            view! { <option value=value selected=move || field.text.get() == own>{words}</option> }
        })
        .collect_view();
    view! {
        <div class="field">
            <label for=field.id>{label}</label>
            <select id=field.id on:change=move |event| field.text.set(event_target_value(&event))>{options}</select>
        </div>
    }
    .into_any()
}
