//! The clipboard: the system's own programs where they are, the terminal (OSC 52) elsewhere.

use std::ffi::OsStr;
use std::io::{IsTerminal as _, Write as _};
use std::process::{Command, Stdio};

use crate::error::{Exit, Failure, Result};

/// One way to a clipboard. `clear` runs in `sh` after 30 seconds, with the code in `$c`, and clears only what was copied here.
struct Way {
    wanted_variable: Option<&'static str>,
    program: &'static str,
    arguments: &'static [&'static str],
    clear: &'static str,
}

const WAYS: &[Way] = &[
    Way {
        wanted_variable: Some("WAYLAND_DISPLAY"),
        program: "wl-copy",
        arguments: &["--sensitive"],
        clear: r#"[ "$(wl-paste -n)" = "$c" ] && wl-copy --clear"#,
    },
    Way {
        wanted_variable: Some("WAYLAND_DISPLAY"),
        program: "wl-copy",
        arguments: &[],
        clear: r#"[ "$(wl-paste -n)" = "$c" ] && wl-copy --clear"#,
    },
    Way {
        wanted_variable: Some("DISPLAY"),
        program: "xclip",
        arguments: &["-selection", "clipboard"],
        clear: r#"[ "$(xclip -selection clipboard -o)" = "$c" ] && printf '' | xclip -selection clipboard"#,
    },
    Way {
        wanted_variable: Some("DISPLAY"),
        program: "xsel",
        arguments: &["--clipboard", "--input"],
        clear: r#"[ "$(xsel --clipboard --output)" = "$c" ] && xsel --clipboard --clear"#,
    },
    Way {
        wanted_variable: None,
        program: "pbcopy",
        arguments: &[],
        clear: r#"[ "$(pbpaste)" = "$c" ] && printf '' | pbcopy"#,
    },
];

/// Copies the code and says what becomes of it.
pub(super) fn copy(code: &str) -> Result<&'static str> {
    for way in WAYS {
        let there = way
            .wanted_variable
            .is_none_or(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
        if there && run(OsStr::new(way.program), way.arguments, code, true) {
            let script = format!("trap '' HUP INT; IFS= read -r c; sleep 30; {} 2>/dev/null", way.clear);
            let cleared = run(OsStr::new("sh"), &["-c", &script], code, false);
            return Ok(if cleared { "It is cleared after 30 seconds." } else { STAYS });
        }
    }
    let mut terminal = std::io::stderr();
    if terminal.is_terminal() {
        // OSC 52 of xterm: the terminal takes it, or passes over it; which one can't be told.
        let text = data_encoding::BASE64.encode(code.as_bytes());
        let sent = write!(terminal, "\u{1b}]52;c;{text}\u{7}").and_then(|()| terminal.flush());
        if sent.is_ok() {
            return Ok(
                "It went through the terminal, if the terminal allows that; it stays until you copy something else.",
            );
        }
    }
    Err(Failure::new(Exit::Failure, "no-clipboard", "no clipboard was found")
        .next("install wl-clipboard or xclip, run this in a terminal, or leave --copy out"))
}

const STAYS: &str = "It stays until you copy something else.";

/// Runs a program with the code on its standard input: what stands on a command line is visible to others.
fn run(program: &OsStr, arguments: &[&str], code: &str, wait: bool) -> bool {
    let child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut child) = child else { return false };
    let given = child.stdin.take().is_some_and(|mut stdin| {
        let end = if wait { "" } else { "\n" };
        write!(stdin, "{code}{end}").is_ok()
    });
    given && (!wait || child.wait().is_ok_and(|status| status.success()))
}
