//! The portal while thousands of apps wait: memory, and how long a browser waits for an approval.

pub mod seed;

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::time::{Duration, Instant};

use regain_protocol::path::portal as path;
use regain_protocol::portal::proof::{compact, to_sign};
use regain_protocol::portal::{Answer, Decision, MatchNumber, Pending, PortalId, Proof, Stamp};
use regain_seal::ApprovalKey;

use crate::load::Measured;
use crate::serve::Served;
use crate::{load, report};
use seed::{ADDRESS, ATTEMPT, KEY, SESSION, WAITING, method_name, text};

/// Approvals that are measured, each by a person of its own.
const MEASURED: u32 = 100;

pub fn run() {
    report::heading(&format!("The portal, with {WAITING} apps that wait"));
    let server = Served::start("portal");
    let before = server.resident_mib();
    let waiting: Vec<Events> = (0..WAITING).map(|number| app_events(&server, number)).collect();
    let more = server.resident_mib() - before;
    let each = more * 1024.0 / f64::from(WAITING);
    report::line(
        &format!("{WAITING} apps waiting, more"),
        &format!("{more:.1} MiB"),
        &format!("{each:.0} KiB each"),
    );
    let approved = Measured::of((0..MEASURED).map(|number| approve(&server, number)).collect());
    report::line(
        "approved in the app until the browser is in",
        &report::ms(approved.quantile(0.5)),
        "at most 300 ms",
    );
    report::line("the slowest of a hundred", &report::ms(approved.quantile(1.0)), "at most 300 ms");
    let requests =
        vec![get("/security-info", &format!("cookie: __Host-regain={}\r\n", text(SESSION, 0))); 500];
    let page = load::run(server.address, vec![requests], "200");
    report::line("Security info, one after another", &report::ms(page.quantile(0.5)), "at most 5 ms");
    drop(waiting);
}

/// One person's approval, from the number in the browser to the session: the time from when the app sends its answer.
fn approve(server: &Served, number: u32) -> Duration {
    let cookie = format!("cookie: __Host-regain-sign-in={}\r\n", text(ATTEMPT, number));
    let form = "next=%2Fsecurity-info";
    let sent = format!(
        "POST /sign-in/verify/approval HTTP/1.1\r\nhost: portal\r\norigin: {ADDRESS}\r\n{cookie}connection: close\r\n\
         content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
        form.len()
    );
    assert!(ask(server.address, sent.as_bytes()).starts_with("HTTP/1.1 303"));
    let page = ask(server.address, &closing("/sign-in/verify/approval", &cookie));
    let shown = page.split(r#"<p class="number">"#).nth(1).and_then(|rest| rest.split('<').next());
    let mut browser = Events::open(server.address, "/sign-in/verify/approval/events", &cookie);
    assert_eq!(browser.next(), "waiting");
    let signed = answer(server, number, shown.unwrap());
    let start = Instant::now();
    assert!(ask(server.address, &signed).starts_with("HTTP/1.1 200"));
    assert_eq!(browser.next(), "approved");
    let end = ask(server.address, &closing("/sign-in/verify/approval", &cookie));
    assert!(end.starts_with("HTTP/1.1 303") && end.contains("__Host-regain="), "{end}");
    start.elapsed()
}

/// The app's answer, ready to be sent.
fn answer(server: &Served, number: u32, shown: &str) -> Vec<u8> {
    let waits = ask(server.address, &closing(path::REQUESTS, &bearer(number)));
    let Pending { time, request } = serde_json::from_str(waits.split("\r\n\r\n").nth(1).unwrap()).unwrap();
    let request = request.unwrap();
    let stamp = Stamp {
        portal: ADDRESS.parse().unwrap(),
        at: time / 1000,
        id: PortalId::of_bytes(&u128::from(number).to_be_bytes()),
    };
    let typed = MatchNumber::typed(shown, request.digits).unwrap();
    let claims = Answer::new(stamp, method_name(number), request.id.clone(), Decision::Approve(typed));
    let message = to_sign(&claims);
    let signature = ApprovalKey::from_bytes(&KEY).unwrap().sign(message.as_bytes());
    let body = serde_json::to_string(&Proof { proof: compact(&message, &signature) }).unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: portal\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        path::of_request(&request.id),
        body.len()
    );
    (head + &body).into_bytes()
}

fn app_events(server: &Served, number: u32) -> Events {
    let mut events = Events::open(server.address, path::EVENTS, &bearer(number));
    assert_eq!(events.next(), "{}");
    events
}

fn bearer(number: u32) -> String {
    format!("authorization: Bearer {}\r\n", text(seed::APP, number))
}

fn get(path: &str, headers: &str) -> Vec<u8> {
    format!("GET {path} HTTP/1.1\r\nhost: portal\r\n{headers}\r\n").into_bytes()
}

fn closing(path: &str, headers: &str) -> Vec<u8> {
    get(path, &format!("{headers}connection: close\r\n"))
}

/// The whole answer to a request that closes its connection.
fn ask(address: SocketAddr, request: &[u8]) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    stream.write_all(request).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

/// An event stream that is read line by line.
struct Events(BufReader<TcpStream>);

impl Events {
    fn open(address: SocketAddr, path: &str, headers: &str) -> Self {
        let mut stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream.write_all(&get(path, headers)).unwrap();
        // A small buffer: thousands of these wait.
        Self(BufReader::with_capacity(512, stream))
    }

    fn next(&mut self) -> String {
        loop {
            let mut line = String::new();
            assert_ne!(self.0.read_line(&mut line).unwrap(), 0, "the event stream ended");
            if let Some(data) = line.strip_prefix("data: ") {
                return data.trim().to_owned();
            }
        }
    }
}
