//! The person's order: an account is dragged by its icon, or moved by Alt and the arrow keys.

use std::cell::RefCell;

use leptos::prelude::*;
use regain_screen::message::Command;
use regain_screen::view::placing;
use wasm_bindgen::JsCast as _;
use web_sys::{Element, HtmlElement, KeyboardEvent, PointerEvent};

use crate::app::{app, w};
use crate::{browser, parts};

/// Less than this many pixels is no drag but a hand that is not quite still.
const STILL: f64 = 5.0;
/// So near to an edge of the window the page scrolls along.
const EDGE: f64 = 80.0;

struct Drag {
    row: HtmlElement,
    from: usize,
    over: Option<(Element, usize)>,
    /// Where it began, on the page and in the window.
    start: (f64, f64),
    /// Where the pointer is now, in the window.
    y: f64,
    moves: bool,
}

thread_local! {
    static DRAG: RefCell<Option<Drag>> = const { RefCell::new(None) };
}

/// Moves the line at `from` to `to`, says so with a way back, and calls back in the end.
pub fn shift(from: usize, to: usize, ended: impl FnOnce() + 'static) {
    let open = app().engine.open.get_untracked();
    let Some((open, placing)) =
        open.and_then(|open| placing(&open.accounts, from, to).map(|one| (open, one)))
    else {
        ended();
        return;
    };
    let row = &open.accounts[from];
    let name = format!("{} {}", row.issuer, row.label);
    let text = w().list_moved(name.trim(), &(to + 1).to_string(), &open.accounts.len().to_string());
    leptos::task::spawn_local(async move {
        let undo = Command::Place { id: placing.id.clone(), after: placing.before };
        match app().engine.ask(Command::Place { id: placing.id, after: placing.after }).await {
            Ok(_) => parts::say_undo(text, undo),
            Err(trouble) => parts::say(w().trouble(&trouble).what),
        }
        ended();
    });
}

/// Alt and an arrow key, on anything in a line. What has the focus keeps it.
pub fn by_key(event: &KeyboardEvent) {
    let step = match event.key().as_str() {
        "ArrowUp" if event.alt_key() => -1,
        "ArrowDown" if event.alt_key() => 1,
        _ => return,
    };
    let Some(from) = event.target().and_then(|target| row_at(target.dyn_ref()?)).map(|row| index_of(&row))
    else {
        return;
    };
    event.prevent_default();
    let Some(to) = from.checked_add_signed(step) else { return };
    let focused = browser::document().active_element().and_then(|one| one.dyn_into::<HtmlElement>().ok());
    shift(from, to, move || {
        if let Some(focused) = focused {
            let _ = focused.focus();
        }
    });
}

/// A pointer takes an icon.
pub fn take(event: &PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some(icon) = target.filter(|target| target.class_list().contains("account-icon")) else { return };
    let Some(row) = row_at(&icon).and_then(|row| row.dyn_into::<HtmlElement>().ok()) else { return };
    if !event.is_primary() || event.button() != 0 {
        return;
    }
    // No text is selected on the way.
    event.prevent_default();
    let _ = icon.set_pointer_capture(event.pointer_id());
    let y = f64::from(event.client_y());
    let start = (y + browser::scrolled(), f64::from(event.client_x()));
    DRAG.set(Some(Drag { from: index_of(&row), row, over: None, start, y, moves: false }));
}

/// It moves.
pub fn carry(event: &PointerEvent) {
    let starts = DRAG.with_borrow_mut(|drag| {
        let Some(drag) = drag else { return false };
        drag.y = f64::from(event.client_y());
        let starts = !drag.moves && (drag.y + browser::scrolled() - drag.start.0).abs() > STILL;
        drag.moves |= starts;
        starts
    });
    if starts {
        scroll_along();
    } else {
        follow();
    }
}

/// It lets go. `done`: in order, not because the browser took the pointer away.
pub fn drop(done: bool) {
    let Some(drag) = DRAG.take() else { return };
    mark(drag.over.as_ref(), drag.from, false);
    let settle = move |row: HtmlElement| {
        let _ = row.class_list().remove_1("dragged");
        let _ = row.style().remove_property("transform");
    };
    match drag.over {
        // It stays where it was let go until the list is drawn in its new order.
        Some((_, to)) if done => shift(drag.from, to, move || settle(drag.row)),
        _ => settle(drag.row),
    }
}

/// Draws the line where the pointer is, and marks the place it would take.
fn follow() {
    DRAG.with_borrow_mut(|drag| {
        let Some(drag) = drag.as_mut().filter(|drag| drag.moves) else { return };
        let _ = drag.row.class_list().add_1("dragged");
        let way = drag.y + browser::scrolled() - drag.start.0;
        let _ = drag.row.style().set_property("transform", &format!("translateY({way}px)"));
        #[expect(clippy::cast_possible_truncation, reason = "a place in a window")]
        let under = browser::document().element_from_point(drag.start.1 as f32, drag.y as f32);
        let Some(row) = under.and_then(|under| row_at(&under)) else { return };
        mark(drag.over.as_ref(), drag.from, false);
        let to = index_of(&row);
        let goes = app().engine.open.with_untracked(|open| {
            open.as_ref().is_some_and(|open| placing(&open.accounts, drag.from, to).is_some())
        });
        drag.over = goes.then_some((row, to));
        mark(drag.over.as_ref(), drag.from, true);
    });
}

fn mark(over: Option<&(Element, usize)>, from: usize, on: bool) {
    if let Some((row, to)) = over {
        let class = if *to < from { "drop-above" } else { "drop-below" };
        let _ = row.class_list().toggle_with_force(class, on);
    }
}

/// As long as it is dragged: at an edge of the window the page moves on.
fn scroll_along() {
    let Some(y) = DRAG.with_borrow(|drag| drag.as_ref().map(|drag| drag.y)) else { return };
    let height = browser::window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
    let step = if y < EDGE { y - EDGE } else { (y - height + EDGE).max(0.0) };
    browser::window().scroll_by_with_x_and_y(0.0, step / 5.0);
    follow();
    browser::after(16, scroll_along);
}

/// The line of the list something is in.
fn row_at(element: &Element) -> Option<Element> {
    element.closest(".movable > li").ok()?
}

fn index_of(row: &Element) -> usize {
    std::iter::successors(row.previous_element_sibling(), Element::previous_element_sibling).count()
}
