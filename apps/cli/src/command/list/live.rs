//! The list with running codes, on a terminal.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::SystemTime;

use regain_vault::{Account, Finding};

use super::rows;
use super::touch::Touch;
use crate::args::ListArgs;
use crate::context::Context;
use crate::error::Result;
use crate::output::terminal::{Key, Screen};
use crate::store::{Store, Unlocked};

/// How long a change may lie unseen, in ms.
const GLANCE: u64 = 200;

type List = Vec<Result<Account, Finding>>;

/// Redraws every second until q, Escape or Ctrl-C. The codes leave no trace in the terminal's history.
pub(super) fn run(context: &Context, store: Unlocked, args: &ListArgs) -> Result<()> {
    let store = Arc::new(store);
    let (mut list, mut version) = read(&store, args)?;
    super::nothing_found(args, list.is_empty())?;
    let touch = Touch::start(context, &store)?;
    let screen = Screen::open()?;
    let mut top = 0;
    loop {
        let now = context.code_now();
        top = draw(context, &screen, &list, args, (top, touch.text().as_deref()), now);
        match glance(context, &screen, &store, version) {
            Key::Quit => return Ok(()),
            Key::Down => top += 1,
            Key::Up => top = top.saturating_sub(1),
            Key::Other | Key::None => {}
        }
        // Something new came: from another device, or from an `add` in the next window.
        if stamp(&store) != version {
            (list, version) = read(&store, args)?;
        }
    }
}

/// Waits for a key, a change of the store, or the next second.
fn glance(context: &Context, screen: &Screen, store: &Unlocked, version: Option<SystemTime>) -> Key {
    let mut left = (1000 - context.code_now() % 1000).max(20);
    loop {
        let key = screen.key_before(left.min(GLANCE));
        left = left.saturating_sub(GLANCE);
        if key != Key::None || left == 0 || stamp(store) != version {
            return key;
        }
    }
}

fn read(store: &Unlocked, args: &ListArgs) -> Result<(List, Option<SystemTime>)> {
    let version = stamp(store);
    Ok((rows::choose(&store.read()?.vault, args), version))
}

fn stamp(store: &Unlocked) -> Option<SystemTime> {
    Store::path(store.home()).metadata().and_then(|meta| meta.modified()).ok()
}

/// Draws what fits, and gives the first line that is shown.
fn draw(
    context: &Context,
    screen: &Screen,
    list: &List,
    args: &ListArgs,
    (top, about_backup): (usize, Option<&str>),
    now: u64,
) -> usize {
    let text = rows::table(list, args, now).render(context.out.has_colour());
    let mut lines: Vec<&str> = text.lines().collect();
    let heading = if lines.is_empty() { "" } else { lines.remove(0) };
    let broken = list.iter().filter(|entry| entry.is_err()).count();
    let room = screen.height().saturating_sub(3).max(1);
    let top = top.min(lines.len().saturating_sub(room));
    let shown = &lines[top..lines.len().min(top + room)];
    // Writing into a String does not fail.
    let mut foot = String::from("q ends");
    if lines.len() > room {
        let _ = write!(foot, " · ↑ ↓ move · {} to {} of {}", top + 1, top + shown.len(), lines.len());
    }
    if !context.correction.is_none() {
        let _ = write!(foot, " · by {}", context.correction.text());
    }
    if broken > 0 {
        let _ = write!(foot, " · {broken} not usable, see `regain list`");
    }
    if let Some(text) = about_backup {
        let _ = write!(foot, " · {text}");
    }
    screen.draw(heading, shown, &foot);
    top
}
