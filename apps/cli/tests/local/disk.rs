//! A full disk: said as such, and the old state intact.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::home::{Home, command_in, said};

/// A file system of 256 KiB, unmounted when dropped.
struct Tiny(PathBuf);

impl Tiny {
    fn mount(at: &Path) -> Option<Self> {
        std::fs::create_dir_all(at).expect("a scratch folder");
        let mounted =
            Command::new("mount").args(["-t", "tmpfs", "-o", "size=256k", "regain-test"]).arg(at).output();
        mounted.is_ok_and(|output| output.status.success()).then(|| Self(at.to_owned()))
    }
}

impl Drop for Tiny {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg(&self.0).status();
    }
}

#[test]
fn a_full_disk_is_named_and_loses_nothing() {
    let outside = Home::bare();
    let Some(tiny) = Tiny::mount(&outside.dir.path().join("tiny")) else {
        let text = b"SKIPPED: a full disk needs a small file system, and this user may not mount one\n";
        let _ = std::io::Write::write_all(&mut std::io::stderr(), text);
        return;
    };
    let home = tiny.0.join("home");
    let run = |args: &[&str]| said(command_in(&home, &outside.dir.path().join("lock"), args), "");
    run(&["init"]).ok();
    run(&["add", "otpauth://totp/A:a?secret=JBSWY3DPEHPK3PXP"]).ok();
    let before = std::fs::read(home.join("store.regain")).expect("it is there");
    let filler = tiny.0.join("filler");
    // Writes until nothing more fits.
    let full = std::fs::write(&filler, vec![0; 1 << 20]);
    assert!(full.is_err(), "the disk is full now");
    run(&["add", "otpauth://totp/B:b?secret=JBSWY3DPEHPK3PXA"])
        .fails(6, &["no space is left", "intact", "free some space"]);
    assert_eq!(std::fs::read(home.join("store.regain")).expect("it is there"), before);
    assert!(!home.join("store.regain.new").exists());
    assert_eq!(run(&["list", "--json"]).ok().json().as_array().map(Vec::len), Some(1));
    let export = tiny.0.join("x.txt");
    let said = run(&["export", "--format", "otpauth", "--yes", export.to_str().expect("UTF-8")]);
    said.fails(1, &["no space is left"]);
    assert!(!export.exists(), "half an export is of no use");
    std::fs::remove_file(&filler).expect("it is ours");
    run(&["add", "otpauth://totp/B:b?secret=JBSWY3DPEHPK3PXA"]).ok();
    assert_eq!(run(&["list", "--json"]).ok().json().as_array().map(Vec::len), Some(2));
}
