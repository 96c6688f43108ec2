//! What this machine and user can do, for tests that need it. A test that can't do its work here would pass without having
//! shown anything: it is left out instead, and said to be.

use std::process::Command;

/// Something that not every user may do.
pub struct Ability {
    /// What the tests with it prove.
    pub suite: &'static str,
    /// What is missing, and the next step.
    pub missing: &'static str,
    /// Whether it is there: tried, not guessed.
    pub is_there: fn() -> bool,
    /// Those that show nothing without it, by the last part of their names.
    pub tests: &'static [&'static str],
}

/// Each with its tests.
pub const ABILITIES: &[Ability] = &[
    Ability {
        suite: "a full disk loses nothing, at the server and on a device",
        missing: "mounting a small file system needs root",
        is_there: may_mount,
        tests: &["a_full_disk_refuses_and_loses_nothing", "a_full_disk_is_named_and_loses_nothing"],
    },
    Ability {
        suite: "the memory of the server holds nothing that can be read",
        missing: "this user may not read the memory of a process it started: see kernel.yama.ptrace_scope",
        is_there: may_read_memory,
        tests: &["the_servers_memory_holds_nothing_that_can_be_read"],
    },
];

/// Those that are not there.
pub fn missing() -> Vec<&'static Ability> {
    ABILITIES.iter().filter(|ability| !(ability.is_there)()).collect()
}

impl Ability {
    /// Says what did not run.
    pub fn omission(&self) -> String {
        format!("{} ({}): {}", self.tests.join(", "), self.suite, self.missing)
    }

    /// Its tests, as nextest's filter spells them.
    pub fn filter(&self) -> String {
        let names: Vec<String> = self.tests.iter().map(|name| format!("test(/\\b{name}$/)")).collect();
        names.join(" + ")
    }
}

fn may_mount() -> bool {
    let folder = std::env::temp_dir().join(format!("regain-xtask-{}", std::process::id()));
    if std::fs::create_dir(&folder).is_err() {
        return false;
    }
    let mut mount = Command::new("mount");
    mount.args(["-t", "tmpfs", "-o", "size=64k", "regain-test"]).arg(&folder);
    let mounted = mount.output().is_ok_and(|output| output.status.success());
    if mounted {
        drop(Command::new("umount").arg(&folder).output());
    }
    drop(std::fs::remove_dir(&folder));
    mounted
}

fn may_read_memory() -> bool {
    let Ok(mut child) = Command::new("sleep").arg("10").spawn() else { return false };
    // The kernel decides when the file is opened.
    let opened = std::fs::File::open(format!("/proc/{}/mem", child.id())).is_ok();
    drop(child.kill());
    drop(child.wait());
    opened
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A test that was renamed would be run again where it shows nothing, and nobody would hear of it.
    #[test]
    fn every_test_in_the_table_exists() {
        let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
        let mut sources = String::new();
        for folder in ["apps", "core", "e2e", "server"] {
            read(&root.join(folder), &mut sources);
        }
        for name in ABILITIES.iter().flat_map(|ability| ability.tests) {
            assert!(sources.contains(&format!("#[test]\nfn {name}()")), "no test is named {name}");
        }
    }

    fn read(folder: &std::path::Path, sources: &mut String) {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                read(&path, sources);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                // However deep it stands.
                text.lines().for_each(|line| {
                    sources.push_str(line.trim_start());
                    sources.push('\n');
                });
            }
        }
    }

    #[test]
    fn a_missing_ability_is_said_and_leaves_its_tests_out() {
        let ability = &ABILITIES[0];
        assert!(ability.omission().ends_with("needs root"), "{}", ability.omission());
        assert_eq!(
            ability.filter(),
            "test(/\\ba_full_disk_refuses_and_loses_nothing$/) + test(/\\ba_full_disk_is_named_and_loses_nothing$/)"
        );
    }
}
