//! What would change, by kind, with names.

use leptos::prelude::*;
use regain_screen::view::{ChangeKind, PreviewView};

use crate::app::w;

/// So many names are seen at once; the others after a tap.
const SEEN: usize = 8;

/// All changes. `merge`: of two sides; else of two times.
pub fn changes(preview: &PreviewView, merge: bool) -> AnyView {
    let kinds = [ChangeKind::Added, ChangeKind::Changed, ChangeKind::Removed, ChangeKind::Duplicate];
    let groups = kinds.into_iter().filter_map(|kind| group(preview, kind)).collect_view();
    let nothing = preview.changes.is_empty().then(|| view! { <p>{w().preview_nothing()}</p> });
    let same = u64::from(preview.identical);
    let same = (same > 0).then(|| if merge { w().preview_identical(same) } else { w().preview_same(same) });
    view! { <div class="preview">{nothing} {groups} {same.map(|same| view! { <p class="hint">{same}</p> })}</div> }
        .into_any()
}

fn group(preview: &PreviewView, kind: ChangeKind) -> Option<AnyView> {
    let mut names: Vec<String> = preview
        .changes
        .iter()
        .filter(|change| change.kind == kind)
        .map(|change| change.name.clone())
        .collect();
    if names.is_empty() {
        return None;
    }
    let count = names.len() as u64;
    let title = match kind {
        ChangeKind::Added => w().preview_added(count),
        ChangeKind::Changed => w().preview_changed(count),
        ChangeKind::Removed => w().preview_removed(count),
        ChangeKind::Duplicate => w().preview_duplicate(count),
    };
    let rest = if names.len() > SEEN { names.split_off(SEEN) } else { Vec::new() };
    let more = (!rest.is_empty()).then(|| {
        let summary = w().preview_more(rest.len() as u64);
        view! { <details><summary>{summary}</summary>{list(rest)}</details> }
    });
    Some(view! { <section><h3>{title}</h3>{list(names)}{more}</section> }.into_any())
}

fn list(names: Vec<String>) -> AnyView {
    view! { <ul>{names.into_iter().map(|name| view! { <li>{name}</li> }).collect_view()}</ul> }.into_any()
}
