//! What must outlive a screen: it is drawn anew when a first command makes the store, in the middle of what it does.

use leptos::prelude::*;

thread_local! {
    static PAGE: Owner = Owner::default();
}

/// Makes signals that live as long as the page.
pub fn for_page<T>(make: impl FnOnce() -> T) -> T {
    PAGE.with(|page| page.with(make))
}
