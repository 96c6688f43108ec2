//! The screen as a person sees it.

use ratatui::Terminal;
use ratatui::backend::TestBackend;
use ratatui::crossterm::event::{KeyCode, KeyEvent};
use regain_log::MemberId;
use regain_screen::view::{
    BoundRow, DeviceRow, EnrolmentView, ExposedRow, ProposalRow, ProposalWhat, PurposeView, RequestView,
};
use regain_screen::words::{Language, Words};
use regain_sync::Replica;
use regain_vault::RecordId;
use regain_vault::account::{self, NewAccount};

use zeroize::Zeroizing;

use super::draw::draw;
use super::keys::{Action, paste, press};
use super::state::{Page, State};
use crate::net::portal::answer::Decided;

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

fn of_two_devices() -> State {
    let mut state = state(Language::En);
    let device = |name: &str, this_device| DeviceRow {
        id: name.into(),
        name: name.into(),
        platform: String::new(),
        this_device,
        added: None,
        last_seen: Some(NOW - 3 * 3_600_000),
    };
    let proposal = |id: &str, own, about_this| ProposalRow {
        id: id.into(),
        what: if about_this { ProposalWhat::Remove("laptop".into()) } else { ProposalWhat::Kit },
        by: "Pixel 8".into(),
        own,
        about_this,
        due: NOW + 1000,
        confirmed_by: None,
    };
    state.open.devices = vec![device("laptop", true), device("Pixel 8", false)];
    state.open.proposals =
        vec![proposal("aa", false, false), proposal("bb", true, false), proposal("cc", false, true)];
    state
}

fn exposed(account: &str) -> ExposedRow {
    ExposedRow {
        device: "Pixel 8".into(),
        device_name: "Pixel 8".into(),
        account: account.into(),
        name: format!("Bank ({account})"),
        in_trash: false,
        page: None,
    }
}

