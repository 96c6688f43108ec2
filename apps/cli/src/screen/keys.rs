//! What a key does. Pure: a state and a key in, a state and what is left to do out.

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use zeroize::Zeroizing;

use super::state::{Page, State};
use super::{devices, enrol, requests};
use crate::net::portal::answer::Decided;

/// What a key leaves to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Action {
    /// Nothing more.
    None,
    /// End.
    Quit,
    /// Copy the code of this account.
    Copy(String),
    /// Add what was typed.
    Add(Zeroizing<String>),
    /// Set this device up for the portal that was found.
    Enrol,
    /// The number of the test was typed.
    Confirm(String),
    /// No enrolment after all.
    Stop,
    /// A request is answered.
    Decide {
        /// Its key.
        request: String,
        /// How.
        decided: Decided,
    },
    /// Agree to a proposal, or refuse it.
    Answer {
        /// Its hash, hexadecimal.
        proposal: String,
        /// Agree.
        agree: bool,
    },
    /// Tick an exposed account off, or back on.
    Tick {
        /// The account.
        account: String,
        /// Its name.
        name: String,
        /// Off.
        done: bool,
    },
}

/// Takes a key.
pub fn press(state: &mut State, key: KeyEvent) -> Action {
    if key.modifiers.contains(KeyModifiers::CONTROL) && key.code == KeyCode::Char('c') {
        return Action::Quit;
    }
    state.message = None;
    match &mut state.page {
        Page::Search => search(state, key.code),
        Page::Add(typed) => match key.code {
            KeyCode::Esc => {
                state.page = Page::List;
                Action::None
            }
            KeyCode::Enter => {
                let text = std::mem::take(typed);
                state.page = Page::List;
                if text.trim().is_empty() { Action::None } else { Action::Add(text) }
            }
            KeyCode::Backspace => {
                typed.pop();
                Action::None
            }
            KeyCode::Char(letter) => {
                typed.push(letter);
                Action::None
            }
            _ => Action::None,
        },
        Page::List => list(state, key.code),
        Page::Devices => devices::press(state, key.code),
        Page::Answer { .. } => devices::answer(state, key.code),
        Page::Exposed => devices::exposed(state, key.code),
        Page::Bound(_) => enrol::bound(state, key.code),
        Page::Enrol => enrol::found(state, key.code),
        Page::Test(_) => enrol::test(state, key.code),
        Page::Requests => requests::press(state, key.code),
        Page::Request { .. } => requests::request(state, key.code),
        Page::Report(_) => requests::report(state, key.code),
        Page::Backup | Page::Help => match key.code {
            KeyCode::Char('q') => Action::Quit,
            KeyCode::Esc | KeyCode::Enter | KeyCode::Backspace => {
                state.page = Page::List;
                Action::None
            }
            _ => Action::None,
        },
    }
}

/// Takes what was pasted, where something can be typed.
pub fn paste(state: &mut State, text: &str) {
    match &mut state.page {
        Page::Add(typed) => typed.push_str(text.trim()),
        Page::Search => state.search.push_str(text.trim()),
        Page::Test(typed) | Page::Request { typed, .. } => typed.push_str(text.trim()),
        _ => {}
    }
}

fn list(state: &mut State, key: KeyCode) -> Action {
    let rows = state.rows();
    let last = state.lines().saturating_sub(1);
    match key {
        KeyCode::Char('q') => return Action::Quit,
        KeyCode::Char('/') => state.page = Page::Search,
        KeyCode::Char('a') => state.page = Page::Add(Zeroizing::default()),
        KeyCode::Char('r') => state.turn_to(Page::Requests),
        KeyCode::Char('b') => state.page = Page::Backup,
        KeyCode::Char('d') => state.turn_to(Page::Devices),
        KeyCode::Char('?') | KeyCode::F(1) => state.page = Page::Help,
        KeyCode::Esc => state.search.clear(),
        KeyCode::Up | KeyCode::Char('k') => state.chosen = state.chosen.saturating_sub(1),
        KeyCode::Down | KeyCode::Char('j') => state.chosen = (state.chosen + 1).min(last),
        KeyCode::PageUp => state.chosen = state.chosen.saturating_sub(10),
        KeyCode::PageDown => state.chosen = (state.chosen + 10).min(last),
        KeyCode::Home => state.chosen = 0,
        KeyCode::End => state.chosen = last,
        KeyCode::Enter => {
            if let Some(index) = rows.get(state.chosen) {
                return Action::Copy(state.open.accounts[*index].id.clone());
            }
            let bound = state.chosen.checked_sub(rows.len()).and_then(|at| state.bound().get(at).copied());
            match bound {
                Some(row) if row.action_required => state.turn_to(Page::Bound(row.id.clone())),
                Some(_) => state.turn_to(Page::Requests),
                None => {}
            }
        }
        _ => {}
    }
    Action::None
}

fn search(state: &mut State, key: KeyCode) -> Action {
    match key {
        KeyCode::Esc => {
            state.search.clear();
            state.page = Page::List;
        }
        KeyCode::Enter | KeyCode::Down => state.page = Page::List,
        KeyCode::Backspace => {
            state.search.pop();
        }
        KeyCode::Char(letter) => state.search.push(letter),
        _ => {}
    }
    state.chosen = 0;
    Action::None
}
