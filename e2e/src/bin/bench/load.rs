//! A load of HTTP requests that costs as little as it can: prepared bytes over kept connections.

use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// What a load measured.
pub struct Measured {
    pub requests: usize,
    pub elapsed: Duration,
    /// Sorted.
    pub latencies: Vec<Duration>,
}

impl Measured {
    /// Of latencies that were measured one after another.
    pub fn of(mut latencies: Vec<Duration>) -> Self {
        latencies.sort();
        Self { requests: latencies.len(), elapsed: latencies.iter().sum(), latencies }
    }

    pub fn per_second(&self) -> f64 {
        self.requests as f64 / self.elapsed.as_secs_f64()
    }

    pub fn quantile(&self, quantile: f64) -> Duration {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index into a list")]
        let at = ((self.latencies.len() - 1) as f64 * quantile) as usize;
        self.latencies[at]
    }
}

/// Each client sends its requests one after another on a connection of its own; all at once. `status` is what every answer must have.
pub fn run(address: SocketAddr, clients: Vec<Vec<Vec<u8>>>, status: &'static str) -> Measured {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let requests = clients.iter().map(Vec::len).sum();
        let mut connections = Vec::new();
        for requests in clients {
            let stream = TcpStream::connect(address).await.unwrap();
            stream.set_nodelay(true).unwrap();
            connections.push((stream, requests));
        }
        let start = Instant::now();
        let mut running = tokio::task::JoinSet::new();
        for (stream, requests) in connections {
            running.spawn(client(stream, requests, status));
        }
        let mut latencies = running.join_all().await.concat();
        let elapsed = start.elapsed();
        latencies.sort();
        Measured { requests, elapsed, latencies }
    })
}

async fn client(mut stream: TcpStream, requests: Vec<Vec<u8>>, status: &str) -> Vec<Duration> {
    let mut latencies = Vec::with_capacity(requests.len());
    let mut buffer = Vec::with_capacity(4096);
    for request in requests {
        let start = Instant::now();
        stream.write_all(&request).await.unwrap();
        answer(&mut stream, &mut buffer, status).await;
        latencies.push(start.elapsed());
    }
    latencies
}

/// Reads one answer: headers, then as many bytes as they announce.
async fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>, status: &str) {
    buffer.clear();
    loop {
        assert_ne!(stream.read_buf(buffer).await.unwrap(), 0, "the server closed the connection");
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).to_ascii_lowercase();
            assert!(head.starts_with(&format!("http/1.1 {status}")), "unexpected answer: {head}");
            let announced = head.split("content-length: ").nth(1).and_then(|rest| rest.lines().next());
            let whole = end + 4 + announced.map_or(0, |length| length.trim().parse::<usize>().unwrap());
            if buffer.len() >= whole {
                return;
            }
        }
    }
}