#[test]
fn devices_say_when_they_were_seen_and_what_waits_for_an_answer() {
    let mut state = of_two_devices();
    assert!(seen(&state, 90).contains("3 things wait for an answer: d"));
    key(&mut state, KeyCode::Char('d'));
    let text = tall(&state);
    for line in [
        "> Pixel 8 asks for a new recovery kit",
        "laptop (this device)",
        "Pixel 8 · Seen 3 hours ago",
        "This device would be removed. Refuse if that is wrong.",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
}

#[test]
fn an_answer_is_given_after_a_question_and_never_to_oneself() {
    let mut state = of_two_devices();
    key(&mut state, KeyCode::Char('d'));
    assert_eq!(key(&mut state, KeyCode::Char('c')), Action::None);
    assert!(tall(&state).contains("Confirm only what you or somebody you trust asked for."));
    key(&mut state, KeyCode::Esc);
    assert_eq!(state.page, Page::Devices);
    key(&mut state, KeyCode::Char('c'));
    assert_eq!(key(&mut state, KeyCode::Enter), Action::Answer { proposal: "aa".into(), agree: true });

    for index in [1, 2] {
        key(&mut state, KeyCode::Down);
        assert_eq!(state.line, if index == 1 { 1 } else { 2 });
        key(&mut state, KeyCode::Char('c'));
        assert_eq!(state.page, Page::Devices, "its own proposal, or its own removal");
    }
    key(&mut state, KeyCode::Char('r'));
    assert!(tall(&state).contains("Devices alone decide nothing then"));
    assert_eq!(key(&mut state, KeyCode::Enter), Action::Answer { proposal: "cc".into(), agree: false });
}

#[test]
fn exposed_accounts_are_ticked_off_and_back_on() {
    let mut state = of_two_devices();
    (state.open.exposed, state.open.ticked_off) = (vec![exposed("one")], vec![exposed("two")]);
    key(&mut state, KeyCode::Char('d'));
    assert!(tall(&state).contains("1 account is exposed by a lost device: x"));
    key(&mut state, KeyCode::Char('x'));
    let text = tall(&state);
    assert!(
        text.contains("> [ ] Bank (one) (Pixel 8)") && text.contains("  [x] Bank (two) (Pixel 8)"),
        "{text}"
    );
    let ticks = |action: Action| match action {
        Action::Tick { account, done, .. } => (account, done),
        other => panic!("{other:?}"),
    };
    assert_eq!(ticks(key(&mut state, KeyCode::Enter)), ("one".to_owned(), true));
    key(&mut state, KeyCode::Down);
    assert_eq!(ticks(key(&mut state, KeyCode::Char(' '))), ("two".to_owned(), false));
    key(&mut state, KeyCode::Esc);
    assert_eq!(state.page, Page::Devices);
}

fn tall(state: &State) -> String {
    let mut terminal = Terminal::new(TestBackend::new(100, 30)).expect("a terminal in memory");
    terminal.draw(|frame| draw(frame, state)).expect("it draws");
    terminal.backend().to_string()
}

fn request(key: &str) -> RequestView {
    RequestView {
        key: key.into(),
        name: "ada".into(),
        organisation: "Example Ltd".into(),
        host: "portal.example".into(),
        application: "Payroll".into(),
        place: None,
        browser: Some("Firefox, Linux".into()),
        purpose: PurposeView::SignIn,
        digits: 6,
        asked: NOW,
        ends: NOW + 90_000,
    }
}

fn of_an_organisation(action_required: bool) -> State {
    let mut state = state(Language::En);
    state.open.bound = vec![BoundRow {
        id: "b1".into(),
        name: "ada".into(),
        organisation: "Example Ltd".into(),
        portal: "https://portal.example".into(),
        action_required,
    }];
    state
}

#[test]
fn an_account_that_asks_for_action_explains_its_step() {
    let mut state = of_an_organisation(true);
    assert!(tall(&state).contains("Action required: scan a QR code from your organization"));
    key(&mut state, KeyCode::End);
    assert_eq!(key(&mut state, KeyCode::Enter), Action::None);
    let text = tall(&state);
    for line in [
        "Security info page: https://portal.example/security-info",
        "1. Open your organization",
        "3. Scan the code",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    key(&mut state, KeyCode::Char('a'));
    assert!(matches!(state.page, Page::Add(_)), "the link is pasted here");
}

#[test]
fn a_request_is_said_at_once_and_answered_by_the_number_alone() {
    let mut state = of_an_organisation(false);
    state.message = Some("Copied".into());
    state.waiting.requests = vec![request("one")];
    assert!(tall(&state).contains("A request waits for your answer: r"), "before anything else");
    key(&mut state, KeyCode::Char('r'));
    key(&mut state, KeyCode::Enter);
    let text = tall(&state);
    for line in [
        "Are you signing in to Payroll?",
        "ada at Example Ltd (portal.example)",
        "Place: not known",
        "in 90 seconds",
        "6 digits.",
    ] {
        assert!(text.contains(line), "{line}: {text}");
    }
    for typed in [KeyCode::Enter, KeyCode::Char('y'), KeyCode::Char('a')] {
        assert_eq!(key(&mut state, typed), Action::None, "nothing but the number approves");
    }
    for digit in "12 3".chars() {
        key(&mut state, KeyCode::Char(digit));
    }
    paste(&mut state, "456");
    let decided = Decided::Approve("12 3456".into());
    assert_eq!(key(&mut state, KeyCode::Enter), Action::Decide { request: "one".into(), decided });
}

#[test]
fn it_was_not_me_is_asked_once_more_and_a_request_that_is_over_says_so() {
    let mut state = of_an_organisation(false);
    state.waiting.requests = vec![request("one"), request("two")];
    key(&mut state, KeyCode::Char('r'));
    key(&mut state, KeyCode::Down);
    key(&mut state, KeyCode::Enter);
    key(&mut state, KeyCode::Char('w'));
    assert!(tall(&state).contains("Report this request?") && tall(&state).contains("knows your password"));
    key(&mut state, KeyCode::Esc);
    assert!(matches!(state.page, Page::Request { .. }), "not yet");
    key(&mut state, KeyCode::Char('w'));
    let action = key(&mut state, KeyCode::Enter);
    assert_eq!(action, Action::Decide { request: "two".into(), decided: Decided::Report });

    state.page = Page::Request { key: "gone".into(), typed: String::new() };
    assert!(tall(&state).contains("This request has ended"));
}

#[test]
fn nobody_sets_up_a_portal_that_was_not_seen() {
    let mut state = state(Language::En);
    state.turn_to(Page::Enrol);
    assert!(tall(&state).contains("Asking the portal"));
    state.found = Some(EnrolmentView {
        portal: "https://portal.example".into(),
        host: "portal.example".into(),
        organisation: "Example\u{1b}[31m Ltd".into(),
    });
    let text = tall(&state);
    assert!(text.contains("Portal: portal.example") && !text.contains('\u{1b}'), "{text}");
    assert_eq!(key(&mut state, KeyCode::Enter), Action::Enrol);
    state.page = Page::Test(String::new());
    state.test = Some(request("test"));
    assert!(tall(&state).contains("Type the number shown in the browser"));
    assert_eq!(key(&mut state, KeyCode::Enter), Action::None, "nothing typed is no number");
    key(&mut state, KeyCode::Char('7'));
    assert_eq!(key(&mut state, KeyCode::Enter), Action::Confirm("7".into()));
    assert_eq!(key(&mut state, KeyCode::Esc), Action::Stop);
    assert_eq!(state.page, Page::List);
}
