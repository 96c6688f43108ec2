//! The real service in this process.

use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use regain_backup::BudgetSettings;
use regain_http::{Clock, Random, Steering};
use regain_server::{Config, Running};
use tempfile::TempDir;
use tokio::runtime::Runtime;

use crate::START;
use crate::http::Http;

/// The origin that devices dial and sign, whatever port the service listens on.
pub const ORIGIN: &str = "http://localhost:8420";

/// A running service with a folder of its own and a clock that tests move.
pub struct Service {
    folder: TempDir,
    clock: Clock,
    steering: Steering,
    budgets: BudgetSettings,
    urls: Vec<String>,
    running: Option<(Runtime, Running)>,
}

impl Default for Service {
    fn default() -> Self {
        Self::start()
    }
}

impl Service {
    /// Starts on a free port with an empty folder.
    pub fn start() -> Self {
        Self::with_budgets(BudgetSettings::default())
    }

    /// The same with budgets of one's own.
    pub fn with_budgets(budgets: BudgetSettings) -> Self {
        let (clock, steering) = Clock::steered(START);
        Self::in_folder(TempDir::new().unwrap(), clock, steering, budgets, vec![ORIGIN.to_owned()])
    }

    /// One that programs of their own dial as well, by whatever port it has. Its clock begins at `now` (ms since the Unix epoch).
    pub fn for_programs(now: u64) -> Self {
        let (clock, steering) = Clock::steered(now);
        Self::in_folder(TempDir::new().unwrap(), clock, steering, BudgetSettings::default(), Vec::new())
    }

    fn in_folder(
        folder: TempDir,
        clock: Clock,
        steering: Steering,
        budgets: BudgetSettings,
        urls: Vec<String>,
    ) -> Self {
        let mut service = Self { folder, clock, steering, budgets, urls, running: None };
        service.resume();
        service
    }

    /// Stops and starts again on the same folder.
    pub fn restart(&mut self) {
        self.stop();
        self.resume();
    }

    /// Stops in order: everything is written, the database closed.
    pub fn stop(&mut self) {
        if let Some((runtime, running)) = self.running.take() {
            runtime.block_on(running.shutdown());
        }
    }

    /// Ends at once, as a crash of the process would.
    pub fn kill(&mut self) {
        if let Some((runtime, running)) = self.running.take() {
            drop(running);
            runtime.shutdown_background();
        }
    }

    /// A second service that continues from a copy of everything this one has: what an operator does who shows two
    /// devices two histories. It shares the clock.
    #[must_use]
    pub fn fork(&mut self) -> Self {
        self.stop();
        let copy = TempDir::new().unwrap();
        copy_files(self.folder.path(), copy.path());
        self.resume();
        Self::in_folder(copy, self.clock.clone(), self.steering.clone(), self.budgets, self.urls.clone())
    }

    /// Where it keeps everything.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A connection to it.
    pub fn http(&self) -> Http {
        Http::new(self.address(), ORIGIN)
    }

    /// Where clients are answered.
    pub fn address(&self) -> SocketAddr {
        self.running.as_ref().unwrap().1.public_addr()
    }

    /// The address that a person would type.
    pub fn url(&self) -> String {
        self.running.as_ref().unwrap().1.public_url()
    }

    /// Where the operator is answered.
    pub fn admin(&self) -> Http {
        let address = self.running.as_ref().unwrap().1.admin_addr().unwrap();
        Http::new(address, &format!("http://{address}"))
    }

    /// Its clock, which devices share.
    pub fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// Moves the clock on by so many ms.
    pub fn advance(&self, ms: u64) {
        self.steering.advance(ms);
    }

    /// Starts again on the same folder, after [`Service::stop`] or [`Service::kill`].
    pub fn resume(&mut self) {
        let runtime =
            tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
        let config = Config { public_url: self.urls.clone(), ..Config::for_tests(self.folder.path()) };
        let start = regain_server::start_with(config, self.clock.clone(), Random::system(), self.budgets);
        let running = runtime.block_on(start).unwrap();
        self.running = Some((runtime, running));
    }
}

impl Drop for Service {
    fn drop(&mut self) {
        self.stop();
    }
}

fn copy_files(from: &Path, to: &Path) {
    for entry in fs::read_dir(from).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            fs::create_dir(&target).unwrap();
            copy_files(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}
