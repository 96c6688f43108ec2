//! Draws the state. Nothing is decided here.

use ratatui::Frame;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::{Modifier, Style};
use ratatui::text::{Line, Span};
use ratatui::widgets::{Block, Cell, Paragraph, Row, Table, TableState, Wrap};
use regain_screen::view::BackupView;
use regain_screen::words::Words;

use super::state::{Page, State};
use super::{devices, enrol, requests};
use crate::output::clean;
use crate::time;

/// Seconds before a code's end from which on the next one is shown.
const SOON: u64 = 10;
/// Below this width there is no room for the next code.
const NARROW: u16 = 60;

/// Draws.
pub fn draw(frame: &mut Frame, state: &State) {
    let line = match state.page {
        Page::List => state.words.terminal_keys_list(),
        Page::Search => state.words.terminal_keys_search(),
        Page::Add(_) => state.words.terminal_keys_add(),
        Page::Devices => state.words.terminal_keys_devices(),
        Page::Answer { .. } => state.words.terminal_keys_answer(),
        Page::Exposed => state.words.terminal_keys_exposed(),
        Page::Bound(_) => state.words.terminal_keys_bound(),
        Page::Enrol => state.words.terminal_keys_enrol(),
        Page::Test(_) => state.words.terminal_keys_test(),
        Page::Requests => state.words.terminal_keys_requests(),
        Page::Request { .. } => state.words.terminal_keys_request(),
        Page::Report(_) => state.words.terminal_keys_report(),
        Page::Backup | Page::Help => state.words.terminal_keys_page(),
    };
    let width = usize::from(frame.area().width.max(1));
    let height = u16::try_from(line.chars().count().div_ceil(width)).unwrap_or(1).clamp(1, 3);
    let [main, message, keys] =
        Layout::vertical([Constraint::Min(1), Constraint::Length(1), Constraint::Length(height)])
            .areas(frame.area());
    let words = state.words;
    match &state.page {
        Page::List | Page::Search => list(frame, main, state),
        Page::Add(typed) => add(frame, main, words, typed),
        Page::Backup => text(frame, main, words.terminal_backup(), backup(state)),
        Page::Devices => text(frame, main, words.terminal_devices(), devices::devices_page(state)),
        Page::Answer { proposal, agree } => {
            text(frame, main, words.proposals_title(), devices::answer_page(state, proposal, *agree));
        }
        Page::Exposed => text(frame, main, words.exposed_title(), devices::exposed_page(state)),
        Page::Bound(id) => text(frame, main, words.bound_title(), enrol::bound_page(state, id)),
        Page::Enrol => text(frame, main, words.enrol_title(), enrol::found_page(state)),
        Page::Test(typed) => text(frame, main, words.enrol_title(), enrol::test_page(state, typed)),
        Page::Requests => text(frame, main, words.requests_title(), requests::page(state)),
        Page::Request { key, typed } => {
            text(frame, main, words.requests_title(), requests::request_page(state, key, typed));
        }
        Page::Report(key) => text(frame, main, words.requests_title(), requests::report_page(state, key)),
        Page::Help => text(frame, main, words.terminal_help(), help(words)),
    }
    let said = asked(state)
        .or_else(|| state.message.clone())
        .or_else(|| state.trouble.as_ref().map(|why| words.terminal_trouble(&clean(why))))
        .or_else(|| waits(state));
    frame.render_widget(
        Paragraph::new(said.unwrap_or_default()).style(Style::new().add_modifier(Modifier::BOLD)),
        message,
    );
    frame.render_widget(
        Paragraph::new(line).wrap(Wrap { trim: true }).style(Style::new().add_modifier(Modifier::DIM)),
        keys,
    );
}

fn list(frame: &mut Frame, area: Rect, state: &State) {
    let words = state.words;
    let searching = state.page == Page::Search || !state.search.is_empty();
    let title = if searching {
        format!(" {}: {} ", words.search(), clean(&state.search))
    } else {
        format!(" {} ", words.terminal_title())
    };
    let block = Block::bordered().title(title);
    let rows = state.rows();
    let organisations = state.bound();
    if rows.is_empty() && organisations.is_empty() && state.open.broken.is_empty() {
        let empty = if state.search.is_empty() {
            words.terminal_empty().to_owned()
        } else {
            words.terminal_no_match(&clean(&state.search))
        };
        frame.render_widget(Paragraph::new(empty).wrap(Wrap { trim: true }).block(block), area);
        return;
    }
    let narrow = area.width < NARROW;
    let accounts = rows.iter().map(|index| account(state, *index, narrow));
    let bound = organisations.iter().map(|row| {
        // Two lines in the widest column: the sentence would be cut in any other.
        let name = clean(&format!("{} ({})", row.organisation, row.name));
        let step =
            if row.action_required { words.terminal_action_required() } else { words.terminal_approvals() };
        Row::new([Cell::from(format!("{name}\n{step}"))]).height(2)
    });
    let broken =
        state.open.broken.iter().map(|name| Row::new([Cell::from(words.terminal_broken(&clean(name)))]));
    let mut headings = vec![words.terminal_account(), words.terminal_code(), words.terminal_left()];
    let mut widths = vec![Constraint::Fill(1), Constraint::Length(12), Constraint::Length(5)];
    if !narrow {
        headings.push(words.terminal_next());
        widths.push(Constraint::Length(12));
    }
    let table = Table::new(accounts.chain(bound).chain(broken), widths)
        .header(Row::new(headings).style(Style::new().add_modifier(Modifier::DIM)))
        .row_highlight_style(Style::new().add_modifier(Modifier::REVERSED))
        .block(block);
    let mut selected = TableState::new().with_selected((state.lines() > 0).then_some(state.chosen));
    frame.render_stateful_widget(table, area, &mut selected);
}

