//! The frame of a screen: a bar with a way back, a heading, the content.

use leptos::prelude::*;

use crate::app::w;
use crate::browser;
use crate::route::Route;

/// A screen with a way back.
pub fn page(title: impl Into<String>, back: &Route, body: impl IntoView + 'static) -> AnyView {
    let (title, href) = (title.into(), back.href());
    entitle(&title);
    view! {
        <header class="bar">
            <a class="icon-button" href=href aria-label=w().back()>"←"</a>
            <h1 tabindex="-1">{title}</h1>
        </header>
        <main id="main">{body}</main>
    }
    .into_any()
}

/// A screen that is not left by a way back.
pub fn plain_page(title: impl Into<String>, body: impl IntoView + 'static) -> AnyView {
    let title = title.into();
    entitle(&title);
    view! {
        <header class="bar"><h1 tabindex="-1">{title}</h1></header>
        <main id="main">{body}</main>
    }
    .into_any()
}

/// While something is fetched or opened.
pub fn loading() -> AnyView {
    view! { <main id="main" aria-busy="true"><div class="shell-rows"><i></i><i></i><i></i></div></main> }
        .into_any()
}

/// Names the window: by it a screen reader, the task switcher and the browser's history tell screens apart.
pub fn entitle(title: &str) {
    browser::document().set_title(&format!("{title} – {}", w().app_name()));
}
