//! An edit on one device until it is on another that waits for events.

use std::io::{BufRead as _, BufReader, Write as _};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use regain_e2e::device::Device;
use regain_e2e::service::Service;
use regain_protocol::path;
use regain_vault::account;

use crate::report;

const ROUNDS: usize = 50;

pub fn run() {
    report::heading("An edit, from the first device's sync to the second device's vault, woken by an event");
    let service = Service::start();
    let mut first = Device::new(&service, "first");
    let founded = first.found("bench-edit");
    first.add("Before", "me");
    first.sync().unwrap();
    let mut second = Device::new(&service, "second");
    second.recover(&founded).unwrap();
    first.sync().unwrap();
    let mut events = listen(&service, &second);
    wait(&mut events);
    let (mut seen, mut trips) = (Vec::new(), Vec::new());
    for round in 0..ROUNDS {
        first.add(&format!("Edit{round}"), "me");
        let start = Instant::now();
        first.sync().unwrap();
        wait(&mut events);
        second.sync().unwrap();
        seen.push(start.elapsed());
        assert_eq!(account::count(&second.replica.vault), round + 2);
        let start = Instant::now();
        drop(service.http().send(&regain_sync::flow::contact::start()).unwrap());
        trips.push(start.elapsed());
    }
    seen.sort();
    let worst = seen[ROUNDS * 99 / 100];
    let against =
        format!("slowest {}; one round trip {}", report::ms(worst), report::ms(report::median(trips)));
    report::line("visible after", &report::ms(seen[ROUNDS / 2]), &against);
}

/// The event stream of a device.
fn listen(service: &Service, device: &Device) -> BufReader<TcpStream> {
    let membership = device.membership();
    let path = path::of_backup(path::EVENTS, membership.backup());
    let mut stream = TcpStream::connect(service.address()).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let token = membership.token.as_ref().unwrap().as_str();
    write!(stream, "GET {path} HTTP/1.1\r\nhost: localhost:8420\r\nauthorization: Bearer {token}\r\n\r\n")
        .unwrap();
    BufReader::new(stream)
}

/// Until the next event's data has come.
fn wait(events: &mut BufReader<TcpStream>) {
    let mut line = String::new();
    while !line.starts_with("data:") {
        line.clear();
        assert_ne!(events.read_line(&mut line).unwrap(), 0, "the event stream ended");
    }
}
