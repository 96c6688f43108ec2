//! The devices, what waits for an answer, and the exposed accounts: drawn, and their keys.

use ratatui::crossterm::event::KeyCode;
use ratatui::style::{Modifier, Style};
use ratatui::text::Line;
use regain_screen::view::{ExposedRow, ProposalRow, ProposalWhat};
use regain_screen::words::Words;

use super::draw::ago;
use super::keys::Action;
use super::state::{Page, State};
use crate::output::clean;
use crate::time;

/// A key on the page of devices.
pub fn press(state: &mut State, key: KeyCode) -> Action {
    let last = state.open.proposals.len().saturating_sub(1);
    match key {
        KeyCode::Up | KeyCode::Char('k') => state.line = state.line.saturating_sub(1),
        KeyCode::Down | KeyCode::Char('j') => state.line = (state.line + 1).min(last),
        KeyCode::Char('x') => state.turn_to(Page::Exposed),
        KeyCode::Char('c') => ask(state, true),
        KeyCode::Char('r') => ask(state, false),
        key => return leave(state, key),
    }
    Action::None
}

/// Nothing is said about members before the question was answered. A device agrees to what others ask, and not to its own removal.
fn ask(state: &mut State, agree: bool) {
    let Some(row) = state.open.proposals.get(state.line) else { return };
    if !agree || !(row.own || row.about_this || row.confirmed_by.is_some()) {
        state.page = Page::Answer { proposal: row.id.clone(), agree };
    }
}

/// A key where an answer is about to be given.
pub fn answer(state: &mut State, key: KeyCode) -> Action {
    let Page::Answer { proposal, agree } = &state.page else { return Action::None };
    match key {
        KeyCode::Enter => {
            let action = Action::Answer { proposal: proposal.clone(), agree: *agree };
            state.turn_to(Page::Devices);
            action
        }
        KeyCode::Esc | KeyCode::Backspace => {
            state.turn_to(Page::Devices);
            Action::None
        }
        _ => Action::None,
    }
}

/// A key on the page of exposed accounts.
pub fn exposed(state: &mut State, key: KeyCode) -> Action {
    let rows = rows(state);
    match key {
        KeyCode::Up | KeyCode::Char('k') => state.line = state.line.saturating_sub(1),
        KeyCode::Down | KeyCode::Char('j') => state.line = (state.line + 1).min(rows.len().saturating_sub(1)),
        KeyCode::Enter | KeyCode::Char(' ') => {
            let Some((row, ticked)) = rows.get(state.line) else { return Action::None };
            return Action::Tick { account: row.account.clone(), name: row.name.clone(), done: !ticked };
        }
        KeyCode::Esc | KeyCode::Backspace => state.turn_to(Page::Devices),
        key => return leave(state, key),
    }
    Action::None
}

fn leave(state: &mut State, key: KeyCode) -> Action {
    match key {
        KeyCode::Char('q') => return Action::Quit,
        KeyCode::Esc | KeyCode::Enter | KeyCode::Backspace => state.turn_to(Page::List),
        _ => {}
    }
    Action::None
}

/// First what is still to be done, then what was ticked off.
fn rows(state: &State) -> Vec<(&ExposedRow, bool)> {
    let open = state.open.exposed.iter().map(|row| (row, false));
    open.chain(state.open.ticked_off.iter().map(|row| (row, true))).collect()
}

/// The lines of the page of devices.
pub fn devices_page(state: &State) -> Vec<Line<'static>> {
    let words = state.words;
    if state.open.devices.is_empty() {
        return vec![Line::from(words.terminal_devices_none())];
    }
    let mut lines = Vec::new();
    for (index, row) in state.open.proposals.iter().enumerate() {
        lines.extend(proposal(words, row, index == state.line));
        lines.push(Line::default());
    }
    for device in &state.open.devices {
        let own = if device.this_device { format!(" ({})", words.this_device()) } else { String::new() };
        let seen = device.last_seen.filter(|_| !device.this_device);
        let seen = seen.map(|seen| format!(" · {}", words.devices_seen(&ago(words, seen, state.now))));
        let line = format!("{}{own}{}", device.name, seen.unwrap_or_default());
        lines.push(Line::from(clean(&line)));
    }
    lines.push(Line::default());
    let exposed = state.open.exposed.len() as u64;
    if exposed > 0 {
        lines.push(strong(words.terminal_exposed_count(exposed)));
    }
    lines.push(Line::from(words.terminal_devices_hint()));
    lines
}

fn proposal(words: Words, row: &ProposalRow, chosen: bool) -> Vec<Line<'static>> {
    let what = what(words, row);
    let mark = if chosen { "> " } else { "  " };
    let mut lines = vec![strong(format!("{mark}{what}"))];
    let mut add = |text: String| lines.push(Line::from(format!("    {}", clean(&text))));
    if row.about_this {
        add(words.proposal_about_this().to_owned());
    }
    if row.own {
        add(words.proposal_own().to_owned());
    }
    match &row.confirmed_by {
        Some(name) => add(words.proposal_confirmed(name)),
        None => add(words.proposal_due(&time::local(row.due))),
    }
    lines
}

fn what(words: Words, row: &ProposalRow) -> String {
    clean(&match &row.what {
        ProposalWhat::Remove(name) => words.proposal_remove(&row.by, name),
        ProposalWhat::Passphrase => words.proposal_passphrase(&row.by),
        ProposalWhat::Kit => words.proposal_kit(&row.by),
    })
}

/// The question before an answer.
pub fn answer_page(state: &State, proposal: &str, agree: bool) -> Vec<Line<'static>> {
    let words = state.words;
    let Some(row) = state.open.proposals.iter().find(|row| row.id == proposal) else {
        return vec![Line::from(words.terminal_answer_gone())];
    };
    let (title, text) = match (agree, row.about_this) {
        (true, _) => (words.proposal_confirm_title(), words.proposal_confirm_text()),
        (false, true) => (words.proposal_refuse_title(), words.proposal_refuse_self_text()),
        (false, false) => (words.proposal_refuse_title(), words.proposal_refuse_text()),
    };
    vec![strong(what(words, row)), Line::default(), Line::from(title), Line::from(text)]
}

/// The lines of the page of exposed accounts.
pub fn exposed_page(state: &State) -> Vec<Line<'static>> {
    let words = state.words;
    let rows = rows(state);
    if rows.is_empty() {
        return vec![Line::from(words.exposed_none()), Line::from(words.exposed_none_next())];
    }
    let mut lines = vec![Line::from(words.exposed_intro()), Line::default()];
    for (index, (row, ticked)) in rows.into_iter().enumerate() {
        let (mark, tick) =
            (if index == state.line { "> " } else { "  " }, if ticked { "[x]" } else { "[ ]" });
        let where_to = match &row.page {
            Some(page) => page.clone(),
            None if row.in_trash => words.exposed_in_trash().to_owned(),
            None => String::new(),
        };
        let line = clean(&format!("{mark}{tick} {} ({})  {where_to}", row.name, row.device_name));
        lines.push(if index == state.line { strong(line) } else { Line::from(line) });
    }
    lines
}

pub(super) fn strong(text: impl Into<String>) -> Line<'static> {
    Line::styled(text.into(), Style::new().add_modifier(Modifier::BOLD))
}
