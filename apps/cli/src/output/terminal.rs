//! A terminal that is taken over for a while, and given back however that ends.

use std::io::{self, Read as _, Write as _};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::termios::{
    LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcgetwinsize, tcsetattr,
};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
use zeroize::Zeroizing;

use crate::error::{Exit, Failure, Result};

/// What was pressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key {
    /// q, Escape, Ctrl-C, Ctrl-D, or the process is asked to end.
    Quit,
    /// Arrow down, or j.
    Down,
    /// Arrow up, or k.
    Up,
    /// Anything else.
    Other,
    /// Nothing before the time was up.
    None,
}

/// The alternate screen without echo and without a cursor.
pub struct Screen {
    before: Termios,
    ended: Arc<AtomicBool>,
}

impl Screen {
    /// Takes over the terminal of standard input and output.
    pub fn open() -> Result<Self> {
        let failed = |error: io::Error| {
            Failure::new(
                Exit::Failure,
                "terminal",
                format!("the terminal can't be used for a live list: {error}"),
            )
            .next("print the list once: `regain list --codes | cat`")
        };
        let ended = Arc::new(AtomicBool::new(false));
        for signal in [SIGHUP, SIGINT, SIGTERM] {
            signal_hook::flag::register(signal, Arc::clone(&ended)).map_err(failed)?;
        }
        let before = tcgetattr(io::stdin()).map_err(|error| failed(error.into()))?;
        let mut raw = before.clone();
        raw.local_modes.remove(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG);
        raw.special_codes[SpecialCodeIndex::VMIN] = 0;
        raw.special_codes[SpecialCodeIndex::VTIME] = 0;
        tcsetattr(io::stdin(), OptionalActions::Now, &raw).map_err(|error| failed(error.into()))?;
        let screen = Self { before, ended };
        write("\u{1b}[?1049h\u{1b}[?25l");
        Ok(screen)
    }

    /// Lines of the terminal.
    pub fn height(&self) -> usize {
        tcgetwinsize(io::stdout()).map_or(24, |size| usize::from(size.ws_row)).max(4)
    }

    /// Draws a whole screen: heading, lines, and a foot. Lines are cut at the edge by the terminal.
    pub fn draw(&self, heading: &str, lines: &[&str], foot: &str) {
        let size = heading.len() + foot.len() + lines.iter().map(|line| line.len() + 8).sum::<usize>() + 64;
        let mut text = Zeroizing::new(String::with_capacity(size));
        // Home, no wrapping; each line erases what was behind it.
        text.push_str("\u{1b}[H\u{1b}[?7l");
        for line in std::iter::once(&heading).chain(lines) {
            text.push_str(line);
            text.push_str("\u{1b}[K\r\n");
        }
        text.push_str("\u{1b}[K\r\n");
        text.push_str(foot);
        text.push_str("\u{1b}[J\u{1b}[?7h");
        write(&text);
    }

    /// Waits for a key for so many milliseconds.
    pub fn key_before(&self, ms: u64) -> Key {
        let stdin = io::stdin();
        let mut polled = [PollFd::new(&stdin, PollFlags::IN)];
        let wait = Timespec::try_from(Duration::from_millis(ms)).ok();
        // An interrupted wait is looked at like any other: the flag says by what.
        let ready = poll(&mut polled, wait.as_ref()).unwrap_or(0) > 0;
        if self.ended.load(Ordering::Relaxed) {
            return Key::Quit;
        }
        if !ready {
            return Key::None;
        }
        let mut bytes = [0; 16];
        match stdin.lock().read(&mut bytes) {
            Ok(0) | Err(_) => Key::Quit,
            Ok(count) => match &bytes[..count] {
                b"q" | b"Q" | b"\x1b" | b"\x03" | b"\x04" => Key::Quit,
                b"j" | b"\x1b[B" | b"\x1bOB" => Key::Down,
                b"k" | b"\x1b[A" | b"\x1bOA" => Key::Up,
                _ => Key::Other,
            },
        }
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        write("\u{1b}[?25h\u{1b}[?1049l");
        // A terminal that is gone needs nothing back.
        let _ = tcsetattr(io::stdin(), OptionalActions::Now, &self.before);
    }
}

fn write(text: &str) {
    let mut out = io::stdout().lock();
    // A terminal that is gone ends the loop by its next key.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
