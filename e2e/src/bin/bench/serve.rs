//! The servers that are measured, each in a process of its own: this program started once more.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::http::StatusCode;
use axum::routing::post;
use regain_backup::{BudgetSettings, Parts, Secrets, Service, Settings};
use regain_e2e::service::ORIGIN;
use regain_http::client::TrustedProxies;
use regain_http::metrics::Metrics;
use regain_http::{Clock, Random};
use regain_protocol::path;
use regain_storage_sqlite::SqliteStorage;
use tempfile::TempDir;
use tokio::sync::watch;

use crate::{approvals, memory};

/// A server process. It ends with this value.
pub struct Served {
    process: Child,
    /// Where it listens.
    pub address: SocketAddr,
    _folder: TempDir,
}

impl Served {
    /// Starts one: `regain`, `alone` (each append commits by itself) or `empty` (answers 204, stores nothing), or `portal`.
    pub fn start(kind: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let mut process = Command::new(std::env::current_exe().unwrap())
            .args(["serve", kind])
            .arg(folder.path())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        Self { process, address: line.trim().parse().unwrap(), _folder: folder }
    }

    /// CPU time the process has used so far, seconds (Linux: /proc).
    pub fn cpu_seconds(&self) -> f64 {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.process.id())).unwrap();
        let fields: Vec<&str> = stat.rsplit_once(')').unwrap().1.split_whitespace().collect();
        let ticks: f64 = fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap();
        ticks / 100.0
    }

    /// Memory it holds now (Linux: /proc).
    pub fn resident_mib(&self) -> f64 {
        memory::resident_mib(&self.process)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.process.kill());
        drop(self.process.wait());
    }
}

/// The other side: serves until it is killed.
pub fn run(kind: &str, folder: &Path) -> ExitCode {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        // Event streams wait as long as this is there.
        let (open, closing) = watch::channel(false);
        let router = match kind {
            "empty" => empty(),
            "portal" => {
                let storage = SqliteStorage::open(folder.join("regain.sqlite")).unwrap();
                approvals::seed::router(storage, closing).await
            }
            "alone" => backup(SqliteStorage::open_committing_alone(folder.join("regain.sqlite")).unwrap()),
            _ => backup(SqliteStorage::open(folder.join("regain.sqlite")).unwrap()),
        };
        // Whoever reads this measures from now on.
        println!("{}", listener.local_addr().unwrap());
        std::io::stdout().flush().unwrap();
        axum::serve(listener, router).await.unwrap();
        drop(open);
    });
    ExitCode::SUCCESS
}

fn empty() -> Router {
    Router::new().route(path::ENTRIES, post(|_: Bytes| async { StatusCode::NO_CONTENT }))
}

fn backup(storage: SqliteStorage) -> Router {
    let (_, closing) = watch::channel(false);
    regain_backup::router(Service::new(Parts {
        storage: Arc::new(storage),
        clock: Clock::system(),
        random: Random::system(),
        secrets: Secrets::read(&Secrets::make(&Random::system())).unwrap(),
        settings: Settings {
            origins: vec![ORIGIN.to_owned()],
            link_base: ORIGIN.to_owned(),
            registration_open: true,
            trusted_proxies: TrustedProxies(Vec::new()),
            // All clients share one address here.
            budgets: BudgetSettings { registrations: 1_000_000, ..BudgetSettings::default() },
            version: "bench",
        },
        metrics: Arc::new(Metrics::default()),
        closing,
        mail_waits: Arc::default(),
    }))
}
