//! Lines of lists, and what stands where a list is empty.

use leptos::prelude::*;

use crate::route::Route;

/// A line that leads somewhere.
pub fn link_row(to: &Route, title: impl Into<String>, hint: impl Into<String>) -> AnyView {
    let (href, title, hint) = (to.href(), title.into(), hint.into());
    let hint = (!hint.is_empty()).then(|| view! { <span class="hint">{hint}</span> });
    view! { <a class="row" href=href><span class="row-text">{title}{hint}</span><span aria-hidden="true">"›"</span></a> }
        .into_any()
}

/// Where there is nothing.
pub fn empty(title: impl Into<String>, next: impl Into<String>) -> AnyView {
    let (title, next) = (title.into(), next.into());
    view! { <div class="empty"><p class="strong">{title}</p><p>{next}</p></div> }.into_any()
}

/// Something to know. `loud`: more than that.
pub fn notice(text: impl Into<String>, loud: bool) -> AnyView {
    let text = text.into();
    view! { <p class=if loud { "notice loud" } else { "notice" }>{text}</p> }.into_any()
}

/// A name and what it is.
pub fn definition(name: impl Into<String>, value: impl IntoView + 'static) -> AnyView {
    let name = name.into();
    view! { <div class="definition"><dt>{name}</dt><dd>{value}</dd></div> }.into_any()
}
