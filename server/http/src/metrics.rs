//! A small registry in Prometheus' text format (exposition format 0.0.4). Labels are known names only, never what a client sent.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use axum::http::Method;

/// Upper bounds of the latency buckets, seconds.
const BOUNDS: [f64; 10] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];

/// All figures of a process.
#[derive(Debug, Default)]
pub struct Metrics {
    requests: Mutex<BTreeMap<(String, String, u16), u64>>,
    latencies: Mutex<BTreeMap<&'static str, Histogram>>,
    counters: Mutex<BTreeMap<&'static str, u64>>,
    gauges: Mutex<BTreeMap<&'static str, u64>>,
    streams: AtomicU64,
}

#[derive(Debug, Default)]
struct Histogram {
    buckets: [u64; BOUNDS.len()],
    count: u64,
    sum: f64,
}

impl Metrics {
    /// A request was answered.
    pub fn request(&self, method: &Method, route: &str, status: u16, elapsed: Duration) {
        // An unknown method is the client's invention.
        let method = if known(method) { method.as_str() } else { "OTHER" };
        *lock(&self.requests).entry((method.to_owned(), route.to_owned(), status)).or_default() += 1;
        self.observe("regain_request_seconds", elapsed);
    }

    /// Something took so long.
    pub fn observe(&self, name: &'static str, elapsed: Duration) {
        let seconds = elapsed.as_secs_f64();
        let mut latencies = lock(&self.latencies);
        let histogram = latencies.entry(name).or_default();
        histogram.count += 1;
        histogram.sum += seconds;
        if let Some(bucket) = BOUNDS.iter().position(|bound| seconds <= *bound) {
            histogram.buckets[bucket] += 1;
        }
    }

    /// Something happened.
    pub fn count(&self, name: &'static str) {
        *lock(&self.counters).entry(name).or_default() += 1;
    }

    /// Something has this size now.
    pub fn set(&self, name: &'static str, value: u64) {
        lock(&self.gauges).insert(name, value);
    }

    /// What [`Metrics::count`] counted.
    pub fn counted(&self, name: &'static str) -> u64 {
        lock(&self.counters).get(name).copied().unwrap_or(0)
    }

    /// An event stream began or ended.
    pub fn stream(&self, began: bool) {
        if began {
            self.streams.fetch_add(1, Ordering::Relaxed);
        } else {
            self.streams.fetch_sub(1, Ordering::Relaxed);
        }
    }

    /// The text.
    pub fn render(&self) -> String {
        let mut out = String::new();
        self.write(&mut out).expect("writing into a string does not fail");
        out
    }

    fn write(&self, out: &mut String) -> std::fmt::Result {
        writeln!(out, "# TYPE regain_requests_total counter")?;
        for ((method, route, status), count) in lock(&self.requests).iter() {
            writeln!(
                out,
                "regain_requests_total{{method=\"{method}\",route=\"{route}\",status=\"{status}\"}} {count}"
            )?;
        }
        for (name, histogram) in lock(&self.latencies).iter() {
            writeln!(out, "# TYPE {name} histogram")?;
            let mut below = 0;
            for (bound, count) in BOUNDS.iter().zip(histogram.buckets) {
                below += count;
                writeln!(out, "{name}_bucket{{le=\"{bound}\"}} {below}")?;
            }
            writeln!(out, "{name}_bucket{{le=\"+Inf\"}} {}", histogram.count)?;
            writeln!(out, "{name}_sum {}\n{name}_count {}", histogram.sum, histogram.count)?;
        }
        for (name, count) in lock(&self.counters).iter() {
            writeln!(out, "# TYPE {name} counter\n{name} {count}")?;
        }
        for (name, value) in lock(&self.gauges).iter() {
            writeln!(out, "# TYPE {name} gauge\n{name} {value}")?;
        }
        writeln!(out, "# TYPE regain_event_streams gauge")?;
        writeln!(out, "regain_event_streams {}", self.streams.load(Ordering::Relaxed))
    }
}

fn known(method: &Method) -> bool {
    [Method::GET, Method::POST, Method::PUT, Method::DELETE, Method::OPTIONS, Method::HEAD].contains(method)
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // Figures stay usable after a panic elsewhere.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn buckets_are_cumulative_and_labels_are_templates() {
        let metrics = Metrics::default();
        metrics.request(&Method::GET, "/backups/{backup}/entries", 200, Duration::from_millis(2));
        metrics.request(&Method::GET, "/backups/{backup}/entries", 200, Duration::from_secs(9));
        metrics.count("regain_sign_in_failures_total");
        let text = metrics.render();
        for line in [
            "regain_requests_total{method=\"GET\",route=\"/backups/{backup}/entries\",status=\"200\"} 2",
            "regain_request_seconds_bucket{le=\"0.0025\"} 1",
            "regain_request_seconds_bucket{le=\"5\"} 1",
            "regain_request_seconds_bucket{le=\"+Inf\"} 2",
            "regain_sign_in_failures_total 1",
        ] {
            assert!(text.lines().any(|found| found == line), "{line} in\n{text}");
        }
    }
}
