//! Durable appends: one small entry each, signature checked, synced before the answer.

use regain_e2e::http::Http;
use regain_e2e::service::ORIGIN;

use crate::serve::Served;
use crate::{founder, load, report};

const CLIENTS: [usize; 3] = [1, 16, 64];
/// Requests in one measurement, shared out among the clients.
const REQUESTS: usize = 12_800;
/// With one client each waits for its own sync.
const REQUESTS_OF_ONE: usize = 1_000;
const ROUNDS: usize = 3;
const HOST: &str = "localhost:8420";

pub fn run() {
    report::heading(
        "Durable append: one small entry a request, signature checked, on disk before the answer",
    );
    for clients in CLIENTS {
        let requests = if clients == 1 { REQUESTS_OF_ONE } else { REQUESTS };
        // In turn, so that a machine that slows down slows all three.
        let rounds: Vec<[Round; 3]> = (0..ROUNDS)
            .map(|_| {
                [
                    measure("regain", clients, requests),
                    measure("alone", clients, requests),
                    measure("empty", clients, requests),
                ]
            })
            .collect();
        let rate = |server: usize| report::median(rounds.iter().map(|round| round[server].rate).collect());
        let ratio = |other: usize| {
            report::median(rounds.iter().map(|round| round[0].rate / round[other].rate).collect())
        };
        let middle = &rounds[ROUNDS / 2][0];
        report::line(&format!("{clients} clients"), &format!("{:.0}/s", rate(0)), &middle.latency);
        report::line(
            "  beside one commit an append",
            &format!("{:.1} ×", ratio(1)),
            &format!("{:.0}/s", rate(1)),
        );
        report::line(
            "  beside a server that stores nothing",
            &format!("{:.3} ×", ratio(2)),
            &format!("{:.0}/s", rate(2)),
        );
        report::line("  server CPU a request", &format!("{:.0} µs", middle.cpu_us), "");
    }
}

struct Round {
    rate: f64,
    cpu_us: f64,
    latency: String,
}

fn measure(kind: &str, clients: usize, requests: usize) -> Round {
    // The entries are made at a service that stores them; the one that stores nothing gets the same bytes.
    let server = Served::start(if kind == "empty" { "regain" } else { kind });
    let http = Http::new(server.address, ORIGIN);
    let load: Vec<_> =
        (0..clients).map(|_| founder::found(&http).append_requests(HOST, requests / clients)).collect();
    let (server, status) = if kind == "empty" { (Served::start("empty"), "204") } else { (server, "200") };
    let before = server.cpu_seconds();
    let measured = load::run(server.address, load, status);
    let cpu = server.cpu_seconds() - before;
    Round {
        rate: measured.per_second(),
        cpu_us: cpu * 1e6 / measured.requests as f64,
        latency: format!(
            "half within {}, 99 of 100 within {}",
            report::ms(measured.quantile(0.5)),
            report::ms(measured.quantile(0.99))
        ),
    }
}
