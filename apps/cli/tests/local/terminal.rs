//! On a terminal: the live list, and a code in groups.

use std::fs::File;
use std::io::{Read as _, Write as _};
use std::os::fd::{AsFd as _, OwnedFd};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use rustix::fs::{Mode, OFlags, open};
use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{LocalModes, Winsize, tcgetattr, tcsetwinsize};

use super::home::Home;

/// Both ends of a terminal: what the program has, and what a person has.
fn terminal() -> (OwnedFd, File) {
    let person = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a terminal");
    let size = Winsize { ws_row: 24, ws_col: 90, ws_xpixel: 0, ws_ypixel: 0 };
    tcsetwinsize(&person, size).expect("it takes a size");
    grantpt(&person).and_then(|()| unlockpt(&person)).expect("it is ours");
    let name = ptsname(&person, Vec::new()).expect("it has a name");
    let program = open(name.as_c_str(), OFlags::RDWR | OFlags::NOCTTY, Mode::empty()).expect("it opens");
    (program, File::from(person))
}

fn start(home: &Home, args: &[&str], program: &OwnedFd) -> Child {
    let end = || Stdio::from(program.as_fd().try_clone_to_owned().expect("a second handle"));
    home.command(args)
        .env("TERM", "xterm")
        .stdin(end())
        .stdout(end())
        .stderr(end())
        .spawn()
        .expect("it was built")
}

/// Reads until `wanted` was seen so many times.
fn read_until(person: &mut File, wanted: &str, times: usize) -> String {
    let (mut seen, start) = (String::new(), Instant::now());
    while seen.matches(wanted).count() < times {
        assert!(start.elapsed() < Duration::from_mins(1), "{seen}");
        let mut bytes = [0; 4096];
        let count = person.read(&mut bytes).expect("the terminal is open");
        seen.push_str(&String::from_utf8_lossy(&bytes[..count]));
    }
    seen
}

#[test]
fn a_live_list_counts_down_and_gives_the_terminal_back() {
    let home = Home::new();
    home.run(["add", "otpauth://totp/Live:x?secret=JBSWY3DPEHPK3PXP"]).ok();
    home.run(["add", "otpauth://hotp/Live:y?secret=JBSWY3DPEHPK3PXP"]).ok();
    for key in [b"q", b"\x03"] {
        let (program, mut person) = terminal();
        let mut child = start(&home, &["list", "--codes"], &program);
        let seen = read_until(&mut person, "q ends", 3);
        assert!(seen.contains("\u{1b}[?1049h") && seen.contains("Live") && seen.contains("CODE"), "{seen}");
        assert!(!tcgetattr(&program).expect("a terminal").local_modes.contains(LocalModes::ECHO));
        person.write_all(key).expect("the terminal is open");
        let seen = read_until(&mut person, "\u{1b}[?1049l", 1);
        assert!(seen.contains("\u{1b}[?25h"), "the cursor is back: {seen}");
        assert!(child.wait().expect("it ends").success());
        let modes = tcgetattr(&program).expect("a terminal").local_modes;
        assert!(modes.contains(LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG));
    }
    assert_eq!(home.run(["show", "y", "--json"]).ok().json()["counter"], 0, "a list advances nothing");
}

#[test]
fn on_a_terminal_codes_have_groups_and_questions_are_asked() {
    let home = Home::new();
    home.run(["add", "otpauth://totp/T:x?secret=JBSWY3DPEHPK3PXP"]).ok();
    let (program, mut person) = terminal();
    let mut child = start(&home, &["code", "t"], &program);
    let seen = read_until(&mut person, "s left", 1);
    let code = seen.lines().next().unwrap_or_default().trim_end();
    assert!(code.len() == 7 && code.as_bytes()[3] == b' ', "{seen}");
    assert!(child.wait().expect("it ends").success());

    let mut child = start(&home, &["add", "otpauth://totp/T:x?secret=JBSWY3DPEHPK3PXP"], &program);
    read_until(&mut person, "Add it all the same? [y/N]", 1);
    person.write_all(b"n\n").expect("the terminal is open");
    read_until(&mut person, "nothing was changed", 1);
    assert_eq!(child.wait().expect("it ends").code(), Some(5));
    assert_eq!(home.run(["list", "--json"]).ok().json().as_array().map(Vec::len), Some(1));
}

#[test]
fn without_a_command_the_accounts_are_there_in_full_screen() {
    let home = Home::new();
    home.run(["add", "otpauth://totp/Full:x?secret=JBSWY3DPEHPK3PXP"]).ok();
    let (program, mut person) = terminal();
    let mut child = start(&home, &[], &program);
    let seen = read_until(&mut person, "Full: x", 1);
    assert!(seen.contains("\u{1b}[?1049h"), "{seen}");
    person.write_all(b"a").expect("the terminal is open");
    read_until(&mut person, "Paste the address", 1);
    person.write_all(b"otpauth://totp/Typed:y?secret=GEZDGNBVGY3TQOJQ\r").expect("the terminal is open");
    read_until(&mut person, "Typed", 1);
    person.write_all(b"q").expect("the terminal is open");
    read_until(&mut person, "\u{1b}[?1049l", 1);
    assert!(child.wait().expect("it ends").success());
    assert!(tcgetattr(&program).expect("a terminal").local_modes.contains(LocalModes::ECHO));
    assert_eq!(home.run(["list", "--json"]).ok().json().as_array().map(Vec::len), Some(2));
}

#[test]
fn without_a_terminal_and_without_a_command_the_help_is_shown() {
    let home = Home::new();
    let output = home.command(&[] as &[&str]).output().expect("it was built");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("Usage: regain"));
}
