//! Memory of the real server: idle, and with ten thousand devices waiting for events.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use regain_e2e::http::Http;
use regain_protocol::path;
use tempfile::TempDir;

use crate::founder::Founded;
use crate::{founder, program, report};

const WAITING: usize = 10_000;
/// Backups the waiting devices belong to: as many as one address may found in an hour, and a few less.
const BACKUPS: usize = 50;

pub fn run() {
    report::heading("Memory of the server (resident)");
    let folder = TempDir::new().unwrap();
    let mut server = Command::new(program::path("regain-server"))
        .args(["serve", "--bind", "127.0.0.1:0", "--data-dir"])
        .arg(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let port = public_port(&mut server);
    let address: SocketAddr = format!("127.0.0.1:{port}").parse().unwrap();
    let host = format!("localhost:{port}");
    std::thread::sleep(Duration::from_secs(2));
    let idle = resident_mib(&server);
    report::line("idle", &format!("{idle:.1} MiB"), "at most 25 MiB");
    let http = Http::new(address, &format!("http://{host}"));
    let backups: Vec<Founded> = (0..BACKUPS).map(|_| founder::found(&http)).collect();
    let before = resident_mib(&server);
    let mut streams = Vec::with_capacity(WAITING);
    for number in 0..WAITING {
        streams.push(wait(address, &host, &backups[number % BACKUPS]));
    }
    let more = resident_mib(&server) - before;
    report::line(&format!("{WAITING} devices waiting, more"), &format!("{more:.1} MiB"), "at most 300 MiB");
    drop(streams);
    drop(server.kill());
    drop(server.wait());
}

fn public_port(server: &mut Child) -> u16 {
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    for line in lines {
        let line = line.unwrap();
        if let Some(url) = line.strip_prefix("listening public ") {
            return url.rsplit_once(':').unwrap().1.trim_end_matches('/').parse().unwrap();
        }
    }
    panic!("the server did not say where it listens");
}

/// One waiting device: its stream is open and the first event has come.
fn wait(address: SocketAddr, host: &str, founded: &Founded) -> TcpStream {
    let mut stream = TcpStream::connect(address).unwrap();
    let path = path::of_backup(path::EVENTS, founded.chain.backup());
    let token = &founded.token;
    write!(stream, "GET {path} HTTP/1.1\r\nhost: {host}\r\nauthorization: Bearer {token}\r\n\r\n").unwrap();
    let mut buffer = [0; 2048];
    let mut seen = String::new();
    while !seen.contains("data:") {
        let read = stream.read(&mut buffer).unwrap();
        assert_ne!(read, 0, "the event stream ended: {seen}");
        seen.push_str(&String::from_utf8_lossy(&buffer[..read]));
    }
    stream
}

/// Memory that a process holds (Linux: /proc).
pub fn resident_mib(server: &Child) -> f64 {
    let status = fs::read_to_string(format!("/proc/{}/status", server.id())).unwrap();
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<f64>().unwrap() / 1024.0
}