fn account<'a>(state: &State, index: usize, narrow: bool) -> Row<'a> {
    let row = &state.open.accounts[index];
    let star = if row.favourite { "★ " } else { "" };
    let name = match (row.issuer.as_str(), row.label.as_str()) {
        ("", only) | (only, "") => only.to_owned(),
        (issuer, label) => format!("{issuer}: {label}"),
    };
    let name = Cell::from(clean(&format!("{star}{name}")));
    let Some(code) = &row.code else { return Row::new([name, Cell::from(clean(&row.trouble))]) };
    let left = code.until.saturating_sub(state.now).div_ceil(1000);
    let countdown = match code.counter {
        Some(counter) => format!("#{counter}"),
        None => state.words.terminal_seconds(&left.to_string()),
    };
    let soon = code.counter.is_none() && left <= SOON;
    let style = if soon {
        Style::new().add_modifier(Modifier::BOLD | Modifier::UNDERLINED)
    } else {
        Style::new().add_modifier(Modifier::BOLD)
    };
    let mut cells = vec![name, Cell::from(Span::styled(code.code.clone(), style)), Cell::from(countdown)];
    if !narrow {
        cells.push(Cell::from(if soon { code.next.clone() } else { String::new() }));
    }
    Row::new(cells)
}

fn add(frame: &mut Frame, area: Rect, words: Words, typed: &str) {
    // The address holds a secret: what is shown is that something is there.
    let hidden: String = typed.chars().map(|_| '•').collect();
    let lines = vec![Line::from(words.terminal_add()), Line::default(), Line::from(hidden)];
    text(frame, area, words.terminal_title(), lines);
}

fn text(frame: &mut Frame, area: Rect, title: &str, lines: Vec<Line<'_>>) {
    let block = Block::bordered().title(format!(" {title} "));
    frame.render_widget(Paragraph::new(lines).wrap(Wrap { trim: false }).block(block), area);
}

fn backup(state: &State) -> Vec<Line<'static>> {
    let words = state.words;
    let Some(backup) = &state.open.backup else { return vec![Line::from(words.terminal_backup_off())] };
    let mut lines = details(words, backup, state.now);
    if let Some(why) = &state.trouble {
        lines.push(Line::default());
        lines.push(Line::from(words.terminal_trouble(&clean(why))));
    }
    lines
}

fn details(words: Words, backup: &BackupView, now: u64) -> Vec<Line<'static>> {
    let pair = |name: &str, value: String| {
        Line::from(vec![
            Span::styled(format!("{name}: "), Style::new().add_modifier(Modifier::DIM)),
            Span::from(clean(&value)),
        ])
    };
    let last = backup.last_backup.as_ref().map_or_else(
        || words.terminal_backup_never().to_owned(),
        |(when, device)| words.terminal_backup_last_by(&time::local(*when), words.made_by(device)),
    );
    let protected = if backup.is_protected {
        words.terminal_backup_protected_yes()
    } else {
        words.terminal_backup_protected_no()
    };
    vec![
        pair(words.terminal_backup_account(), backup.account.clone()),
        pair(words.terminal_backup_service(), backup.service.clone()),
        pair(words.terminal_backup_last(), last),
        pair(
            words.terminal_backup_accounts(),
            words.accounts_of(&backup.backed_up.to_string(), backup.accounts.into()),
        ),
        pair(words.terminal_backup_waiting(), backup.waiting.to_string()),
        pair(words.terminal_backup_protected(), protected.to_owned()),
        pair(words.terminal_backup_words(), format!("{}: {}", backup.head, backup.words.join(" "))),
        pair(words.terminal_backup_contact(), ago(words, backup.last_contact, now)),
    ]
}

/// How long ago, in the screen's language.
pub(super) fn ago(words: Words, then: u64, now: u64) -> String {
    match now.saturating_sub(then) / 60_000 {
        0 => words.just_now().to_owned(),
        minutes @ 1..60 => words.minutes_ago(minutes),
        minutes @ 60..1440 => words.hours_ago(minutes / 60),
        minutes => words.days_ago(minutes / 1440),
    }
}

/// A request ends within a minute: it is said before anything else.
fn asked(state: &State) -> Option<String> {
    let waiting = state.waiting.requests.len() as u64;
    let is_elsewhere = matches!(state.page, Page::List | Page::Backup | Page::Devices | Page::Help);
    (waiting > 0 && is_elsewhere).then(|| state.words.terminal_requests_wait(waiting))
}

/// What needs its person, where the list is shown: as above the web app's list.
fn waits(state: &State) -> Option<String> {
    let (proposals, exposed) = (state.open.proposals.len() as u64, state.open.exposed.len() as u64);
    match (&state.page, proposals, exposed) {
        (Page::List, 1.., _) => Some(state.words.terminal_proposals_wait(proposals)),
        (Page::List, 0, 1..) => Some(state.words.terminal_exposed_wait(exposed)),
        _ => None,
    }
}

fn help(words: Words) -> Vec<Line<'static>> {
    let keys = words.terminal_keys_list().split(" · ").map(Line::from);
    let rest = [words.terminal_help_list(), words.terminal_help_commands()].map(Line::from);
    keys.chain([Line::default()]).chain(rest).collect()
}
