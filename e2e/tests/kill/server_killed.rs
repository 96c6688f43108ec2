//! The server is killed (SIGKILL) in the middle of the appends of 64 clients.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use rand_core::RngCore as _;
use regain_e2e::child::Server;

use crate::writer::{Client, End};
use crate::{loops, say};

const CLIENTS: usize = 64;

#[test]
fn what_was_acknowledged_survives_the_kill_of_the_server() {
    let folder = tempfile::TempDir::new().unwrap();
    let (data, log) = (folder.path().join("data"), folder.path().join("server.log"));
    let mut server = Server::start(&data, &log);
    let http = server.http();
    let mut clients: Vec<Client> =
        (0..CLIENTS).map(|number| Client::create(&http, &format!("otter-{number}"))).collect();
    let (acknowledged, unheard, stored) = (AtomicUsize::new(0), AtomicUsize::new(0), AtomicUsize::new(0));
    let loops = loops(10);
    for _ in 0..loops {
        let http = server.http();
        std::thread::scope(|scope| {
            for client in &mut clients {
                scope.spawn(|| {
                    while client.append(&http, 100) == End::Durable {
                        acknowledged.fetch_add(1, Ordering::Relaxed);
                    }
                    unheard.fetch_add(1, Ordering::Relaxed);
                });
            }
            std::thread::sleep(Duration::from_millis(u64::from(20 + rand_core::OsRng.next_u32() % 600)));
            server.kill();
        });
        server = Server::start(&data, &log);
        let http = server.http();
        std::thread::scope(|scope| {
            for part in clients.chunks_mut(CLIENTS / 8) {
                scope.spawn(|| {
                    for there in part.iter_mut().filter_map(|client| client.check(&http)) {
                        stored.fetch_add(usize::from(there), Ordering::Relaxed);
                    }
                });
            }
        });
    }
    let acknowledged = acknowledged.into_inner();
    assert!(acknowledged > loops, "killed before anything was written: {acknowledged} appends");
    assert_eq!(unheard.into_inner(), loops * CLIENTS);
    let stored = stored.into_inner();
    say(&format!(
        "{loops} kills, {acknowledged} acknowledged appends, none lost; of {} under way {stored} were there, whole",
        loops * CLIENTS
    ));
}
