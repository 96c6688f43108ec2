//! What organisations ask: drawn, and its keys.

use ratatui::crossterm::event::KeyCode;
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use regain_screen::view::{PurposeView, RequestView};
use regain_screen::words::Words;

use super::devices::strong;
use super::draw::ago;
use super::keys::Action;
use super::state::{Page, State};
use crate::net::portal::answer::Decided;
use crate::output::clean;

/// A key on the page of requests.
pub fn press(state: &mut State, key: KeyCode) -> Action {
    let last = state.waiting.requests.len().saturating_sub(1);
    match key {
        KeyCode::Up | KeyCode::Char('k') => state.line = state.line.saturating_sub(1),
        KeyCode::Down | KeyCode::Char('j') => state.line = (state.line + 1).min(last),
        KeyCode::Enter => {
            if let Some(request) = state.waiting.requests.get(state.line) {
                state.page = Page::Request { key: request.key.clone(), typed: String::new() };
            }
        }
        KeyCode::Esc | KeyCode::Backspace => state.turn_to(Page::List),
        KeyCode::Char('q') => return Action::Quit,
        _ => {}
    }
    Action::None
}

/// A key where a request is looked at. Digits are the number; nothing else approves.
pub fn request(state: &mut State, key: KeyCode) -> Action {
    let Page::Request { key: request, typed } = &mut state.page else { return Action::None };
    let request = request.clone();
    match key {
        KeyCode::Char(letter) if letter.is_ascii_digit() || letter == ' ' => typed.push(letter),
        KeyCode::Backspace => {
            typed.pop();
        }
        KeyCode::Enter if !typed.trim().is_empty() => {
            let decided = Decided::Approve(std::mem::take(typed));
            return Action::Decide { request, decided };
        }
        KeyCode::Char('d') => {
            state.turn_to(Page::Requests);
            return Action::Decide { request, decided: Decided::Deny };
        }
        KeyCode::Char('w') => state.page = Page::Report(request),
        KeyCode::Esc => state.turn_to(Page::Requests),
        _ => {}
    }
    Action::None
}

/// A key where "It wasn't me" is about to be said.
pub fn report(state: &mut State, key: KeyCode) -> Action {
    let Page::Report(request) = &state.page else { return Action::None };
    let request = request.clone();
    match key {
        KeyCode::Enter => {
            state.turn_to(Page::Requests);
            return Action::Decide { request, decided: Decided::Report };
        }
        KeyCode::Esc => state.page = Page::Request { key: request, typed: String::new() },
        _ => {}
    }
    Action::None
}

/// The lines of the page of requests.
pub fn page(state: &State) -> Vec<Line<'static>> {
    let words = state.words;
    let mut lines = Vec::new();
    for (index, request) in state.waiting.requests.iter().enumerate() {
        let mark = if index == state.line { "> " } else { "  " };
        lines.push(strong(clean(&format!("{mark}{}", title(words, request)))));
        lines.push(Line::from(clean(&format!(
            "    {}",
            words.request_at(&request.name, &request.organisation)
        ))));
        lines.push(Line::default());
    }
    if lines.is_empty() {
        let (what, next) = if state.open.bound.iter().any(|row| !row.action_required) {
            (words.requests_none(), words.requests_none_next())
        } else {
            (words.requests_nobody(), words.requests_nobody_next())
        };
        lines.extend([strong(what), Line::from(next), Line::default()]);
    }
    for portal in &state.waiting.unreached {
        let said = words.portal_trouble(&portal.trouble);
        let organisation = words.requests_unreached(&format!("{} ({})", portal.organisation, portal.host));
        lines.push(Line::from(clean(&format!("{organisation}: {}", said.what))));
        lines.push(Line::from(clean(&portal.trouble.detail)));
    }
    lines
}

/// One request, and the number as far as it is typed.
pub fn request_page(state: &State, key: &str, typed: &str) -> Vec<Line<'static>> {
    let words = state.words;
    let Some(request) = state.request(key) else { return vec![Line::from(words.request_over())] };
    let mut lines = details(state, request);
    lines.push(Line::default());
    lines.push(strong(format!("{}: {}\u{2581}", words.request_number(), clean(typed))));
    lines.push(Line::from(words.request_number_hint(&request.digits.to_string())));
    lines
}

/// "Report this request?"
pub fn report_page(state: &State, key: &str) -> Vec<Line<'static>> {
    let words = state.words;
    let Some(request) = state.request(key) else { return vec![Line::from(words.request_over())] };
    let mut lines = details(state, request);
    lines.push(Line::default());
    lines.push(strong(words.request_report_title()));
    lines.push(Line::from(words.request_report_text()));
    lines
}

/// What a person decides by.
pub fn details(state: &State, request: &RequestView) -> Vec<Line<'static>> {
    let words = state.words;
    let pair = |name: &str, value: &str| {
        let name = Span::styled(format!("{name}: "), Style::new().add_modifier(Modifier::DIM));
        Line::from(vec![name, Span::from(clean(value))])
    };
    let unknown = words.request_unknown();
    let purpose = match request.purpose {
        PurposeView::Enrolment => words.request_purpose_enrolment(),
        PurposeView::SignIn => words.request_purpose_sign_in(),
        PurposeView::StepUp => words.request_purpose_step_up(),
    };
    let left = request.ends.saturating_sub(state.now).div_ceil(1000);
    let ends = if left == 0 { words.request_over().to_owned() } else { words.request_left(left) };
    let account = format!("{} ({})", words.request_at(&request.name, &request.organisation), request.host);
    vec![
        strong(clean(&title(words, request))),
        Line::default(),
        pair(words.request_account(), &account),
        pair(words.request_application(), &request.application),
        pair(words.request_purpose(), purpose),
        pair(words.request_place(), request.place.as_deref().unwrap_or(unknown)),
        pair(words.request_browser(), request.browser.as_deref().unwrap_or(unknown)),
        pair(words.request_asked(), &ago(words, request.asked, state.now)),
        pair(words.request_ends(), &ends),
    ]
}

fn title(words: Words, request: &RequestView) -> String {
    match request.purpose {
        PurposeView::SignIn => words.request_sign_in(&request.application),
        PurposeView::StepUp => words.request_step_up(&request.application),
        PurposeView::Enrolment => words.request_enrolment().to_owned(),
    }
}
