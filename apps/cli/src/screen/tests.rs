//! The screen as a person sees it.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use regain_log::MemberId;
use regain_screen::words::{Language, Words};
use regain_sync::Replica;
use regain_vault::RecordId;
use regain_vault::account::{self, NewAccount};

use zeroize::Zeroizing;

use super::draw::draw;
use super::keys::{Action, paste, press};
use super::state::{Page, State};

const NOW: u64 = 1_800_000_012_000;

fn state(language: Language) -> State {
    let mut replica = Replica::new(MemberId([1; 16]), "laptop");
    let addresses = [
        "otpauth://totp/GitHub:ada?secret=JBSWY3DPEHPK3PXP&issuer=GitHub",
        "otpauth://totp/Bank:ada?secret=GEZDGNBVGY3TQOJQ&issuer=Bank&period=60",
        "otpauth://hotp/VPN:ada?secret=GEZDGNBVGY3TQOJQ&issuer=VPN&counter=3",
    ];
    for (number, address) in (1..).zip(addresses) {
        let auth = regain_otp::uri::parse(address).expect("an address");
        let new = NewAccount::from_otpauth(RecordId([number; 16]), auth);
        account::add(&mut replica.vault, &mut replica.clock, NOW, &new).expect("it is new");
    }
    let mut state = State::new(Words::of(language), NOW);
    state.load(&replica, NOW);
    state
}

fn seen(state: &State, width: u16) -> String {
    let mut terminal = Terminal::new(TestBackend::new(width, 9)).expect("a terminal in memory");
    terminal.draw(|frame| draw(frame, state)).expect("it draws");
    terminal.backend().to_string()
}

fn key(state: &mut State, code: KeyCode) -> Action {
    press(state, KeyEvent::from(code))
}

#[test]
fn the_list_shows_codes_and_what_is_left_of_them() {
    insta::assert_snapshot!(seen(&state(Language::En), 70));
}

#[test]
fn a_narrow_terminal_keeps_names_and_codes_and_speaks_german() {
    insta::assert_snapshot!(seen(&state(Language::De), 44));
}

#[test]
fn a_code_that_ends_makes_room_for_the_next() {
    let mut state = state(Language::En);
    let next = state.open.accounts[0].code.as_ref().map(|code| code.next.clone());
    state.tick(NOW + 18_000);
    assert_eq!(state.open.accounts[0].code.as_ref().map(|code| code.code.clone()), next);
}

#[test]
fn keys_search_choose_and_copy() {
    let mut state = state(Language::En);
    assert_eq!(key(&mut state, KeyCode::Char('/')), Action::None);
    for letter in "ban".chars() {
        key(&mut state, KeyCode::Char(letter));
    }
    assert_eq!(state.rows(), [1]);
    key(&mut state, KeyCode::Enter);
    assert_eq!(key(&mut state, KeyCode::Enter), Action::Copy(RecordId([2; 16]).to_string()));
    key(&mut state, KeyCode::Esc);
    assert_eq!(state.rows().len(), 3);
    key(&mut state, KeyCode::End);
    assert_eq!(state.chosen, 2);
    assert_eq!(key(&mut state, KeyCode::Char('q')), Action::Quit);
}

#[test]
fn a_pasted_address_is_not_shown() {
    let mut state = state(Language::En);
    key(&mut state, KeyCode::Char('a'));
    paste(&mut state, "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP\n");
    assert!(!seen(&state, 70).contains("JBSWY3DP"));
    assert_eq!(
        key(&mut state, KeyCode::Enter),
        Action::Add(Zeroizing::new("otpauth://totp/x?secret=JBSWY3DPEHPK3PXP".into()))
    );
    assert_eq!(state.page, Page::List);
}

#[test]
fn without_a_backup_the_risk_is_said() {
    let mut state = state(Language::En);
    key(&mut state, KeyCode::Char('b'));
    assert!(seen(&state, 70).contains("Cloud backup is off"));
    key(&mut state, KeyCode::Esc);
    key(&mut state, KeyCode::Char('d'));
    assert!(seen(&state, 70).contains("No devices"));
}
