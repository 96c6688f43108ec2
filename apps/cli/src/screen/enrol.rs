//! An account of an organisation is set up: the step left, the portal that was found, the test; drawn, and their keys.

use ratatui::crossterm::event::KeyCode;
use ratatui::text::Line;
use zeroize::Zeroizing;

use super::devices::strong;
use super::keys::Action;
use super::state::{Page, State};
use crate::output::clean;

/// A key where "Action required" is explained.
pub fn bound(state: &mut State, key: KeyCode) -> Action {
    match key {
        KeyCode::Char('a') => state.page = Page::Add(Zeroizing::default()),
        KeyCode::Esc | KeyCode::Enter | KeyCode::Backspace => state.turn_to(Page::List),
        KeyCode::Char('q') => return Action::Quit,
        _ => {}
    }
    Action::None
}

/// A key where a portal was found.
pub fn found(state: &mut State, key: KeyCode) -> Action {
    match key {
        KeyCode::Enter => Action::Enrol,
        KeyCode::Esc => stop(state),
        _ => Action::None,
    }
}

/// A key where the number of the test is typed.
pub fn test(state: &mut State, key: KeyCode) -> Action {
    let Page::Test(typed) = &mut state.page else { return Action::None };
    match key {
        KeyCode::Char(letter) if letter.is_ascii_digit() || letter == ' ' => typed.push(letter),
        KeyCode::Backspace => {
            typed.pop();
        }
        KeyCode::Enter if !typed.trim().is_empty() => return Action::Confirm(std::mem::take(typed)),
        KeyCode::Esc => return stop(state),
        _ => {}
    }
    Action::None
}

fn stop(state: &mut State) -> Action {
    state.turn_to(Page::List);
    Action::Stop
}

/// "Action required", explained.
pub fn bound_page(state: &State, id: &str) -> Vec<Line<'static>> {
    let words = state.words;
    let Some(row) = state.open.bound.iter().find(|row| row.id == id) else {
        return vec![Line::from(words.bound_gone())];
    };
    if !row.action_required {
        return vec![Line::from(words.bound_done())];
    }
    let page = row.page().unwrap_or_else(|| row.portal.clone());
    let why = words.bound_why(&row.name, &row.organisation);
    let steps = [words.bound_step_open(), words.bound_step_add(), words.bound_step_scan()];
    let mut lines =
        vec![strong(words.bound_action()), Line::default(), Line::from(clean(&why)), Line::default()];
    lines.extend((1..).zip(steps).map(|(number, step)| Line::from(format!("{number}. {step}"))));
    lines.extend([Line::default(), strong(clean(&format!("{}: {page}", words.bound_portal())))]);
    lines
}

/// "Set up this device for Example Ltd?"
pub fn found_page(state: &State) -> Vec<Line<'static>> {
    let words = state.words;
    let Some(found) = &state.found else { return vec![Line::from(words.enrol_looking())] };
    vec![
        strong(clean(&words.enrol_question(&found.organisation))),
        Line::default(),
        strong(clean(&format!("{}: {}", words.enrol_portal(), found.host))),
        Line::default(),
        Line::from(words.enrol_question_text()),
    ]
}

/// The number of the test, as far as it is typed.
pub fn test_page(state: &State, typed: &str) -> Vec<Line<'static>> {
    let words = state.words;
    let Some(test) = &state.test else { return vec![Line::from(words.enrol_sending())] };
    vec![
        strong(words.enrol_test()),
        Line::default(),
        Line::from(words.enrol_test_text(&test.digits.to_string())),
        Line::default(),
        strong(format!("{}: {}\u{2581}", words.request_number(), clean(typed))),
    ]
}
