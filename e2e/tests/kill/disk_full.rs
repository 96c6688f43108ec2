//! The disk of the server is full: a small file system in memory, which needs root. Torn writes and errors of `fsync` are the
//! store's own tests, which can put a fault under SQLite.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regain_e2e::child::Server;

use crate::say;
use crate::writer::{Client, End};

/// A file system of a few MiB.
struct SmallDisk(PathBuf);

impl SmallDisk {
    /// `None` where this user may not mount one.
    fn mount(at: &Path, size: &str) -> Option<Self> {
        fs::create_dir_all(at).unwrap();
        let option = format!("size={size},mode=0700");
        let mounted = Command::new("mount").args(["-t", "tmpfs", "-o", &option, "tmpfs"]).arg(at).output();
        mounted.is_ok_and(|output| output.status.success()).then(|| Self(at.to_owned()))
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        // Lazily: a server that was just killed may still hold a file.
        drop(Command::new("umount").arg("-l").arg(&self.0).status());
    }
}

#[test]
fn a_full_disk_refuses_and_loses_nothing() {
    let folder = tempfile::TempDir::new().unwrap();
    let Some(disk) = SmallDisk::mount(&folder.path().join("disk"), "12m") else {
        say("skipped: mounting a small disk needs root");
        return;
    };
    let (data, log) = (disk.0.join("data"), folder.path().join("server.log"));
    let ballast = disk.0.join("ballast");
    fs::write(&ballast, vec![1; 6 << 20]).unwrap();
    let mut server = Server::start(&data, &log);
    let http = server.http();
    let mut client = Client::create(&http, "brave-otter-42");

    let mut appends = 0;
    while client.append(&http, 60_000) == End::Durable {
        appends += 1;
        assert!(appends < 1000, "the disk does not fill up");
    }
    assert!(appends > 3, "full before anything was written: {appends}");
    // Again, and smaller: refused or taken, but never half.
    for bytes in [60_000, 10_000, 100] {
        assert_ne!(client.append(&http, bytes), End::Unheard);
    }
    client.check(&http);

    // Killed while full, and started again: reading works.
    server.kill();
    server = Server::start(&data, &log);
    client.check(&server.http());

    // The operator makes room. Nobody restarts anything.
    fs::remove_file(&ballast).unwrap();
    let http = server.http();
    for _ in 0..5 {
        assert_eq!(client.append(&http, 60_000), End::Durable, "the service does not recover");
    }
    client.check(&http);
    drop(server);
    drop(disk);
}
