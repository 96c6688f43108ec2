//! `regain` without a command, at a terminal: the accounts in full screen, with the view models and words the web app has.
//!
//! Keys change a [`state::State`] and never wait; another thread stays in touch with the service.

mod devices;
mod draw;
mod enrol;
mod keys;
mod portals;
mod requests;
mod state;
#[cfg(test)]
mod tests;
mod work;

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::Duration;

use ratatui::DefaultTerminal;
use ratatui::crossterm::event::{self, DisableBracketedPaste, EnableBracketedPaste, Event, KeyEventKind};
use ratatui::crossterm::execute;
use regain_protocol::BackupStatus;
use regain_screen::words::{Language, Words};

use crate::command::add::sources::link;
use crate::context::Context;
use crate::error::{Exit, Failure, Result};
use crate::net::follow::{Step, follow};
use crate::net::portal::watch::{self, Heard};
use crate::net::{Patience, sync};
use crate::store::{Store, Unlocked};
use keys::Action;
use portals::{Portals, With};
use regain_protocol::portal::EnrolmentLink;
use state::State;

/// Codes and countdown are drawn anew so often.
const TICK: Duration = Duration::from_millis(250);
/// What another process of Regain changed is seen within so many ticks.
const RELOAD_TICKS: u32 = 8;

/// What another thread tells the screen.
enum Told {
    /// Why the service can't be reached, or that it is.
    Trouble(Option<String>),
    /// What the service knows of the backup.
    Status(BackupStatus),
    /// How a step with a portal ended, and of which turn it is.
    Portal(u32, portals::Step),
    /// How something ended that took a moment.
    Done(String),
}

/// Runs until `q`.
pub fn run(context: &Context) -> Result<()> {
    let store = Arc::new(Store::unlock(context)?);
    let (tell, told) = channel();
    let (tell_heard, heard) = channel();
    watch::start(context, &store, &tell_heard);
    stay_in_touch(context, &store, tell.clone());
    let mut state = State::new(Words::of(language()), context.code_now());
    let mut terminal = ratatui::try_init().map_err(|error| no_terminal(&error))?;
    // Without it the end of a pasted line would be Enter. A terminal that knows nothing of it passes over it.
    let _ = execute!(std::io::stdout(), EnableBracketedPaste);
    let result = rounds(context, &store, (&tell, &told, &heard), &mut state, &mut terminal);
    let _ = execute!(std::io::stdout(), DisableBracketedPaste);
    ratatui::restore();
    result
}

fn rounds(
    context: &Context,
    store: &Arc<Unlocked>,
    (tell, told, heard): (&Sender<Told>, &Receiver<Told>, &Receiver<Heard>),
    state: &mut State,
    terminal: &mut DefaultTerminal,
) -> Result<()> {
    let mut portals = Portals::default();
    let with = With { context, store, tell };
    let mut ticks = 0;
    let mut seen = store.stamp();
    let mut replica = store.read()?;
    state.load(&replica, context.code_now());
    loop {
        terminal.draw(|frame| draw::draw(frame, state)).map_err(|error| no_terminal(&error))?;
        let key = event::poll(TICK)
            .and_then(|there| if there { event::read().map(Some) } else { Ok(None) })
            .map_err(|error| no_terminal(&error))?;
        let mut reload = false;
        match key {
            Some(Event::Key(key)) if key.kind != KeyEventKind::Release => match keys::press(state, key) {
                Action::None => {}
                Action::Quit => return Ok(()),
                Action::Copy(id) => {
                    state.message = Some(work::copy(context, store, state.words, &id));
                    push(context, store);
                }
                Action::Add(text) if EnrolmentLink::is_meant(&text) => match link(&text) {
                    Ok(link) => portals.look(with, state, link),
                    Err(failure) => state.message = Some(failure.message),
                },
                Action::Enrol => portals.enrol(with, state),
                Action::Confirm(number) => portals.confirm(with, state, number),
                Action::Stop => portals.stop(with, state),
                Action::Decide { request, decided } => portals.decide(with, state, request, decided),
                Action::Add(text) => {
                    state.message = Some(work::add(context, store, state.words, &text));
                    push(context, store);
                    reload = true;
                }
                Action::Tick { account, name, done } => {
                    state.message = Some(work::tick(context, store, state.words, &account, &name, done));
                    push(context, store);
                    reload = true;
                }
                Action::Answer { proposal, agree } => {
                    state.message = Some(state.words.terminal_answering().to_owned());
                    work::answer(context, store, state.words, proposal, agree, tell.clone());
                }
            },
            Some(Event::Paste(text)) => keys::paste(state, &text),
            _ => {}
        }
        while let Ok(heard) = heard.try_recv() {
            portals.hear(heard);
            reload = true;
        }
        while let Ok(told) = told.try_recv() {
            match told {
                Told::Portal(turn, step) => {
                    replica = store.read()?;
                    portals.step(with, state, &replica, turn, step);
                    push(context, store);
                }
                Told::Trouble(why) => state.trouble = why,
                Told::Status(status) => state.status = Some(status),
                Told::Done(message) => state.message = Some(message),
            }
            reload = true;
        }
        ticks += 1;
        if reload || ticks % RELOAD_TICKS == 0 {
            // Decrypting all of it is for what changed.
            let stamp = store.stamp();
            if stamp.is_none() || stamp != seen {
                replica = store.read()?;
                seen = stamp;
            }
            state.waiting = portals.view(&replica, context.correction.ms());
            state.load(&replica, context.code_now());
        } else {
            state.tick(context.code_now());
        }
    }
}

/// Syncs and follows in a thread of its own. It ends with the process: whatever it was doing, the store is the old one or the new one.
fn stay_in_touch(context: &Context, store: &Arc<Unlocked>, tell: Sender<Told>) {
    if context.offline {
        return;
    }
    let (context, store) = (context.silent(), Arc::clone(store));
    std::thread::spawn(move || {
        let last = follow(&context, &store, false, |step| {
            // The screen is gone when the process ends.
            match step {
                Step::Synced(..) => {
                    let _ = tell.send(Told::Trouble(None));
                    // Devices last seen, proposals by the service's clock. What fails is left as it was.
                    if let Ok(status) = work::status(&context, &store) {
                        let _ = tell.send(Told::Status(status));
                    }
                }
                Step::Trouble(failure) => {
                    let _ = tell.send(Told::Trouble(Some(failure.message.clone())));
                }
            }
            Ok(())
        });
        if last.code != "no-backup" {
            let _ = tell.send(Told::Trouble(Some(last.message)));
        }
    });
}

/// Uploads a change in a thread of its own, which says nothing: the thread that stays in touch says what is wrong.
fn push(context: &Context, store: &Arc<Unlocked>) {
    let waits = store.read().is_ok_and(|replica| {
        replica.membership.as_ref().is_some_and(|membership| !membership.outbox.is_empty())
    });
    if waits && !context.offline {
        let (context, store) = (context.silent(), Arc::clone(store));
        std::thread::spawn(move || sync::now(&context, &store, Patience::USUAL, false).map(drop));
    }
}

/// The language of this process: `REGAIN_LANG`, else what the locale says.
fn language() -> Language {
    ["REGAIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(std::env::var_os)
        .find(|value| !value.is_empty())
        .and_then(|value| Language::of_tag(&value.to_string_lossy()))
        .unwrap_or_default()
}

fn no_terminal(error: &std::io::Error) -> Failure {
    Failure::new(Exit::Failure, "terminal", format!("the terminal can't be used: {error}"))
        .next("run `regain list --codes` instead")
}
